package dev.credence.inference.execution;

import dev.credence.inference.op.Budget;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.ReferenceKernels;

/// Which inner loops execute a graph, and how much one execution may use. The loops never change a result.
public record Engine(Kernels kernels, Budget budget) {
    /// The specification itself, within the default budget.
    public static final Engine REFERENCE = new Engine(ReferenceKernels.INSTANCE, Budget.DEFAULT);
}
