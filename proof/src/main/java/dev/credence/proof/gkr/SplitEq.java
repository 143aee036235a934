package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;

/// eq(r, ·) as the product of a table over the lowest variables, one block long, and one over the variables above: what a loop over blocks
/// needs, without a table of the whole cube.
final class SplitEq {
    private static final int LOW_LOG = Integer.numberOfTrailingZeros(ExtensionBlock.SIZE);

    private final ExtensionVector low;
    private final ExtensionVector high;
    private int lowSize;
    private int highSize;

    SplitEq(Point r) {
        int lowLog = Math.min(LOW_LOG, r.size());
        this.low = Eq.table(r.last(lowLog));
        this.high = Eq.table(r.first(r.size() - lowLog));
        this.lowSize = low.length();
        this.highSize = high.length();
    }

    /// The factor of each cell of a block; over a whole block they add to 1.
    ExtensionVector low() {
        return low;
    }

    /// The factor that all cells of the block at `cell` share.
    Extension high(int cell) {
        return high.get(cell >> LOW_LOG);
    }

    /// Sums over the top variable, as eq(r_i, 0) + eq(r_i, 1) = 1.
    void dropTop() {
        if (highSize > 1) {
            highSize /= 2;
            ExtensionKernels.addUpperHalf(high, highSize);
        } else {
            lowSize /= 2;
            ExtensionKernels.addUpperHalf(low, lowSize);
        }
    }
}
