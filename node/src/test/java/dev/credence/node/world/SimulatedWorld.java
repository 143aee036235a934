package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.util.SplittableRandom;

/// A world in one thread, in virtual time, from one seed; without a network.
///
/// @param tasks also the clock
public record SimulatedWorld(SimulatedTasks tasks, SimulatedDisk disk, Randomness random) implements World {
    private static final long START_MILLIS = 1_790_000_000_000L;

    public static SimulatedWorld of(long seed, SimulatedDisk disk) {
        SplittableRandom source = new SplittableRandom(seed);
        return new SimulatedWorld(new SimulatedTasks(START_MILLIS), disk, count -> {
            byte[] fresh = new byte[count];
            source.nextBytes(fresh);
            return Bytes.wrap(fresh);
        });
    }

    /// The same disk in a later process, whose clock goes on.
    public SimulatedWorld restarted(long seed, SimulatedDisk disk) {
        SimulatedWorld next = of(seed, disk);
        next.tasks.run(tasks.timeMillis() + 1_000 - next.tasks.timeMillis());
        return next;
    }

    @Override
    public Clock clock() {
        return tasks;
    }

    @Override
    public Network network() {
        return call -> {
            throw new java.io.IOException("a simulated world has no network");
        };
    }
}
