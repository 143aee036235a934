package dev.credence.foundation.hash;

import dev.credence.foundation.bytes.Bytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Plain SHA-256 (FIPS 180-4).
public final class Sha256 {
    // Looking a provider up costs more than hashing a short text does; a copy of a fresh digest is as good.
    private static final MessageDigest FRESH = lookUp();
    private static final int PIECE_BYTES = 64 << 10;

    private Sha256() {}

    /// SHA-256 of all `parts`, one after the other, without a separator.
    ///
    /// **Obligation**: where lengths vary, the caller's format must make the concatenation injective.
    public static Digest of(Bytes... parts) {
        MessageDigest sha256 = newDigest();
        for (Bytes part : parts) {
            part.update(sha256);
        }
        return new Digest(Bytes.wrap(sha256.digest()));
    }

    /// SHA-256 of the buffer's remaining bytes; its position moves to its limit.
    public static Digest of(ByteBuffer buffer) {
        MessageDigest sha256 = newDigest();
        sha256.update(buffer);
        return new Digest(Bytes.wrap(sha256.digest()));
    }

    /// SHA-256 of all bytes of a segment, such as a file that is mapped: nothing larger than a small buffer is taken.
    public static Digest of(MemorySegment segment) {
        MessageDigest sha256 = newDigest();
        update(sha256, segment);
        return new Digest(Bytes.wrap(sha256.digest()));
    }

    /// Absorbs all bytes of a segment.
    public static void update(MessageDigest digest, MemorySegment segment) {
        byte[] piece = new byte[(int) Math.min(PIECE_BYTES, segment.byteSize())];
        for (long at = 0; at < segment.byteSize(); at += PIECE_BYTES) {
            int length = (int) Math.min(PIECE_BYTES, segment.byteSize() - at);
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, piece, 0, length);
            digest.update(piece, 0, length);
        }
    }

    /// A running SHA-256 for input that comes in pieces.
    public static MessageDigest newDigest() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException other) {
            return lookUp();
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform must have SHA-256", impossible);
        }
    }
}
