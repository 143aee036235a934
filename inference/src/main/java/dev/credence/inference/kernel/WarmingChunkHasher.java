package dev.credence.inference.kernel;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.tensor.ChunkHasher;
import dev.credence.inference.tensor.RowRoots;
import dev.credence.inference.tensor.SerialChunkHasher;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// Chunks hashed one by one, and many at once after some trials that have all been right.
///
/// Loops on vectors that are not compiled yet are a thousand times slower than the platform's SHA-256, and their compilation would delay that
/// of a model's loops. So young kernels hash one by one; then one call in some hashes the beginnings of its chunks both ways and compares,
/// which is how the loops come to be compiled; one difference, and all stays one by one. Some fifty milliseconds in all. Whether the compiler
/// has done its work by then is not asked: with the launcher's hints it has.
final class WarmingChunkHasher implements ChunkHasher {
    /// Fewer are hashed faster one by one: sixteen at once take as long as nine by the processor's own instruction.
    static final int CHUNKS_MIN = 10;
    /// Numbers of a trial's chunks: three blocks.
    private static final int TRIED_FLOATS = 32;

    private final ChunkHasher serial = new SerialChunkHasher();
    private final ChunkHasher fast;
    private final Age age;
    // A trial's hashes, of both ways.
    private final byte[] expected = new byte[CHUNKS_MAX * Digest.LENGTH];
    private final byte[] found = new byte[CHUNKS_MAX * Digest.LENGTH];
    private final int[] places = new int[CHUNKS_MAX];

    /// How far some kernels' hashers, which share it, are on that way. Calls of many whole chunks count.
    static final class Age {
        /// 95 tokens of a 1B model, 256 of one with 135 million parameters.
        static final int YOUNG_CALLS = 1 << 12;
        /// Of the calls behind them, one in so many is a trial.
        static final int SHARE = 64;
        static final int TRIALS = 64;

        private final AtomicInteger calls = new AtomicInteger();
        // Trials that were right, counted when they are over.
        private final AtomicInteger right = new AtomicInteger();
        private volatile boolean isRefused;

        private Age() {}

        static Age young() {
            return new Age();
        }

        /// All trials behind it.
        static Age grown() {
            Age age = new Age();
            age.right.set(TRIALS);
            return age;
        }

        private boolean isGrown() {
            return right.get() >= TRIALS && !isRefused;
        }

        private boolean isTried() {
            if (isRefused) {
                return false;
            }
            int call = calls.incrementAndGet();
            return call > YOUNG_CALLS && call % SHARE == 0;
        }
    }

    /// @param fast hashes many at once
    WarmingChunkHasher(ChunkHasher fast, Age age) {
        this.fast = fast;
        this.age = age;
        Arrays.setAll(places, i -> i * Digest.LENGTH);
    }

    @Override
    public void hash(float[][] x, int[] at, int chunks, int count, byte[] to, int[] toAt) {
        if (chunks >= CHUNKS_MIN && age.isGrown()) {
            fast.hash(x, at, chunks, count, to, toAt);
            return;
        }
        serial.hash(x, at, chunks, count, to, toAt);
        if (chunks >= CHUNKS_MIN && count == RowRoots.CHUNK_FLOATS && age.isTried()) {
            tryFast(x, at, chunks);
        }
    }

    private void tryFast(float[][] x, int[] at, int chunks) {
        serial.hash(x, at, chunks, TRIED_FLOATS, expected, places);
        fast.hash(x, at, chunks, TRIED_FLOATS, found, places);
        if (Arrays.equals(found, 0, chunks * Digest.LENGTH, expected, 0, chunks * Digest.LENGTH)) {
            age.right.incrementAndGet();
        } else {
            age.isRefused = true;
        }
    }
}
