package dev.credence.node.openai;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.node.answering.TextAsk;
import dev.credence.node.answering.Wanted;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Request;
import dev.credence.node.hub.Published;
import dev.credence.node.world.World;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.statement.Issue;
import dev.credence.verification.body.TextDelivery;
import dev.credence.verification.body.TextEffective;
import dev.credence.verification.body.TextRequestBody;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// One request to a language model, read by the reader that verifiers use, with what the gateway fills in.
///
/// @param body as sent
record TextCall(TextAsk ask, AnswerHead head, TextDelivery delivery, Bytes body) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    // What the reader expects in place of a field that it does not know.
    private static final String UNKNOWN = "a field that is honoured here";
    private static final int SEED_BYTES = 8;

    static TextCall read(Api api, Request request, Models models, World world) throws ApiException {
        TextRequestBody body = decode(api, request.body());
        Published model = models.speaking(body.named().model());
        if (body.delivery().segments() && !(body.delivery().stream() && single(body))) {
            throw new ApiException(Fault.MALFORMED, "credence.segments: expected a stream with n = 1, found another request").of("credence.segments");
        }
        long seconds = Math.floorDiv(world.clock().timeMillis(), 1_000L);
        Release release = new Release(model.release().release().name().name(), model.release().release().name().version());
        TextParameters parameters = TextEffective.of(body, model.model(), release, drawn(api, world, seconds));
        TextRequest asked = new TextRequest(body.content(), parameters);
        Bytes receipt = world.random().bytes(Issue.RECEIPT_ID_LENGTH);
        TextAsk ask = new TextAsk(receipt, model.name(), asked, body.named().height(), wanted(request, body), body.delivery());
        return new TextCall(ask, new AnswerHead(api, receipt, seconds, model.name()), body.delivery(), request.body());
    }

    private static TextRequestBody decode(Api api, Bytes body) throws ApiException {
        try {
            return TextRequestBody.decode(api.reading(), body);
        } catch (MalformedException malformed) {
            boolean unknown = malformed.expected().equals(UNKNOWN);
            ApiException refusal = new ApiException(unknown ? Fault.UNSUPPORTED_PARAMETER : Fault.MALFORMED, malformed.getMessage(), malformed);
            throw malformed.path().isEmpty() ? refusal : refusal.of(malformed.path());
        }
    }

    private static boolean single(TextRequestBody body) {
        return !body.named().has("n") || body.named().members().get("n").equals(new JsonInteger(1));
    }

    private static TextParameters.Drawn drawn(Api api, World world, long seconds) {
        Bytes nonce = world.random().bytes(Parameters.NONCE_LENGTH);
        long seed = 0;
        Bytes drawn = world.random().bytes(SEED_BYTES);
        for (int i = 0; i < SEED_BYTES; i++) {
            seed = seed << 8 | drawn.at(i) & 0xFF;
        }
        String clock = api == Api.COMPLETION ? "" : LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).format(CLOCK);
        return new TextParameters.Drawn(nonce, seed, clock);
    }

    private static Wanted wanted(Request request, TextRequestBody body) throws ApiException {
        try {
            return Wanted.of(request.header("Credence-Policy"), body.asked().policy(), body.asked().waitFor());
        } catch (ApiException refusal) {
            throw refusal.of("credence.policy");
        }
    }
}
