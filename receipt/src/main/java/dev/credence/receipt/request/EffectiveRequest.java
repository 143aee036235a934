package dev.credence.receipt.request;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.util.List;

/// The request as executed: what was asked, and every other field that can change the answer (docs/spec/receipt.md 1.2).
///
/// ```
/// request digest = SHA-256(JCS({"content": {"inputs": […]}, "parameters": P}))
/// ```
///
/// @param inputs sorted by name here, whatever order they came in
public record EffectiveRequest(List<TensorRecord> inputs, TensorParameters parameters) {
    public EffectiveRequest {
        inputs = TensorRecord.sorted(inputs);
    }

    public Digest digest() {
        return Sha256.of(canonicalBytes());
    }

    /// The bytes that are hashed.
    public Bytes canonicalBytes() {
        return Jcs.canonicalize(JsonObject.builder()
                .put("content", JsonObject.builder().put("inputs", TensorRecord.json(inputs)).build())
                .put("parameters", parameters.json())
                .build());
    }

    /// The slot that this request takes with any operator.
    public Slot slot() {
        return Slot.of(digest());
    }
}
