package dev.credence.proof.code;

import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import java.util.Arrays;

/// The transposed transform (`Ntt`) of a word that is zero but at few positions.
///
/// A block of the bit-reversed word that holds at most one element is a geometric progression, written down directly;
/// two blocks join by one stage of butterflies. For t elements that costs about log₂ t stages instead of all.
final class SparseTransform {
    private SparseTransform() {}

    /// target[x] = Σ_i coefficients[i]·ω^(x·rev(positions[i] mod 2^log)), i in [first, end), ω of order 2^log.
    ///
    /// @param positions ascending; all of one coset of 2^log positions
    static void run(Twiddles twiddles, int log, int[] positions, ExtensionVector coefficients, int first, int end, ExtensionVector target) {
        fill(new Word(twiddles, positions, coefficients, target), 0, log, first, end);
    }

    private record Word(Twiddles twiddles, int[] positions, ExtensionVector coefficients, ExtensionVector target) {}

    // The transform of the block of 2^log positions that holds elements [first, end), at least one, into target[from …).
    private static void fill(Word word, int from, int log, int first, int end) {
        if (end - first == 1) {
            progression(word, from, log, first);
            return;
        }
        int half = 1 << log - 1;
        int middle = first;
        while (middle < end && (word.positions[middle] & half) == 0) {
            middle++;
        }
        half(word, from, log - 1, first, middle);
        half(word, from + half, log - 1, middle, end);
        Ntt.join(word.twiddles, word.target.c0(), from, half);
        Ntt.join(word.twiddles, word.target.c1(), from, half);
    }

    private static void half(Word word, int from, int log, int first, int end) {
        if (first < end) {
            fill(word, from, log, first, end);
        } else {
            Arrays.fill(word.target.c0(), from, from + (1 << log), 0);
            Arrays.fill(word.target.c1(), from, from + (1 << log), 0);
        }
    }

    private static void progression(Word word, int from, int log, int element) {
        int position = word.positions[element] & (1 << log) - 1;
        long step = RowCode.point(log, position);
        long[] c0 = word.target.c0();
        long[] c1 = word.target.c1();
        c0[from] = word.coefficients.c0()[element];
        c1[from] = word.coefficients.c1()[element];
        for (int half = 1; half < 1 << log; half *= 2) {
            for (int i = from; i < from + half; i++) {
                c0[half + i] = Goldilocks.mul(c0[i], step);
                c1[half + i] = Goldilocks.mul(c1[i], step);
            }
            step = Goldilocks.square(step);
        }
    }
}
