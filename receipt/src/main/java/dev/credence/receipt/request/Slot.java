package dev.credence.receipt.request;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;

/// The place of a request in an operator's book: an operator signs at most one statement for it (docs/spec/receipt.md 1.5).
///
/// @param bytes exactly 16 bytes
public record Slot(Bytes bytes) implements Comparable<Slot> {
    public static final int LENGTH = 16;
    private static final TaggedHash TAG = TaggedHash.of("credence/slot/v1");

    public Slot {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a slot has 16 bytes, found " + bytes.length());
        }
    }

    /// The first 16 bytes of tagged(`credence/slot/v1`, request digest).
    public static Slot of(Digest requestDigest) {
        return new Slot(TAG.digest(requestDigest.bytes()).bytes().slice(0, LENGTH));
    }

    /// Reads 32 lowercase hexadecimal digits.
    public static Slot parse(String hex) throws MalformedException {
        return new Slot(Bytes.parseHex(hex, LENGTH));
    }

    public String hex() {
        return bytes.hex();
    }

    @Override
    public int compareTo(Slot other) {
        return bytes.compareTo(other.bytes);
    }
}
