package dev.credence.proof.transcript;

import dev.credence.foundation.hash.Sha256;
import dev.credence.proof.code.Workers;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/// The search for a nonce that makes SHA-256(state ‖ nonce) begin with zero bits. 55 ns a nonce and thread.
final class Work {
    /// Nonces that a thread tries between two looks at the others: 60 µs.
    private static final int STRETCH = 1 << 10;
    private static final long NONE = -1;

    private final byte[] block;
    private final int bits;
    private final byte[] hash = new byte[32];
    private final MessageDigest sha256 = Sha256.newDigest();

    private Work(byte[] state, int bits) {
        this.block = Arrays.copyOf(state, state.length + Long.BYTES);
        this.bits = bits;
    }

    /// The smallest nonce that will do, whoever finds it.
    static long smallestNonce(byte[] state, int bits, Workers workers) {
        int threads = workers.threads();
        Work[] searches = new Work[threads];
        Arrays.setAll(searches, thread -> new Work(state, bits));
        long[] found = new long[threads];
        for (long from = 0; ; from += (long) threads * STRETCH) {
            long start = from;
            workers.each(threads, i -> found[i] = searches[i].search(start + (long) i * STRETCH));
            for (long nonce : found) {
                if (nonce != NONE) {
                    return nonce;
                }
            }
        }
    }

    private long search(long from) {
        for (long nonce = from; nonce < from + STRETCH; nonce++) {
            if (suffices(nonce)) {
                return nonce;
            }
        }
        return NONE;
    }

    /// Whether `nonce` will do after `state`; one block of SHA-256, since 40 bytes are no more than 55.
    static boolean suffices(byte[] state, long nonce, int bits) {
        return new Work(state, bits).suffices(nonce);
    }

    private boolean suffices(long nonce) {
        Elements.putWord(block, block.length - Long.BYTES, nonce);
        sha256.update(block);
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException impossible) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", impossible);
        }
        return Long.numberOfLeadingZeros(Long.reverseBytes(Elements.word(hash, 0))) >= bits;
    }
}
