package dev.credence.inference.trace;

import dev.credence.inference.tensor.Tensor;

/// Receives every operation's outputs in the order of execution.
@FunctionalInterface
public interface TraceSink {
    /// Keeps nothing and costs nothing.
    TraceSink NONE = (position, layer, op, output) -> {};

    /// @param position 0 outside of loops; inside, the number of loop iterations begun so far in this execution
    /// @param layer    the node's number in the file, counted depth first from 0 (a node before the nodes inside it)
    /// @param op       the output's index in its node
    void record(int position, int layer, int op, Tensor output);
}
