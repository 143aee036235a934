package dev.credence.node.cli;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.op.Budget;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Option;

/// `--threads`, and the engine that it means: the fastest kernels that this machine has.
final class EngineOption {
    private static final int THREADS_MAX = 256;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that share one execution (default: 1). The results are the same bits.")
    private int threads = 1;

    EngineOption() {}

    /// An engine with its threads.
    ///
    /// @param kernels which ones, in one sentence
    record Running(Engine engine, int threads, String kernels, ExecutorService helpers) implements AutoCloseable {
        @Override
        public void close() {
            if (helpers != null) {
                helpers.shutdown();
            }
        }
    }

    Running start() throws CommandException {
        if (threads < 1 || threads > THREADS_MAX) {
            throw CommandException.usage("--threads: expected 1 to " + THREADS_MAX + ", found " + threads);
        }
        ExecutorService helpers = threads == 1
                ? null
                : Executors.newFixedThreadPool(
                        threads - 1, Thread.ofPlatform().daemon().name("worker-", 1).factory());
        KernelChoice choice = KernelChoice.of(helpers == null ? Workers.CALLER : Workers.of(helpers, threads));
        return new Running(new Engine(choice.kernels(), Budget.DEFAULT), threads, choice.reason(), helpers);
    }
}
