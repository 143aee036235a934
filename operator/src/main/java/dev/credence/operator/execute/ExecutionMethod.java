package dev.credence.operator.execute;

import dev.credence.inference.graph.RefusedException;

/// How an operator comes by an answer. The honest way is `RequestExecution::run`; the tests of the network put dishonest ones here.
@FunctionalInterface
public interface ExecutionMethod {
    /// @throws RefusedException if the model does not take this request; the message is one sentence fit for a user
    Answer run(ServedModel model, TensorRequest request) throws RefusedException;
}
