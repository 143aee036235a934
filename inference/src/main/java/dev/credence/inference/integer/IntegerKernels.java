package dev.credence.inference.integer;

/// The inner loop that takes the time. All implementations give the same integers.
public interface IntegerKernels {
    /// For people, such as `scalar`.
    String name();

    /// acc[o·P + p] of one row (docs/spec/int8-v1.md 3.1).
    ///
    /// @param x    all elements of the input
    /// @param type of the input
    void accumulate(IntegerOp.Linear op, LinearWeights weights, byte[] x, IntegerTensor type, int[] acc);
}
