package dev.credence.node.cli;

import dev.credence.inference.kernel.Crew;
import dev.credence.inference.kernel.LanguageKernelChoice;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Option;

/// `--threads`, and the loops of language models that it means.
final class LanguageEngineOption {
    private static final int THREADS_MAX = 256;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that share one execution (default: 1). The results are the same bits.")
    private int threads = 1;

    LanguageEngineOption() {}

    /// @param helpers the threads beside the caller's, or null for none
    record Running(LanguageKernelChoice choice, int threads, ExecutorService helpers) implements AutoCloseable {
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
                        threads - 1, Thread.ofPlatform().daemon().name("language-", 1).factory());
        return new Running(LanguageKernelChoice.of(helpers == null ? Crew.CALLER : Crew.of(helpers, threads)), threads, helpers);
    }
}
