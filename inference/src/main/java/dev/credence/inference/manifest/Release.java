package dev.credence.inference.manifest;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;

/// The binding of a name to a model: what a publisher signs.
///
/// @param publisher key id of the publisher
/// @param released  milliseconds since 1970 UTC
public record Release(ReleaseName name, Digest model, Digest publisher, long released) {
    public static final String MEDIA_TYPE = "application/vnd.credence.release.v0+json";

    /// Signs this release; the key must be the publisher's.
    public SignedRelease sign(SecretKey key) {
        if (!key.publicKey().id().equals(publisher)) {
            throw new IllegalArgumentException("the release names another publisher than the key");
        }
        return new SignedRelease(this, key.publicKey(), key.sign(SignedRelease.signedBytes(this)));
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("mediaType", MEDIA_TYPE)
                .put("release", name.toString())
                .put("model", model.hex())
                .put("publisher", publisher.hex())
                .put("released", released)
                .build();
    }

    /// Canonical JSON: the bytes that are signed.
    public Bytes encode() {
        return JsonWriter.write(json());
    }
}
