package dev.credence.proof.code;

import java.util.Arrays;

/// The factors of the last stages of a transform, each repeated for every block that shares it (`Ntt`).
///
/// @param blocksLog log₂ of the number of repeats
/// @param wholes for quarter = 4^i: those of the stage of half = 2·quarter
/// @param halves for quarter = 4^i: those of the stage of half = quarter
record TailTwiddles(int blocksLog, long[][] wholes, long[][] halves) {
    static TailTwiddles of(long[] table, int stages, int blocksLog) {
        int pairs = stages / 2;
        long[][] wholes = new long[pairs][];
        long[][] halves = new long[pairs][];
        for (int i = 0; i < pairs; i++) {
            int quarter = 1 << 2 * i;
            wholes[i] = repeat(table, 2 * quarter, 2 * quarter, 1 << blocksLog);
            halves[i] = repeat(table, quarter, quarter, 1 << blocksLog);
        }
        return new TailTwiddles(blocksLog, wholes, halves);
    }

    long[] whole(int quarter) {
        return wholes[Integer.numberOfTrailingZeros(quarter) / 2];
    }

    long[] half(int quarter) {
        return halves[Integer.numberOfTrailingZeros(quarter) / 2];
    }

    private static long[] repeat(long[] table, int from, int length, int times) {
        long[] repeated = new long[length * times];
        for (int i = 0; i < length; i++) {
            Arrays.fill(repeated, i * times, (i + 1) * times, table[from + i]);
        }
        return repeated;
    }
}
