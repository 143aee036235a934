package dev.credence.foundation.signature;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;

/// An Ed25519 public key as it came; whether it is acceptable shows when a signature is verified.
///
/// @param raw exactly 32 bytes (RFC 8032 section 5.1.5)
public record PublicKey(Bytes raw) {
    public static final int LENGTH = 32;

    public PublicKey {
        if (raw.length() != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, found " + raw.length());
        }
    }

    /// The key's own id: SHA-256 of its 32 bytes.
    public Digest id() {
        return Sha256.of(raw);
    }
}
