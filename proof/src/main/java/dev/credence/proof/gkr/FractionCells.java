package dev.credence.proof.gkr;

import dev.credence.proof.field.BlockArithmetic;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;

/// One block of the four tables that the halves of a layer are.
final class FractionCells {
    private static final int SIZE = ExtensionBlock.SIZE;

    final ExtensionBlock n0 = ExtensionBlock.upTo(SIZE);
    /// N1, or M = N1 + λ·D1 in a sumcheck.
    final ExtensionBlock n1 = ExtensionBlock.upTo(SIZE);
    final ExtensionBlock d0 = ExtensionBlock.upTo(SIZE);
    final ExtensionBlock d1 = ExtensionBlock.upTo(SIZE);

    /// n0 = n0·d1 + d0·n1; n1 is used up.
    void bracket(BlockArithmetic arithmetic, int length) {
        arithmetic.mul(n0, n0, d1, length);
        arithmetic.mul(n1, n1, d0, length);
        arithmetic.add(n0, n0, n1, length);
    }

    void minus(FractionCells other, BlockArithmetic arithmetic, int length) {
        arithmetic.sub(n0, n0, other.n0, length);
        arithmetic.sub(n1, n1, other.n1, length);
        arithmetic.sub(d0, d0, other.d0, length);
        arithmetic.sub(d1, d1, other.d1, length);
    }

    /// Goes on to the cells above by r; `slopes` are used up.
    void plusScaled(FractionCells slopes, Extension r, BlockArithmetic arithmetic, int length) {
        step(n0, slopes.n0, r, arithmetic, length);
        step(n1, slopes.n1, r, arithmetic, length);
        step(d0, slopes.d0, r, arithmetic, length);
        step(d1, slopes.d1, r, arithmetic, length);
    }

    /// value += r·slope; `slope` is used up.
    static void step(ExtensionBlock value, ExtensionBlock slope, Extension r, BlockArithmetic arithmetic, int length) {
        arithmetic.scale(slope, slope, r, length);
        arithmetic.add(value, value, slope, length);
    }
}
