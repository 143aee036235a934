package dev.credence.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.testkit.Seeded;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowRootsTest {
    private static final int HASH = 32;

    @Test
    void aRowHasTheRootOfTheSameTensor() {
        RowRoots roots = new RowRoots();
        ChunkHasher hasher = new SerialChunkHasher();
        Seeded.check(60, (random, _) -> {
            float[] x = new float[1 + random.nextInt(1500)];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextInt(400) == 0 ? Float.intBitsToFloat(0x7f800001 + random.nextInt(9)) : (float) random.nextGaussian();
            }
            int at = random.nextInt(x.length);
            int count = random.nextInt(x.length - at + 1);
            int hashesAt = random.nextInt(3) * HASH;
            byte[] hashes = new byte[hashesAt + RowRoots.chunks(count) * HASH];
            for (int i = 0; i < RowRoots.chunks(count); i++) {
                int from = i * RowRoots.CHUNK_FLOATS;
                int length = Math.min(RowRoots.CHUNK_FLOATS, count - from);
                hasher.hash(new float[][] {x}, new int[] {at + from}, 1, length, hashes, new int[] {hashesAt + HASH * i});
            }
            byte[] to = new byte[40];
            roots.root(hashes, hashesAt, count, to, 5);
            assertThat(Bytes.of(to, 5, 37))
                    .isEqualTo(Tensor.ofFloats(Shape.of(count), Arrays.copyOfRange(x, at, at + count)).root().bytes());
        });
    }
}
