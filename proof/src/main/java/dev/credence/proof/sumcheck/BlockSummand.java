package dev.credence.proof.sumcheck;

import dev.credence.proof.field.BlockArithmetic;
import dev.credence.proof.field.ExtensionBlock;

/// A polynomial in several tables, computed for up to 256 cells at once.
@FunctionalInterface
public interface BlockSummand {
    /// Computes the first `length` cells of `out` from those of `values`, one register for each table.
    ///
    /// **Obligation**: `values` are read only; registers of its own it may keep between calls, since every thread has its
    /// own summand.
    void compute(BlockArithmetic arithmetic, ExtensionBlock[] values, ExtensionBlock out, int length);
}
