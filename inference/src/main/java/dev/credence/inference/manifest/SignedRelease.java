package dev.credence.inference.manifest;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.signature.Dsse;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.foundation.signature.PublicKey;

/// A release with its publisher's signature: `{"release":{…},"key":b64,"signature":b64}` in canonical JSON.
///
/// **Obligation**: `isGenuine()` says that the named publisher signed; whether that publisher may is the hub's allow-list.
public record SignedRelease(Release release, PublicKey key, Bytes signature) {
    public static final int BYTES_MAX = 4_096;

    /// Whether the key is the publisher's and the signature verifies.
    public boolean isGenuine() {
        return key.id().equals(release.publisher()) && Ed25519.verify(key, signedBytes(release), signature);
    }

    public Bytes encode() {
        return JsonWriter.write(JsonObject.builder()
                .put("release", release.json())
                .put("key", key.raw().base64())
                .put("signature", signature.base64())
                .build());
    }

    public static SignedRelease decode(Bytes bytes) throws MalformedException {
        JsonFields fields = JsonFields.inOrder("", StrictJson.parseCanonical(bytes, JsonLimits.ofBytes(BYTES_MAX)));
        JsonFields inner = fields.object("release");
        inner.literal("mediaType", Release.MEDIA_TYPE);
        Release release = new Release(
                ReleaseName.parse(inner.string("release", 96)),
                inner.digest("model"),
                inner.digest("publisher"),
                inner.integer("released", 0, (1L << 53) - 1));
        inner.end();
        PublicKey key = new PublicKey(fields.base64Exactly("key", PublicKey.LENGTH));
        Bytes signature = fields.base64Exactly("signature", Ed25519.SIGNATURE_LENGTH);
        fields.end();
        return new SignedRelease(release, key, signature);
    }

    static Bytes signedBytes(Release release) {
        return Dsse.pae(Release.MEDIA_TYPE, release.encode());
    }
}
