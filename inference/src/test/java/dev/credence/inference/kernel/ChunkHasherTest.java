package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.tensor.ChunkHasher;
import dev.credence.inference.tensor.RowRoots;
import dev.credence.inference.tensor.SerialChunkHasher;
import dev.credence.testkit.Seeded;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class ChunkHasherTest {
    /// Calls until a process has grown.
    private static final int CALLS = 1 << 13;

    private final ChunkHasher serial = new SerialChunkHasher();

    @Test
    @EnabledIf("hasLanes")
    void sixteenAtOnceAreHashedAsOneByOne() {
        ChunkHasher vectors = new VectorChunkHasher();
        Seeded.check(300, (random, _) -> ChunkCases.check(random, vectors));
    }

    static boolean hasLanes() {
        return VectorChunkHasher.IS_POSSIBLE;
    }

    @Test
    void aGrownProcessHashesManyAtOnceAndFewOneByOne() {
        Counting fast = new Counting(0);
        WarmingChunkHasher hasher = grown(fast);
        assertThat(fast.calls).as("one call in 64 of the second half").isEqualTo(CALLS / 2 / 64 + 1);
        fast.calls = 0;
        hash(hasher, 9);
        assertThat(fast.calls).isZero();
        hash(hasher, 10);
        assertThat(fast.calls).isEqualTo(1);
        Seeded.check(100, (random, _) -> ChunkCases.check(random, hasher));
    }

    @Test
    void aYoungProcessHashesOneByOne() {
        Counting fast = new Counting(1);
        WarmingChunkHasher hasher = new WarmingChunkHasher(fast, new WarmingChunkHasher.Age());
        for (int i = 0; i < CALLS / 2 - 1; i++) {
            hash(hasher, 16);
        }
        assertThat(fast.calls).isZero();
    }

    @Test
    void oneWrongBitIsEnoughToStayOneByOne() {
        Counting fast = new Counting(1);
        WarmingChunkHasher hasher = grown(fast);
        assertThat(fast.calls).isEqualTo(1);
        Seeded.check(100, (random, _) -> ChunkCases.check(random, hasher));
        assertThat(fast.calls).isEqualTo(1);
    }

    private WarmingChunkHasher grown(ChunkHasher fast) {
        WarmingChunkHasher hasher = new WarmingChunkHasher(fast, new WarmingChunkHasher.Age());
        for (int i = 0; i < CALLS; i++) {
            hash(hasher, 16);
        }
        return hasher;
    }

    private void hash(ChunkHasher hasher, int chunks) {
        float[][] x = new float[ChunkHasher.CHUNKS_MAX][];
        Arrays.fill(x, ChunkCases.numbers(new SplittableRandom(1), RowRoots.CHUNK_FLOATS));
        int[] at = new int[ChunkHasher.CHUNKS_MAX];
        int[] toAt = new int[ChunkHasher.CHUNKS_MAX];
        Arrays.setAll(toAt, i -> 32 * i);
        byte[] expected = new byte[32 * ChunkHasher.CHUNKS_MAX];
        byte[] found = new byte[expected.length];
        serial.hash(x, at, chunks, RowRoots.CHUNK_FLOATS, expected, toAt);
        hasher.hash(x, at, chunks, RowRoots.CHUNK_FLOATS, found, toAt);
        assertThat(found).isEqualTo(expected);
    }

    /// Hashes well, but for the last chunk's last byte if `wrong` is 1.
    private static final class Counting implements ChunkHasher {
        private final ChunkHasher serial = new SerialChunkHasher();
        private final int wrong;
        private int calls;

        Counting(int wrong) {
            this.wrong = wrong;
        }

        @Override
        public void hash(float[][] x, int[] at, int chunks, int count, byte[] to, int[] toAt) {
            calls++;
            serial.hash(x, at, chunks, count, to, toAt);
            to[toAt[chunks - 1] + 31] ^= (byte) wrong;
        }
    }
}
