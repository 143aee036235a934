package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.evidence.Replay;

/// Presents every outcome to the executor, who then signs its keyed roots.
///
/// @param request the request digest, which the executor's place in the log depends on
/// @param replay  all outcomes, without the executor's part
public record EvidenceCall(StatementRef statement, Digest request, Replay replay) {
    private static final int BYTES_MAX = 8 << 20;
    private static final int REPLAY_BYTES_MAX = 64 << 10;

    public Bytes encode() {
        return JsonWriter.write(JsonObject.builder()
                .put("statement", statement.json())
                .put("request", request.hex())
                .put("replay", replay.encode().base64())
                .build());
    }

    public static EvidenceCall decode(Bytes body) throws MalformedException {
        JsonFields fields = JsonFields.of("", StrictJson.parse(body, JsonLimits.ofBytes(BYTES_MAX)));
        StatementRef statement = StatementRef.read(fields.object("statement"));
        Digest request = fields.digest("request");
        Replay replay;
        try {
            replay = Replay.decode(fields.base64("replay", REPLAY_BYTES_MAX));
        } catch (MalformedException malformed) {
            throw malformed.within("replay");
        }
        fields.end();
        return new EvidenceCall(statement, request, replay);
    }
}
