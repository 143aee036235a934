package dev.credence.inference.kernel;

import dev.credence.inference.tensor.ChunkHasher;
import dev.credence.inference.tensor.RowRoots;
import dev.credence.inference.tensor.SerialChunkHasher;
import dev.credence.foundation.hash.Digest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// Chunks hashed one by one, and many at once as soon as the loops for that are compiled and found right.
///
/// Loops on vectors that are not compiled yet are a thousand times slower than the platform's SHA-256, and their compilation would delay that
/// of a model's loops. So a young process hashes one by one; then, for a while, one call in some is hashed both ways and compared, which is
/// how the loops come to be compiled; one difference, and all stays one by one.
final class WarmingChunkHasher implements ChunkHasher {
    /// Fewer are hashed faster one by one: sixteen at once take as long as nine by the processor's own instruction.
    private static final int CHUNKS_MIN = 10;

    private final ChunkHasher serial = new SerialChunkHasher();
    private final ChunkHasher fast;
    private final Age age;
    // What the fast one found where both are asked.
    private final byte[] found = new byte[CHUNKS_MAX * Digest.LENGTH];
    private final int[] foundAt = new int[CHUNKS_MAX];

    /// How far a process is on that way; its hashers share it.
    static final class Age {
        /// 90 tokens of a 1B model, 200 of one with 135 million parameters.
        private static final int YOUNG_CALLS = 1 << 12;
        private static final int GROWN_CALLS = 1 << 13;
        /// Of the calls between, one in so many goes both ways.
        private static final int SHARE = 64;
        private final AtomicInteger calls = new AtomicInteger();
        private volatile boolean isRefused;

        private boolean isGrown() {
            return calls.get() >= GROWN_CALLS && !isRefused;
        }

        /// Whether this call goes both ways.
        private boolean isTried() {
            if (isRefused) {
                return false;
            }
            int call = calls.incrementAndGet();
            return call >= YOUNG_CALLS && call % SHARE == 0;
        }

        private void refuse() {
            isRefused = true;
        }
    }

    /// @param fast hashes many at once
    WarmingChunkHasher(ChunkHasher fast, Age age) {
        this.fast = fast;
        this.age = age;
        Arrays.setAll(foundAt, i -> i * Digest.LENGTH);
    }

    @Override
    public void hash(float[][] x, int[] at, int chunks, int count, byte[] to, int[] toAt) {
        if (chunks >= CHUNKS_MIN && age.isGrown()) {
            fast.hash(x, at, chunks, count, to, toAt);
            return;
        }
        serial.hash(x, at, chunks, count, to, toAt);
        // Whole chunks alone, which have the most blocks: the others come to a dozen calls a token.
        if (chunks >= CHUNKS_MIN && count == RowRoots.CHUNK_FLOATS && age.isTried()) {
            compare(x, at, chunks, to, toAt);
        }
    }

    private void compare(float[][] x, int[] at, int chunks, byte[] to, int[] toAt) {
        fast.hash(x, at, chunks, RowRoots.CHUNK_FLOATS, found, foundAt);
        for (int i = 0; i < chunks; i++) {
            int from = i * Digest.LENGTH;
            if (!Arrays.equals(found, from, from + Digest.LENGTH, to, toAt[i], toAt[i] + Digest.LENGTH)) {
                age.refuse();
            }
        }
    }
}
