package dev.credence.proof.commitment;

import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.field.LimbPasses;
import java.util.Arrays;

/// Values of a polynomial that is given by its coefficients.
final class Horner {
    private Horner() {}

    /// Σ_{x < length} cells[x]·z^x for every point z, side by side: 2 ns a point and cell.
    ///
    /// @param points base elements
    static ExtensionVector at(ExtensionVector cells, int length, long[] points) {
        int count = points.length;
        ExtensionVector sum = new ExtensionVector(count);
        long[] high = new long[count];
        long[] low = new long[count];
        long[] cell = new long[count];
        for (int x = length - 1; x >= 0; x--) {
            step(sum.c0(), points, cells.c0()[x], high, low, cell);
            step(sum.c1(), points, cells.c1()[x], high, low, cell);
        }
        return sum;
    }

    // sum = sum·points + cell
    private static void step(long[] sum, long[] points, long cell, long[] high, long[] low, long[] cells) {
        Arrays.fill(cells, cell);
        LimbPasses.multiply(high, low, sum, points, points.length);
        LimbPasses.reduce(sum, high, low, points.length);
        LimbPasses.add(sum, sum, cells, points.length);
    }

    /// z^(2^times).
    static long square(long z, int times) {
        long power = z;
        for (int i = 0; i < times; i++) {
            power = Goldilocks.square(power);
        }
        return power;
    }
}
