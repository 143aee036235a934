package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.evidence.Replay;
import java.util.Map;
import java.util.Optional;

/// Presents every outcome to the executor, who then signs its keyed roots.
///
/// @param request the request digest, which the executor's place in the log depends on
/// @param replay  all outcomes, without the executor's part
/// @param again   what an executor needs that no longer has its trace; sent only when it says so
public record EvidenceCall(StatementRef statement, Digest request, Replay replay, Optional<Again> again) {
    private static final int REPLAY_BYTES_MAX = 64 << 10;

    /// The executor's own statement and what it can execute once more with.
    public record Again(Envelope envelope, Work work) {}

    /// The same call with what the executor has forgotten.
    public EvidenceCall with(Again reminder) {
        return new EvidenceCall(statement, request, replay, Optional.of(reminder));
    }

    public Bytes encode() {
        JsonObject.Builder message = JsonObject.builder()
                .put("statement", statement.json())
                .put("request", request.hex())
                .put("replay", replay.encode().base64());
        again.ifPresent(reminder -> message.put("envelope", reminder.envelope().json()));
        return new TensorFrame(message.build(), again.map(reminder -> reminder.work().tensors()).orElse(Map.of())).encode();
    }

    public static EvidenceCall decode(Bytes body) throws MalformedException {
        TensorFrame frame = TensorFrame.decode(body);
        JsonFields fields = JsonFields.of("message", frame.message());
        StatementRef statement = StatementRef.read(fields.object("statement"));
        Digest request = fields.digest("request");
        Replay replay;
        try {
            replay = Replay.decode(fields.base64("replay", REPLAY_BYTES_MAX));
        } catch (MalformedException malformed) {
            throw malformed.within("replay");
        }
        Optional<Again> again = Optional.empty();
        if (fields.has("envelope")) {
            Envelope envelope = Envelope.read(fields.object("envelope"));
            again = Optional.of(new Again(envelope, Work.read(envelope.statement().parameters(), frame.tensors())));
        }
        fields.end();
        return new EvidenceCall(statement, request, replay, again);
    }
}
