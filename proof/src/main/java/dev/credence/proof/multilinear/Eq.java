package dev.credence.proof.multilinear;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;

/// The multilinear extension of equality: eq(r, z) = Π_i (r_i·z_i + (1 − r_i)(1 − z_i)).
public final class Eq {
    private Eq() {}

    /// eq(r, z), for points of one size.
    public static Extension at(Point r, Point z) {
        if (r.size() != z.size()) {
            throw new IllegalArgumentException("points of one size expected, found " + r.size() + " and " + z.size());
        }
        Extension product = Extension.ONE;
        for (int i = 0; i < r.size(); i++) {
            product = product.times(factor(r.get(i), z.get(i)));
        }
        return product;
    }

    /// a·b + (1 − a)(1 − b) = 1 − a − b + 2·a·b
    public static Extension factor(Extension a, Extension b) {
        Extension both = a.times(b);
        return Extension.ONE.minus(a).minus(b).plus(both).plus(both);
    }

    /// eq(r, z) for every corner z, by index: 2^size elements, one product each.
    public static ExtensionVector table(Point r) {
        return table(r, Extension.ONE);
    }

    /// scale · eq(r, z) for every corner z.
    public static ExtensionVector table(Point r, Extension scale) {
        ExtensionVector table = new ExtensionVector(1 << r.size());
        table.set(0, scale);
        for (int i = r.size() - 1; i >= 0; i--) {
            // The table of the variables below i lies in the lower half; the upper half is r_i times it, what is left is (1 − r_i) times it.
            ExtensionKernels.split(table, 0, 1 << (r.size() - 1 - i), r.get(i));
        }
        return table;
    }
}
