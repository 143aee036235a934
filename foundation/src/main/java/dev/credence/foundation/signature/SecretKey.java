package dev.credence.foundation.signature;

import dev.credence.foundation.bytes.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 secret key: a 32-byte seed (RFC 8032 section 5.1.5). Never prints itself, never compares.
public final class SecretKey {
    private final byte[] seed;
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];

    private SecretKey(byte[] seed) {
        this.seed = seed;
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    }

    /// @param seed 32 bytes from a cryptographic random source, which the caller owes
    public static SecretKey ofSeed(Bytes seed) {
        if (seed.length() != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, found " + seed.length());
        }
        return new SecretKey(seed.toArray());
    }

    public PublicKey publicKey() {
        return new PublicKey(Bytes.of(publicKey));
    }

    /// Signs `message` (RFC 8032 section 5.1.6); the same message gives the same 64 bytes.
    public Bytes sign(Bytes message) {
        byte[] text = message.toArray();
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey, 0, null, text, 0, text.length, signature, 0);
        return Bytes.wrap(signature);
    }

    /// The seed, for the key file alone.
    public Bytes seed() {
        return Bytes.of(seed);
    }

    @Override
    public String toString() {
        return "SecretKey of " + publicKey().id().hex().substring(0, 16);
    }
}
