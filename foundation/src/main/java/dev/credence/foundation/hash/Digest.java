package dev.credence.foundation.hash;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;

/// The 32 bytes that SHA-256 returned.
///
/// @param bytes exactly 32 bytes
public record Digest(Bytes bytes) implements Comparable<Digest> {
    public static final int LENGTH = 32;

    public Digest {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a digest has 32 bytes, found " + bytes.length());
        }
    }

    /// Reads 64 lowercase hexadecimal digits.
    public static Digest parse(String hex) throws MalformedException {
        return new Digest(Bytes.parseHex(hex, LENGTH));
    }

    public String hex() {
        return bytes.hex();
    }

    @Override
    public int compareTo(Digest other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
