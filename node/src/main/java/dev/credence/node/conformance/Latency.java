package dev.credence.node.conformance;

import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.world.Clock;
import java.util.Arrays;
import java.util.Map;

/// The median time of a warm run.
///
/// Java compiles what it sees running, and what is wanted is the speed of a server that has been up for a while. So the model runs in
/// rounds until their medians have stopped falling; the last rounds count. On a busy machine the compiler is late, and a plateau may
/// only be the interpreter's: hence a least number of runs before any plateau is believed (vector code was 200 times slower there).
///
/// @param medianNanos of the last rounds' medians
/// @param runs        in those rounds
public record Latency(long medianNanos, int runs) {
    private static final int ROUNDS_A_TARGET = 6;
    private static final int ROUNDS_COUNTED = 3;
    private static final int ROUNDS_CALM = 4;
    private static final int RUNS_BEFORE = 300;
    private static final int ROUND_RUNS_MAX = 10_000;

    /// A round within this of the best one has not got slower.
    private static final double CALM = 1.1;

    /// A model that is not warm after so many times the target is reported as it is.
    private static final int PATIENCE = 5;

    /// Runs the model for about `nanos`, up to five times as long while it still gets faster.
    public static Latency of(Executor executor, Map<String, Tensor> inputs, Clock clock, long nanos) throws RefusedException {
        long began = clock.steadyNanos();
        Latency[] last = new Latency[ROUNDS_COUNTED];
        long best = Long.MAX_VALUE;
        int runs = 0;
        int calm = 0;
        int rounds = 0;
        while (rounds < ROUNDS_CALM
                || (calm < ROUNDS_CALM || runs < RUNS_BEFORE) && clock.steadyNanos() - began < PATIENCE * nanos) {
            Latency round = round(executor, inputs, clock, nanos / ROUNDS_A_TARGET);
            best = Math.min(best, round.medianNanos());
            calm = round.medianNanos() <= best * CALM ? calm + 1 : 0;
            last[rounds % ROUNDS_COUNTED] = round;
            runs += round.runs();
            rounds++;
        }
        long[] medians = Arrays.stream(last).mapToLong(Latency::medianNanos).sorted().toArray();
        return new Latency(medians[ROUNDS_COUNTED / 2], Arrays.stream(last).mapToInt(Latency::runs).sum());
    }

    private static Latency round(Executor executor, Map<String, Tensor> inputs, Clock clock, long nanos) throws RefusedException {
        long began = clock.steadyNanos();
        long[] took = new long[ROUND_RUNS_MAX];
        int runs = 0;
        while (runs == 0 || runs < ROUND_RUNS_MAX && clock.steadyNanos() - began < nanos) {
            long start = clock.steadyNanos();
            executor.run(inputs);
            took[runs] = clock.steadyNanos() - start;
            runs++;
        }
        Arrays.sort(took, 0, runs);
        return new Latency(took[runs / 2], runs);
    }
}
