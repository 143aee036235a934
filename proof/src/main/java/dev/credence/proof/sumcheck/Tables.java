package dev.credence.proof.sumcheck;

import dev.credence.proof.field.ExtensionVector;
import java.util.List;

/// What all tables of one summand have in common.
final class Tables {
    private Tables() {}

    /// n, where every table has 2^n cells.
    static int variables(List<ExtensionVector> tables) {
        int variables = Integer.numberOfTrailingZeros(tables.getFirst().length());
        for (ExtensionVector table : tables) {
            if (table.length() != 1 << variables) {
                throw new IllegalArgumentException("tables of 2^" + variables + " cells expected, found " + table.length());
            }
        }
        return variables;
    }
}
