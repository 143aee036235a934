package dev.credence.receipt.request;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.util.List;

/// What a digest keeps of an answer (docs/spec/receipt.md 1.3).
///
/// ```
/// answer digest = SHA-256(JCS({"outputs": […]}))
/// ```
///
/// @param outputs sorted by name here, whatever order they came in
public record AnswerRecord(List<TensorRecord> outputs) {
    public AnswerRecord {
        outputs = TensorRecord.sorted(outputs);
    }

    public Digest digest() {
        return Sha256.of(canonicalBytes());
    }

    /// The bytes that are hashed.
    public Bytes canonicalBytes() {
        return Jcs.canonicalize(
                JsonObject.builder().put("outputs", TensorRecord.json(outputs)).build());
    }
}
