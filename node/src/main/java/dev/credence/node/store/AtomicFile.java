package dev.credence.node.store;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Whole files that are replaced at once: after a crash there is the old one or the new one, never a mixture.
public final class AtomicFile {
    private static final String TEMPORARY_SUFFIX = ".tmp";

    private AtomicFile() {}

    /// Replaces `path` by `content` and returns when that is durable.
    public static void write(Disk disk, Path path, Bytes content) throws IOException {
        write(disk, path, Disk.Mode.REPLACE, List.of(content));
    }

    /// As `write`, readable by this user only.
    public static void writePrivate(Disk disk, Path path, Bytes content) throws IOException {
        write(disk, path, Disk.Mode.REPLACE_PRIVATE, List.of(content));
    }

    /// A content that is appended to a file a piece at a time.
    @FunctionalInterface
    public interface Content {
        void appendTo(DiskFile file) throws IOException;
    }

    /// As `write`, for what is too large to be held at once.
    public static void write(Disk disk, Path path, Content content) throws IOException {
        write(disk, path, Disk.Mode.REPLACE, content);
    }

    static void write(Disk disk, Path path, Disk.Mode mode, List<Bytes> parts) throws IOException {
        write(disk, path, mode, file -> {
            for (Bytes part : parts) {
                file.append(part);
            }
        });
    }

    private static void write(Disk disk, Path path, Disk.Mode mode, Content content) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + TEMPORARY_SUFFIX);
        try (DiskFile file = disk.open(temporary, mode)) {
            content.appendTo(file);
            file.sync();
        }
        disk.move(temporary, path);
        disk.syncDirectory(path.toAbsolutePath().getParent());
    }

    /// The whole file.
    ///
    /// @throws StoreException if it is longer than `bytesMax`
    public static Bytes read(Disk disk, Path path, int bytesMax) throws IOException {
        try (DiskFile file = disk.open(path, Disk.Mode.READ)) {
            long size = file.sizeBytes();
            if (size > bytesMax) {
                throw new StoreException(path + " has " + size + " bytes, but at most " + bytesMax + " are expected");
            }
            return file.read(0, (int) size);
        }
    }
}
