package dev.credence.client;

import dev.credence.client.transport.HttpTransport;
import dev.credence.client.transport.Reply;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationInput.Exhibit;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Asks a gateway, waits for the receipt, verifies it.
public final class CredenceClient implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(10);
    private static final Duration QUERY_MAX = Duration.ofSeconds(10);
    private static final int ANSWER_BYTES_MAX = 256 << 20;
    private static final int STATUS_BYTES_MAX = 4_096;
    private static final JsonLimits ERROR_LIMITS = new JsonLimits(64 << 10, 8, 1_024);

    // The first look comes soon, since two replays take a few hundredths of a second; later ones spare the gateway.
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final HttpTransport transport;

    /// @param gateway its address, such as `http://127.0.0.1:8080`
    public CredenceClient(String gateway) {
        this.transport = new HttpTransport(gateway);
    }

    /// Sends an Open Inference request.
    ///
    /// **Obligation**: the body names model, nonce, seed and height in `parameters`, so that the receipt is bound to them.
    ///
    /// @param model  name, `name@version` or model id: letters, digits, `.`, `-`, `@`
    /// @param policy as in docs/spec/receipt.md 6.2
    public Exchange ask(String model, Bytes request, Optional<String> policy) throws IOException, GatewayException {
        if (!model.matches("[A-Za-z0-9.@-]{1,128}")) {
            throw new GatewayException(400, "a model is named by name, name@version or id, found '" + model + "'");
        }
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
        policy.ifPresent(text -> headers.put("Credence-Policy", text));
        return exchange(request, transport.post("v2/models/" + model + "/infer", headers, request, ANSWER_MAX, ANSWER_BYTES_MAX));
    }

    /// Sends a request to a language model, and hears the answer while it comes: one JSON object, or the events of a stream.
    ///
    /// **Obligation**: the body names model, and in `credence` nonce and height, so that the receipt is bound to them. What was heard
    /// is worth what the verified receipt says, and nothing before.
    ///
    /// @param api  which of the interfaces the body is of
    /// @param hear the answer's bytes, of a refusal none
    public Exchange ask(TextApi api, Bytes request, Optional<String> policy, Hearing hear) throws IOException, GatewayException {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
        policy.ifPresent(text -> headers.put("Credence-Policy", text));
        return exchange(request, transport.stream(api.path(), headers, request, ANSWER_MAX, ANSWER_BYTES_MAX, new HttpTransport.Listener() {
            private boolean answered;

            @Override
            public void begun(int status, Optional<String> receiptId) throws IOException {
                answered = status == 200;
                if (answered) {
                    hear.begun(receiptId);
                }
            }

            @Override
            public void piece(Bytes bytes) throws IOException {
                if (answered) {
                    hear.piece(bytes);
                }
            }
        }));
    }

    /// Hears an answer while it comes.
    public interface Hearing {
        /// The answer begins.
        ///
        /// @throws IOException to give the rest up
        default void begun(Optional<String> receiptId) throws IOException {}

        /// The next bytes.
        ///
        /// @throws IOException to give the rest up
        void piece(Bytes bytes) throws IOException;
    }

    private static Exchange exchange(Bytes request, Reply reply) throws GatewayException {
        if (reply.status() != 200) {
            throw refused(reply);
        }
        String receiptId = reply.receiptId()
                .filter(id -> id.matches("[0-9a-f]{32}"))
                .orElseThrow(() -> new GatewayException(502, "the gateway's answer names no receipt"));
        return new Exchange(request, reply.body(), receiptId);
    }

    /// The ledger's height as the gateway last saw it, for a request to name; if it is not true, no receipt for that request verifies.
    public long height() throws IOException, GatewayException {
        Reply reply = transport.get("v1/ledger", QUERY_MAX, STATUS_BYTES_MAX);
        if (reply.status() != 200) {
            throw refused(reply);
        }
        try {
            JsonFields fields = JsonFields.of("", StrictJson.parse(reply.body(), JsonLimits.ofBytes(STATUS_BYTES_MAX)));
            fields.string("network", 64);
            long height = fields.integer("height", 0, JsonInteger.VALUE_MAX);
            fields.end();
            return height;
        } catch (MalformedException malformed) {
            throw new GatewayException(502, "the gateway's ledger status: " + malformed.getMessage());
        }
    }

    /// The receipt as the gateway has it now.
    public Receipt receipt(String id) throws IOException, GatewayException {
        Reply reply = transport.get("v1/receipts/" + id, QUERY_MAX, ReceiptFile.BYTES_MAX);
        return switch (reply.status()) {
            case 200 -> new Receipt(reply.body(), true);
            case 202 -> new Receipt(reply.body(), false);
            default -> throw refused(reply);
        };
    }

    /// The receipt with all the evidence of its plan, or as far as it has grown when `patience` ends.
    public Receipt awaitReceipt(String id, Duration patience) throws IOException, GatewayException {
        Duration waited = Duration.ZERO;
        Duration pause = FIRST_PAUSE;
        Receipt receipt = receipt(id);
        while (!receipt.complete() && waited.compareTo(patience) < 0) {
            transport.pause(pause);
            waited = waited.plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            receipt = receipt(id);
        }
        return receipt;
    }

    /// Judges the receipt over exactly what was sent and received.
    public static VerificationReport verify(Exchange exchange, Receipt receipt, Standard standard) {
        return ReceiptVerifier.verify(
                new VerificationInput(Exhibit.of(receipt.file(), exchange.request(), exchange.answer()), standard));
    }

    // The gateway's own sentence, whichever of the two error styles it has.
    private static GatewayException refused(Reply reply) {
        String sentence = "the gateway answered " + reply.status() + " without a readable sentence";
        try {
            Json body = IJson.parse(reply.body(), ERROR_LIMITS);
            Json error = JsonFields.of("", body).any("error");
            sentence = error instanceof JsonObject
                    ? JsonFields.of("error", error).string("message", 8_192)
                    : JsonFields.of("", body).string("error", 8_192);
        } catch (MalformedException unreadable) {
            // The status alone must do.
        }
        return new GatewayException(reply.status(), sentence);
    }

    @Override
    public void close() {
        transport.close();
    }
}
