package dev.credence.receipt.request;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;

/// What a digest keeps of an answer (docs/spec/receipt.md 1.3).
///
/// ```
/// answer digest = SHA-256(JCS(record))
/// ```
public sealed interface AnswerRecord permits TensorAnswerRecord, TextAnswerRecord {
    JsonObject json();

    default Digest digest() {
        return Sha256.of(canonicalBytes());
    }

    /// The bytes that are hashed.
    default Bytes canonicalBytes() {
        return Jcs.canonicalize(json());
    }
}
