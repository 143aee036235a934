package dev.credence.node.conformance;

import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.world.Clock;
import java.util.Arrays;
import java.util.Map;

/// The median time of a warm run.
///
/// Half of the time goes to warming up: Java compiles what it sees running, and what is wanted is the speed of a server that has been
/// up for a while.
///
/// @param medianNanos of the runs after warming up
/// @param runs        how many there were
public record Latency(long medianNanos, int runs) {
    private static final int RUNS_MIN = 3;
    private static final int RUNS_MAX = 10_000;

    /// Runs the model for about `nanos`.
    public static Latency of(Executor executor, Map<String, Tensor> inputs, Clock clock, long nanos) throws RefusedException {
        long began = clock.steadyNanos();
        for (int i = 0; i < 1 || clock.steadyNanos() - began < nanos / 2; i++) {
            executor.run(inputs);
        }
        long[] took = new long[RUNS_MAX];
        int runs = 0;
        while (runs < RUNS_MIN || runs < RUNS_MAX && clock.steadyNanos() - began < nanos) {
            long start = clock.steadyNanos();
            executor.run(inputs);
            took[runs] = clock.steadyNanos() - start;
            runs++;
        }
        Arrays.sort(took, 0, runs);
        return new Latency(took[runs / 2], runs);
    }
}
