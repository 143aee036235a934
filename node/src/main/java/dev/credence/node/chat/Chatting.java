package dev.credence.node.chat;

import dev.credence.client.CredenceClient;
import dev.credence.client.Exchange;
import dev.credence.client.GatewayException;
import dev.credence.client.Receipt;
import dev.credence.client.TextApi;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.node.asking.ClockTime;
import dev.credence.node.asking.EventLines;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.request.Parameters;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Policy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Talks to a model by way of a gateway that is not trusted.
public final class Chatting implements AutoCloseable {
    private static final JsonLimits EVENT_LIMITS = new JsonLimits(4 << 20, 32, 200_000);
    private static final String DONE = "[DONE]";
    private static final int SEED_BYTES = 8;

    private final World world;
    private final CredenceClient client;
    private final Terms terms;

    /// What the reader demands.
    ///
    /// @param trust    whom it believes
    /// @param policy   what evidence it asks for; without one the signed receipt suffices
    /// @param patience how long it waits for the evidence
    public record Terms(TrustFile trust, Optional<String> policy, Duration patience) {}

    public Chatting(World world, String gateway, Terms terms) {
        this.world = world;
        this.client = new CredenceClient(gateway);
        this.terms = terms;
    }

    /// Says `text`, shows the answer while it comes, and verifies it.
    ///
    /// @param seed decimal text, or empty for a fresh one
    /// @param show told the answer's text piece by piece
    /// @throws MalformedException if the policy is none
    /// @throws IOException        if the gateway does not answer, or with events that are none that we know
    public ChatTurn say(Conversation conversation, String text, Optional<String> seed, Consumer<String> show)
            throws IOException, MalformedException, GatewayException {
        Standard standard = Standard.of(terms.trust(), world.clock().timeMillis());
        if (terms.policy().isPresent()) {
            standard = standard.with(Policy.parse(terms.policy().get()));
        }
        Bytes request = conversation.request(text, bound(seed));
        Shown shown = new Shown(show);
        Exchange exchange = client.ask(TextApi.CHAT, request, terms.policy(), shown);
        Receipt receipt = terms.policy().isPresent()
                ? client.awaitReceipt(exchange.receiptId(), terms.patience())
                : client.receipt(exchange.receiptId());
        VerificationReport report = CredenceClient.verify(exchange, receipt, standard);
        return new ChatTurn(shown.text.toString(), exchange, receipt, report);
    }

    private Conversation.Bound bound(Optional<String> seed) throws IOException, GatewayException {
        String clock = ClockTime.of(world.clock().timeMillis());
        String fresh = Long.toUnsignedString(world.random().bytes(SEED_BYTES).toBuffer().getLong());
        return new Conversation.Bound(world.random().bytes(Parameters.NONCE_LENGTH), seed.orElse(fresh), clock, client.height());
    }

    @Override
    public void close() {
        client.close();
    }

    /// The text of the first choice out of the events as they come.
    private static final class Shown implements CredenceClient.Hearing {
        private final EventLines events = new EventLines();
        private final StringBuilder text = new StringBuilder();
        private final Consumer<String> show;

        Shown(Consumer<String> show) {
            this.show = show;
        }

        @Override
        public void piece(Bytes bytes) throws IOException {
            try {
                for (String each : events.add(bytes)) {
                    if (!each.equals(DONE)) {
                        event(each);
                    }
                }
            } catch (MalformedException refused) {
                throw new IOException("the gateway's answer: " + refused.getMessage(), refused);
            }
        }

        private void event(String data) throws MalformedException, IOException {
            Json event = IJson.parse(Bytes.ofUtf8(data), EVENT_LIMITS);
            if (!(event instanceof JsonObject chunk)) {
                throw new MalformedException("event", -1, "an object", event.kind());
            }
            Optional<Json> error = chunk.get("error");
            if (error.isPresent()) {
                throw new IOException("the answer broke off: " + sentence(error.get()));
            }
            if (chunk.get("choices").orElse(JsonArray.of(List.of())) instanceof JsonArray choices
                    && !choices.items().isEmpty()
                    && choices.get(0) instanceof JsonObject choice
                    && choice.get("delta").orElse(JsonObject.EMPTY) instanceof JsonObject delta
                    && delta.get("content").orElse(JsonObject.EMPTY) instanceof JsonString(String piece)) {
                text.append(piece);
                show.accept(piece);
            }
        }

        private static String sentence(Json error) {
            return error instanceof JsonObject object && object.get("message").orElse(JsonObject.EMPTY) instanceof JsonString(String message)
                    ? message
                    : "without a sentence";
        }
    }
}
