package dev.credence.inference.op;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;

/// An operation with its attributes decoded: a pure function of tensors.
///
/// An implementation is a record of decoded attributes, immutable and shared between executions. It computes its output
/// shapes first, asks `Work` for their elements, and only then allocates.
@FunctionalInterface
public interface Op {
    /// @param inputs in the node's order; null where an optional input is left out
    /// @return outputs in the node's order; a trailing optional output that the node does not name may be missing
    Tensor[] run(Tensor[] inputs, Work work) throws RefusedException;
}
