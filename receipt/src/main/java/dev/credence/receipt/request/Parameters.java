package dev.credence.receipt.request;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;

/// Everything besides its content that can change the answer to a request, as executed: P of the effective request, which stands
/// in the statement.
public sealed interface Parameters permits TensorParameters, TextParameters {
    int NONCE_LENGTH = 16;

    /// The model's id: the digest of its manifest.
    Digest model();

    Release release();

    /// 16 bytes of the caller's, which make the request its own.
    Bytes nonce();

    /// An unsigned 64-bit number.
    long seed();

    /// The members in JCS order, as they stand in the statement.
    JsonObject json();

    /// Reads either kind; only parameters for text have a clock.
    static Parameters read(JsonFields fields) throws MalformedException {
        return fields.has("clock") ? TextParameters.read(fields) : TensorParameters.read(fields);
    }
}
