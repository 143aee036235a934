package dev.credence.node.world;

/// A world of which one part is another.
public record ChangedWorld(Clock clock, Randomness random, Disk disk, Tasks tasks, Network network) implements World {
    public static World with(World world, Disk disk) {
        return new ChangedWorld(world.clock(), world.random(), disk, world.tasks(), world.network());
    }

    public static World with(World world, Network network) {
        return new ChangedWorld(world.clock(), world.random(), world.disk(), world.tasks(), network);
    }
}
