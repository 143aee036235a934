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
/// request digest = SHA-256(JCS({"content": C, "parameters": P}))
/// ```
///
/// Content and parameters are of one kind.
public record EffectiveRequest(Content content, Parameters parameters) {
    public EffectiveRequest {
        boolean fits =
                switch (content) {
                    case Content.Tensors _ -> parameters instanceof TensorParameters;
                    case Content.Text _ -> parameters instanceof TextParameters;
                };
        if (!fits) {
            throw new IllegalArgumentException("content and parameters of one kind expected");
        }
    }

    public static EffectiveRequest of(List<TensorRecord> inputs, TensorParameters parameters) {
        return new EffectiveRequest(new Content.Tensors(inputs), parameters);
    }

    public Digest digest() {
        return Sha256.of(canonicalBytes());
    }

    /// The bytes that are hashed.
    public Bytes canonicalBytes() {
        return Jcs.canonicalize(JsonObject.builder()
                .put("content", content.json())
                .put("parameters", parameters.json())
                .build());
    }

    /// The slot that this request takes with any operator.
    public Slot slot() {
        return Slot.of(digest());
    }
}
