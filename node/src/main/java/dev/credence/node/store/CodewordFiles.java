package dev.credence.node.store;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.CommitmentShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Where the codewords of committed models lie: on the heap while they are small, in files when they are not. They are computed
/// anew at every start, so nothing of them need be durable.
///
/// A file is appended to coset by coset and mapped when it is complete; where one coset would itself take much memory it is mapped from
/// the beginning.
public final class CodewordFiles {
    private static final long HEAP_BYTES_MAX = 256L << 20;
    private static final long COSET_BYTES_MAX = 128L << 20;
    /// Written at a time, and copied on the way.
    private static final int PIECE_BYTES = 1 << 20;

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
            Path path = folder.resolve(name + ".codeword");
            MemorySegment tree = disk.scratch(folder.resolve(name + ".tree"), shape.treeBytes(), arena);
            return shape.codewordBytes() >> shape.rateLog() <= COSET_BYTES_MAX
                    ? CodewordStore.streamed(new Appended(disk.open(path, Disk.Mode.REPLACE_PRIVATE), arena), tree)
                    : CodewordStore.of(disk.scratch(path, shape.codewordBytes(), arena), tree);
        } catch (IOException failed) {
            throw new UncheckedIOException("the weights' codeword of " + shape.codewordBytes() + " bytes finds no room", failed);
        }
    }

    /// Deletes the files of `name`, if there are any; mapped memory stays until its arena ends.
    public static void delete(Disk disk, Path folder, String name) throws IOException {
        disk.delete(folder.resolve(name + ".codeword"));
        disk.delete(folder.resolve(name + ".tree"));
    }

    private record Appended(DiskFile file, Arena arena) implements CodewordStore.Stream {
        @Override
        public void append(byte[] bytes) {
            try {
                for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
                    file.append(Bytes.of(bytes, at, Math.min(bytes.length, at + PIECE_BYTES)));
                }
            } catch (IOException failed) {
                throw new UncheckedIOException("the weights' codeword cannot be written", failed);
            }
        }

        @Override
        public MemorySegment finish() {
            try (file) {
                return file.map(arena);
            } catch (IOException failed) {
                throw new UncheckedIOException("the weights' codeword cannot be mapped", failed);
            }
        }
    }
}
