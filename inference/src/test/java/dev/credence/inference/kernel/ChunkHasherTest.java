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
    /// Calls until all trials are over.
    private static final int CALLS = WarmingChunkHasher.Age.YOUNG_CALLS + WarmingChunkHasher.Age.TRIALS * WarmingChunkHasher.Age.SHARE;

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
    void afterItsTrialsManyAreHashedAtOnceAndFewOneByOne() {
        Faulty fast = new Faulty(0);
        WarmingChunkHasher hasher = new WarmingChunkHasher(fast, WarmingChunkHasher.Age.young());
        hash(hasher, CALLS, 16, RowRoots.CHUNK_FLOATS);
        assertThat(fast.calls).as("one call in 64 behind the first 4,096").isEqualTo(64);
        hash(hasher, 1, 9, RowRoots.CHUNK_FLOATS);
        assertThat(fast.calls).isEqualTo(64);
        hash(hasher, 1, 10, RowRoots.CHUNK_FLOATS);
        hash(hasher, 1, 16, 5);
        assertThat(fast.calls).isEqualTo(66);
        Seeded.check(100, (random, _) -> ChunkCases.check(random, hasher));
    }

    @Test
    void fewOrShortChunksAreNoReasonForATrial() {
        Faulty fast = new Faulty(1);
        WarmingChunkHasher hasher = new WarmingChunkHasher(fast, WarmingChunkHasher.Age.young());
        hash(hasher, CALLS / 2, 16, RowRoots.CHUNK_FLOATS);
        hash(hasher, 200, 9, RowRoots.CHUNK_FLOATS);
        hash(hasher, 200, 16, RowRoots.CHUNK_FLOATS - 1);
        assertThat(fast.calls).as("young until here").isZero();
        hash(hasher, 64, 16, RowRoots.CHUNK_FLOATS);
        assertThat(fast.calls).isEqualTo(1);
    }

    @Test
    void oneWrongBitInAnyTrialIsEnoughToStayOneByOne() {
        Seeded.check(6, (random, round) -> {
            int wrong = round == 0 ? 64 : 1 + random.nextInt(64);
            Faulty fast = new Faulty(wrong);
            WarmingChunkHasher hasher = new WarmingChunkHasher(fast, WarmingChunkHasher.Age.young());
            hash(hasher, 2 * CALLS, 16, RowRoots.CHUNK_FLOATS);
            assertThat(fast.calls).isEqualTo(wrong);
        });
    }

    private void hash(ChunkHasher hasher, int calls, int chunks, int count) {
        float[][] x = new float[ChunkHasher.CHUNKS_MAX][];
        Arrays.fill(x, ChunkCases.numbers(new SplittableRandom(1), RowRoots.CHUNK_FLOATS));
        int[] at = new int[ChunkHasher.CHUNKS_MAX];
        int[] toAt = new int[ChunkHasher.CHUNKS_MAX];
        Arrays.setAll(toAt, i -> 32 * i);
        byte[] expected = new byte[32 * ChunkHasher.CHUNKS_MAX];
        new SerialChunkHasher().hash(x, at, chunks, count, expected, toAt);
        for (int i = 0; i < calls; i++) {
            byte[] found = new byte[expected.length];
            hasher.hash(x, at, chunks, count, found, toAt);
            assertThat(Arrays.equals(found, expected)).isTrue();
        }
    }

    /// Hashes well, but for one byte of one chunk in its call number `wrong`, and whatever comes behind it.
    private static final class Faulty implements ChunkHasher {
        private final ChunkHasher serial = new SerialChunkHasher();
        private final int wrong;
        private int calls;

        Faulty(int wrong) {
            this.wrong = wrong;
        }

        @Override
        public void hash(float[][] x, int[] at, int chunks, int count, byte[] to, int[] toAt) {
            calls++;
            serial.hash(x, at, chunks, count, to, toAt);
            if (wrong > 0 && calls >= wrong) {
                to[toAt[calls % chunks] + calls % 32] ^= 1;
            }
        }
    }
}
