package dev.credence.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.testkit.Seeded;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowRootsTest {
    @Test
    void aRowHasTheRootOfTheSameTensor() {
        RowRoots roots = new RowRoots();
        Seeded.check(60, (random, _) -> {
            float[] x = new float[1 + random.nextInt(1500)];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextInt(400) == 0 ? Float.intBitsToFloat(0x7f800001 + random.nextInt(9)) : (float) random.nextGaussian();
            }
            int at = random.nextInt(x.length);
            int count = random.nextInt(x.length - at + 1);
            byte[] to = new byte[40];
            roots.root(x, at, count, to, 5);
            assertThat(Bytes.of(to, 5, 37))
                    .isEqualTo(Tensor.ofFloats(Shape.of(count), Arrays.copyOfRange(x, at, at + count)).root().bytes());
        });
    }
}
