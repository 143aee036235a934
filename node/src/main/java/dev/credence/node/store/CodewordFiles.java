package dev.credence.node.store;

import dev.credence.node.world.Disk;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.CommitmentShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Where the codewords of committed models lie: on the heap while they are small, in mapped files when they are not. They are computed
/// anew at every start, so nothing of them need be durable.
public final class CodewordFiles {
    private static final long HEAP_BYTES_MAX = 256L << 20;

    private CodewordFiles() {}

    /// Memory for one codeword.
    ///
    /// @param folder for its files, which are named after `name`; it must be there
    /// @param arena  whose end is the memory's end
    /// @throws UncheckedIOException if there is no room for it
    public static CodewordStore store(Disk disk, Path folder, String name, Arena arena, CommitmentShape shape) {
        if (shape.codewordBytes() + shape.treeBytes() <= HEAP_BYTES_MAX) {
            return CodewordStore.inMemory(shape);
        }
        try {
            return new CodewordStore(
                    disk.scratch(folder.resolve(name + ".codeword"), shape.codewordBytes(), arena),
                    disk.scratch(folder.resolve(name + ".tree"), shape.treeBytes(), arena));
        } catch (IOException failed) {
            throw new UncheckedIOException("the weights' codeword of " + shape.codewordBytes() + " bytes finds no room", failed);
        }
    }

    /// Deletes the files of `name`, if there are any; mapped memory stays until its arena ends.
    public static void delete(Disk disk, Path folder, String name) throws IOException {
        disk.delete(folder.resolve(name + ".codeword"));
        disk.delete(folder.resolve(name + ".tree"));
    }
}
