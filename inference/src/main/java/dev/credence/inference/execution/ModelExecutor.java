package dev.credence.inference.execution;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;
import java.util.Map;

/// A model made ready under its arithmetic profile. Immutable: any number of threads may run it at once.
public interface ModelExecutor {
    /// Runs the model.
    ///
    /// @param inputs a tensor for each of the model's inputs, and nothing else
    /// @param sink   receives every operation's outputs in the order of execution
    /// @return the model's outputs by name, in its order
    /// @throws RefusedException if the inputs are not what the model declares, or the budget does not suffice
    Map<String, Tensor> run(Map<String, Tensor> inputs, TraceSink sink) throws RefusedException;
}
