package dev.credence.node.hub;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.execution.ModelExecutor;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerExecutor;
import dev.credence.inference.integer.IntegerModel;

/// What the files of a model hold, checked against its manifest.
public sealed interface LoadedModel {
    /// The model made ready under its profile.
    ///
    /// @throws RefusedException naming node and operation, if this build cannot execute it
    ModelExecutor executor(Engine engine) throws RefusedException;

    /// A graph in ONNX, under `float-v1`.
    record Floats(Graph graph) implements LoadedModel {
        @Override
        public ModelExecutor executor(Engine engine) throws RefusedException {
            return new Executor(graph, engine);
        }
    }

    /// A language model, under `float-v1`: it takes text and no tensors.
    ///
    /// **Obligation**: the file's mapping stays open.
    record Language(GgufFile file) implements LoadedModel {
        @Override
        public ModelExecutor executor(Engine engine) throws RefusedException {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE, "a language model takes text, not tensors");
        }
    }

    /// An integer program with its weights, under `int8-v1`.
    record Integers(IntegerModel model) implements LoadedModel {
        @Override
        public ModelExecutor executor(Engine engine) {
            return IntegerExecutor.of(model, engine);
        }
    }
}
