package dev.credence.node.world;

/// Everything outside the process, behind one door: clock, random source, disk, tasks, network.
///
/// Rooms of `node` take a `World` (or the one part that they need) as an argument and touch nothing else, so that a
/// simulated world can stand in its place.
public interface World {
    Clock clock();

    Randomness random();

    Disk disk();

    Tasks tasks();

    Network network();
}
