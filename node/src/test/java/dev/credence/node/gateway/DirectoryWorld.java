package dev.credence.node.gateway;

import dev.credence.node.world.Clock;
import dev.credence.node.world.Disk;
import dev.credence.node.world.Network;
import dev.credence.node.world.Randomness;
import dev.credence.node.world.Tasks;
import dev.credence.node.world.World;

/// The real world with another network.
record DirectoryWorld(World real, Network network) implements World {
    static World of(World real, Network network) {
        return new DirectoryWorld(real, network);
    }

    @Override
    public Clock clock() {
        return real.clock();
    }

    @Override
    public Randomness random() {
        return real.random();
    }

    @Override
    public Disk disk() {
        return real.disk();
    }

    @Override
    public Tasks tasks() {
        return real.tasks();
    }
}
