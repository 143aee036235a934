package dev.credence.proof.code;

import java.util.Arrays;

/// The factors of the last stages of a transform, each repeated for every block that shares it (`Ntt`).
///
/// @param blocksLog log₂ of the number of repeats
/// @param wholes for quarter = 4^i: ω^j with ω of order 4·quarter, j < quarter
/// @param halves ω^2j
/// @param thirds ω^3j
record TailTwiddles(int blocksLog, long[][] wholes, long[][] halves, long[][] thirds) {
    static TailTwiddles of(Twiddles twiddles, int stages, int blocksLog) {
        int pairs = stages / 2;
        TailTwiddles tail = new TailTwiddles(blocksLog, new long[pairs][], new long[pairs][], new long[pairs][]);
        for (int i = 0; i < pairs; i++) {
            int quarter = 1 << 2 * i;
            tail.wholes[i] = repeat(twiddles.table(), 2 * quarter, quarter, 1 << blocksLog);
            tail.halves[i] = repeat(twiddles.table(), quarter, quarter, 1 << blocksLog);
            tail.thirds[i] = repeat(twiddles.cubes(), quarter, quarter, 1 << blocksLog);
        }
        return tail;
    }

    long[] whole(int quarter) {
        return wholes[Integer.numberOfTrailingZeros(quarter) / 2];
    }

    long[] half(int quarter) {
        return halves[Integer.numberOfTrailingZeros(quarter) / 2];
    }

    long[] cubes(int quarter) {
        return thirds[Integer.numberOfTrailingZeros(quarter) / 2];
    }

    /// table[from … from + length), each element so many times.
    static long[] repeat(long[] table, int from, int length, int times) {
        long[] repeated = new long[length * times];
        for (int i = 0; i < length; i++) {
            Arrays.fill(repeated, i * times, (i + 1) * times, table[from + i]);
        }
        return repeated;
    }
}
