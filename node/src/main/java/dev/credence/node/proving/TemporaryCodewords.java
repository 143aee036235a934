package dev.credence.node.proving;

import dev.credence.node.store.CodewordFiles;
import dev.credence.node.world.World;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.CommitmentShape;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Codewords that are needed for as long as one command runs: large ones lie in the folder for temporary files, and are gone with this.
public final class TemporaryCodewords implements Closeable {
    private final World world;
    private final Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    private final String name;
    private final Arena arena = Arena.ofShared();

    public TemporaryCodewords(World world) {
        this.world = world;
        this.name = "credence-codeword-" + world.random().bytes(8).hex();
    }

    /// Memory for the codeword of the one model that is committed meanwhile.
    ///
    /// @throws java.io.UncheckedIOException if there is no room for it
    public CodewordStore store(CommitmentShape shape) {
        return CodewordFiles.store(world.disk(), folder, name, arena, shape);
    }

    @Override
    public void close() throws IOException {
        arena.close();
        CodewordFiles.delete(world.disk(), folder, name);
    }
}
