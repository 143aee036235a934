package dev.credence.proof.multilinear;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;

/// The multilinear extension f̃(r) = Σ_z eq(r, z)·f(z) of a table.
public final class Multilinear {
    private Multilinear() {}

    /// The extension of `table` at `point`.
    ///
    /// @param table at most 2^size elements; zeros follow
    public static Extension evaluate(ExtensionVector table, Point point) {
        bounded(table.length(), point);
        return ExtensionKernels.dot(table, 0, Eq.table(point), 0, table.length());
    }

    /// The extension of a table of base elements, which must be canonical.
    ///
    /// @param table at most 2^size elements; zeros follow
    public static Extension evaluateBase(long[] table, Point point) {
        bounded(table.length, point);
        return ExtensionKernels.dotBase(table, 0, Eq.table(point), 0, table.length);
    }

    private static void bounded(int length, Point point) {
        if (length > 1L << point.size()) {
            throw new IllegalArgumentException("at most 2^" + point.size() + " cells expected, found " + length);
        }
    }
}
