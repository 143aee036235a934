package dev.credence.proof.code;

import dev.credence.proof.field.Goldilocks;
import java.util.Arrays;

/// The transposed transform (`Ntt`) of a word that is zero but at few positions, all of one coset.
///
/// A block of the bit-reversed word that holds one element is a geometric progression, written down directly; two blocks
/// join by one stage of butterflies. For t elements that costs about log₂ t stages instead of all.
///
/// @param positions ascending
/// @param target where the transform goes
record SparseTransform(Ntt ntt, int[] positions, long[] coefficients, long[] target) {
    /// target[x] = Σ_i coefficients[i]·ω^(x·rev(positions[i] mod 2^log)), i in [first, end), ω of order 2^log.
    void run(int log, int first, int end) {
        fill(0, log, first, end);
    }

    // The transform of the block of 2^log positions that holds elements [first, end), at least one, into target[from …).
    private void fill(int from, int log, int first, int end) {
        if (end - first == 1) {
            progression(from, log, first);
            return;
        }
        int half = 1 << log - 1;
        int middle = first;
        while (middle < end && (positions[middle] & half) == 0) {
            middle++;
        }
        fillHalf(from, log - 1, first, middle);
        fillHalf(from + half, log - 1, middle, end);
        ntt.join(target, from, half);
    }

    private void fillHalf(int from, int log, int first, int end) {
        if (first < end) {
            fill(from, log, first, end);
        } else {
            Arrays.fill(target, from, from + (1 << log), 0);
        }
    }

    private void progression(int from, int log, int element) {
        int position = positions[element] & (1 << log) - 1;
        long step = RowCode.point(log, position);
        target[from] = coefficients[element];
        for (int half = 1; half < 1 << log; half *= 2) {
            ntt.copyScaled(target, from, from + half, step, half);
            step = Goldilocks.square(step);
        }
    }
}
