package dev.credence.proof.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.testkit.Seeded;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Both passes over rows of bytes against their definitions.
class ByteRowsTest {
    @Test
    void foldsRowsFromAnyOffset() {
        Seeded.check(20, (random, round) -> {
            int columnsLog = round % 11;
            byte[] cells = bytes(random, 5000);
            int offset = random.nextInt(4000);
            ExtensionVector weights = elements(random, 1 + random.nextInt(7));
            ExtensionVector expected = new ExtensionVector(1 << columnsLog);
            for (int b = 0; b < weights.length(); b++) {
                for (int x = 0; x < expected.length(); x++) {
                    int at = offset + (b << columnsLog) + x;
                    Extension cell = Extension.ofSigned(at < cells.length ? cells[at] : 0);
                    expected.set(x, expected.get(x).plus(weights.get(b).times(cell)));
                }
            }
            assertThat(ByteRows.fold(cells, offset, columnsLog, weights, Workers.ALONE)).isEqualTo(expected);
        });
    }

    @Test
    void multipliesRowsWithWeights() {
        Seeded.check(20, (random, round) -> {
            int columnsLog = round % 11;
            int rows = 1 + random.nextInt(6);
            byte[] cells = bytes(random, (rows << columnsLog) - random.nextInt(1 << columnsLog));
            ExtensionVector weights = elements(random, 1 << columnsLog);
            ExtensionVector expected = new ExtensionVector(rows);
            for (int at = 0; at < cells.length; at++) {
                int row = at >> columnsLog;
                expected.set(row, expected.get(row).plus(weights.get(at & weights.length() - 1).times(Extension.ofSigned(cells[at]))));
            }
            assertThat(ByteRows.dots(cells, rows, columnsLog, weights, Workers.ALONE)).isEqualTo(expected);
        });
    }

    @Test
    void refusesMoreTermsThanAnAccumulatorHolds() {
        assertThatThrownBy(() -> ByteRows.fold(new byte[4], 0, 0, new ExtensionVector((1 << 20) + 1), Workers.ALONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ByteRows.dots(new byte[4], 1, 21, new ExtensionVector(1 << 21), Workers.ALONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static ExtensionVector elements(RandomGenerator random, int count) {
        ExtensionVector elements = new ExtensionVector(count);
        for (int i = 0; i < count; i++) {
            elements.set(i, new Extension(random.nextLong(Goldilocks.MODULUS >>> 1), Goldilocks.MODULUS - 1 - random.nextInt(1000)));
        }
        return elements;
    }
}
