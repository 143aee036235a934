package dev.credence.node.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Option;

/// `--threads`, and the helpers that it means.
abstract class ThreadsOption {
    private static final int THREADS_MAX = 256;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that share one execution (default: 1). The results are the same bits.")
    private int threads = 1;

    /// How many threads work at once, and those of them that are not the caller's.
    ///
    /// @param helpers null for none
    record Threads(int count, ExecutorService helpers) implements AutoCloseable {
        @Override
        public void close() {
            if (helpers != null) {
                helpers.shutdown();
            }
        }
    }

    /// The threads that the option says; whoever starts them closes them.
    ///
    /// @param name of each helper, before its number
    final Threads startThreads(String name) throws CommandException {
        if (threads < 1 || threads > THREADS_MAX) {
            throw CommandException.usage("--threads: expected 1 to " + THREADS_MAX + ", found " + threads);
        }
        return new Threads(
                threads,
                threads == 1
                        ? null
                        : Executors.newFixedThreadPool(
                                threads - 1, Thread.ofPlatform().daemon().name(name, 1).factory()));
    }
}
