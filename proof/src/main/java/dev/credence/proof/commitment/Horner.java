package dev.credence.proof.commitment;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;

/// Values of a polynomial that is given by its coefficients.
final class Horner {
    private Horner() {}

    /// Σ_{x < length} cells[x]·z^x, for a base element z.
    static Extension at(ExtensionVector cells, int length, long z) {
        long[] c0 = cells.c0();
        long[] c1 = cells.c1();
        long sum0 = 0;
        long sum1 = 0;
        for (int x = length - 1; x >= 0; x--) {
            sum0 = Goldilocks.add(Goldilocks.mul(sum0, z), c0[x]);
            sum1 = Goldilocks.add(Goldilocks.mul(sum1, z), c1[x]);
        }
        return new Extension(sum0, sum1);
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
