package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.security.SecureRandom;

/// The real world: this machine's clock, random source, disk, threads and network.
public final class SystemWorld implements World {
    private final Clock clock = new SystemClock();
    private final Randomness random = new SystemRandomness();
    private final Disk disk = new SystemDisk();
    private final Tasks tasks = new SystemTasks();
    private final Network network = new SystemNetwork();

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Randomness random() {
        return random;
    }

    @Override
    public Disk disk() {
        return disk;
    }

    @Override
    public Tasks tasks() {
        return tasks;
    }

    @Override
    public Network network() {
        return network;
    }

    private static final class SystemClock implements Clock {
        @Override
        public long timeMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public long steadyNanos() {
            return System.nanoTime();
        }
    }

    private static final class SystemRandomness implements Randomness {
        private final SecureRandom source = new SecureRandom();

        @Override
        public Bytes bytes(int count) {
            byte[] fresh = new byte[count];
            source.nextBytes(fresh);
            return Bytes.wrap(fresh);
        }
    }
}
