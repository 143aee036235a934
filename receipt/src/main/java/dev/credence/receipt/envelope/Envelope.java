package dev.credence.receipt.envelope;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.foundation.signature.Dsse;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.receipt.statement.Statement;

/// A DSSE envelope with exactly one signature (docs/spec/receipt.md 2.2).
///
/// @param payloadType what the payload is, part of what is signed
/// @param payload     the exact bytes that were signed
/// @param keyId       the signing key's own id, as claimed
/// @param signature   64 bytes
public record Envelope(String payloadType, Bytes payload, Digest keyId, Bytes signature) {
    public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final int TYPE_CHARS_MAX = 128;

    public Envelope {
        if (signature.length() != Ed25519.SIGNATURE_LENGTH) {
            throw new IllegalArgumentException("a signature has 64 bytes, found " + signature.length());
        }
    }

    /// Signs a statement.
    public static Envelope sign(Statement statement, SecretKey key) {
        Bytes payload = statement.encode();
        Bytes signature = key.sign(Dsse.pae(PAYLOAD_TYPE, payload));
        return new Envelope(PAYLOAD_TYPE, payload, key.publicKey().id(), signature);
    }

    /// The bytes that are signed.
    public Bytes pae() {
        return Dsse.pae(payloadType, payload);
    }

    /// The statement's leaf, which names the receipt everywhere: leafHash(PAE).
    public Digest leaf() {
        return MerkleTree.leafHash(pae());
    }

    /// Whether the signature is `key`'s.
    public boolean signedBy(PublicKey key) {
        return Ed25519.verify(key, pae(), signature);
    }

    /// Reads the payload as a statement; says nothing about the signature.
    public Statement statement() throws MalformedException {
        return Statement.decode(payload);
    }

    public JsonObject json() {
        return JsonObject.builder()
                .put("payloadType", payloadType)
                .put("payload", payload.base64())
                .put("signatures", JsonArray.of(JsonObject.builder()
                        .put("keyid", keyId.hex())
                        .put("sig", signature.base64())
                        .build()))
                .build();
    }

    public static Envelope read(JsonFields fields) throws MalformedException {
        String type = fields.string("payloadType", TYPE_CHARS_MAX);
        Bytes payload = fields.base64("payload", Statement.BYTES_MAX);
        var signatures = fields.objects("signatures", 1);
        if (signatures.isEmpty()) {
            throw fields.fault("signatures", "exactly one signature", "none");
        }
        JsonFields signature = signatures.getFirst();
        Digest keyId = signature.digest("keyid");
        Bytes sig = signature.base64Exactly("sig", Ed25519.SIGNATURE_LENGTH);
        signature.end();
        fields.end();
        return new Envelope(type, payload, keyId, sig);
    }
}
