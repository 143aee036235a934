package dev.credence.proof.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Cells of all widths stand for the same elements, fold alike, and commit alike.
class CellsTest {
    @Test
    void cellsOfEveryWidthFoldAsTheirElements() {
        Seeded.check(20, (random, round) -> {
            int columnsLog = round % 12;
            int rows = 1 + random.nextInt(9);
            int count = (rows << columnsLog) - random.nextInt(1 << columnsLog);
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            bytes[0] = -128;
            bytes[count - 1] = 127;
            ExtensionVector weights = weights(random, rows);
            ExtensionVector expected = new ExtensionVector(1 << columnsLog);
            for (int i = 0; i < count; i++) {
                int x = i & (1 << columnsLog) - 1;
                expected.set(x, expected.get(x).plus(weights.get(i >> columnsLog).timesBase(Goldilocks.fromSigned(bytes[i]))));
            }
            for (Cells cells : all(bytes)) {
                assertThat(RowFold.fold(cells, columnsLog, weights, Workers.ALONE)).isEqualTo(expected);
            }
        });
    }

    @Test
    void theFoldOfBytesHoldsAtItsLimits() {
        // Limbs as large as they get, bytes at both ends, as many rows as a matrix may have.
        ExtensionVector weights = new ExtensionVector(4096);
        Arrays.fill(weights.c0(), Goldilocks.MODULUS - 1);
        Arrays.fill(weights.c1(), 0xfffffffeffffffffL);
        for (byte extreme : new byte[] {-128, 127}) {
            byte[] bytes = new byte[4096 * 2];
            Arrays.fill(bytes, extreme);
            Extension expected = weights.get(0).timesBase(Goldilocks.mul(4096, Goldilocks.fromSigned(extreme)));
            assertThat(RowFold.fold(new Cells.OfBytes(bytes), 1, weights, Workers.ALONE)).isEqualTo(ExtensionVector.of(expected, expected));
        }
    }

    @Test
    void cellsOfEveryWidthHaveOneRoot() {
        byte[] bytes = new byte[777];
        Seeded.random().nextBytes(bytes);
        CommitmentShape shape = CommitmentShape.ofCode(Suite.UD_100, bytes.length);
        List<String> roots = new ArrayList<>();
        for (Cells cells : all(bytes)) {
            roots.add(Commitment.commit(shape, cells, CodewordStore.inMemory(shape), Workers.ALONE).root().hex());
        }
        Extension[] elements = new Extension[bytes.length];
        Arrays.setAll(elements, i -> Extension.ofSigned(bytes[i]));
        assertThat(roots).containsOnly(new SlowMatrix(shape, elements).root().hex());
    }

    @Test
    void readingBeyondTheEndGivesZeros() {
        byte[] bytes = {1, -1, 3};
        for (Cells cells : all(bytes)) {
            long[] target = {9, 9, 9, 9};
            cells.read(1, target);
            assertThat(target).containsExactly(Goldilocks.MODULUS - 1, 3, 0, 0);
            cells.read(5, target);
            assertThat(target).containsOnly(0);
        }
    }

    /// The value of these cells at `point`, by folding every variable.
    static Extension value(byte[] cells, Point point) {
        ExtensionVector table = new ExtensionVector(1 << point.size());
        for (int i = 0; i < cells.length; i++) {
            table.set(i, Extension.ofSigned(cells[i]));
        }
        return ExtensionKernels.dot(table, 0, Eq.table(point), 0, table.length());
    }

    private static List<Cells> all(byte[] bytes) {
        int[] ints = new int[bytes.length];
        long[] elements = new long[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ints[i] = bytes[i];
            elements[i] = Goldilocks.fromSigned(bytes[i]);
        }
        return List.of(new Cells.OfBytes(bytes), new Cells.OfInts(ints), new Cells.OfElements(elements));
    }

    private static ExtensionVector weights(RandomGenerator random, int rows) {
        ExtensionVector weights = new ExtensionVector(rows);
        for (int i = 0; i < rows; i++) {
            weights.set(i, new Extension(Long.remainderUnsigned(random.nextLong(), Goldilocks.MODULUS), random.nextLong() >>> 1));
        }
        return weights;
    }
}
