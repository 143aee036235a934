package dev.credence.node.cli;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.op.Budget;
import java.util.concurrent.ExecutorService;

/// `--threads`, and the engine that it means: the fastest kernels that this machine has.
final class EngineOption extends ThreadsOption {
    EngineOption() {}

    /// An engine with its threads.
    ///
    /// @param kernels which ones, in one sentence
    record Running(Engine engine, Threads shared, String kernels) implements AutoCloseable {
        int threads() {
            return shared.count();
        }

        /// The threads beside the caller's, or null for none.
        ExecutorService helpers() {
            return shared.helpers();
        }

        @Override
        public void close() {
            shared.close();
        }
    }

    Running start() throws CommandException {
        Threads shared = startThreads("worker-");
        KernelChoice choice = KernelChoice.of(shared.helpers() == null ? Workers.CALLER : Workers.of(shared.helpers(), shared.count()));
        return new Running(new Engine(choice.kernels(), Budget.DEFAULT), shared, choice.reason());
    }
}
