package dev.credence.proof.commitment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Several polynomials as rows of one matrix of 2^columnsLog columns.
///
/// A polynomial of v ≥ columnsLog variables takes 2^(v − columnsLog) rows; a smaller one takes one row and stands at its
/// beginning. They lie one below the other, those with more variables first, equal ones in their own order; so each begins
/// at a multiple of its number of rows.
///
/// @param variables of each polynomial
/// @param offsets the first row of each
/// @param rows of all together
record Stack(int columnsLog, List<Integer> variables, List<Integer> offsets, int rows) {
    static Stack of(List<Integer> variables, int columnsLog) {
        List<Integer> order = IntStream.range(0, variables.size()).boxed()
                .sorted(Comparator.comparing((Integer i) -> variables.get(i)).reversed()).toList();
        List<Integer> offsets = new ArrayList<>(variables);
        int rows = 0;
        for (int polynomial : order) {
            offsets.set(polynomial, rows);
            rows += rowsOf(variables.get(polynomial), columnsLog);
        }
        return new Stack(columnsLog, List.copyOf(variables), List.copyOf(offsets), rows);
    }

    /// The first cell of polynomial `index` in the matrix, row by row.
    int cell(int index) {
        return offsets.get(index) << columnsLog;
    }

    private static int rowsOf(int variables, int columnsLog) {
        return 1 << Math.max(0, variables - columnsLog);
    }
}
