package dev.credence.node.world;

/// The two clocks of a machine.
public interface Clock {
    /// Wall time in milliseconds since 1970 UTC; may jump either way.
    long timeMillis();

    /// A steady count of nanoseconds for measuring durations; only differences mean anything.
    long steadyNanos();
}
