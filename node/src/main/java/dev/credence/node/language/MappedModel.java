package dev.credence.node.language;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// A GGUF file that is mapped for as long as this is open; whoever closes it must be the last to read its tensors.
public final class MappedModel implements AutoCloseable {
    private final Arena arena;
    private final GgufFile file;

    private MappedModel(Arena arena, GgufFile file) {
        this.arena = arena;
        this.file = file;
    }

    /// Maps and decodes the file at `path`.
    @SuppressWarnings("MustBeClosedChecker") // the model closes it
    public static MappedModel open(Disk disk, Path path) throws IOException, MalformedException, RefusedException {
        // Shared: several threads read the weights.
        Arena arena = Arena.ofShared();
        boolean done = false;
        try (DiskFile opened = disk.open(path, Disk.Mode.READ)) {
            MappedModel model = new MappedModel(arena, GgufReader.decode(opened.map(arena)));
            done = true;
            return model;
        } finally {
            if (!done) {
                arena.close();
            }
        }
    }

    public GgufFile file() {
        return file;
    }

    @Override
    public void close() {
        arena.close();
    }
}
