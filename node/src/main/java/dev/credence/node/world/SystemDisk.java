package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The machine's own file system.
final class SystemDisk implements Disk {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);
    private static final Set<OpenOption> APPEND =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    private static final Set<OpenOption> CREATE_NEW =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public boolean isDirectory(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path absolute = directory.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(absolute, owner(absolute, "rwx------"));
        } catch (FileAlreadyExistsException raced) {
            if (!Files.isDirectory(absolute)) {
                throw raced;
            }
        }
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    @Override
    public DiskFile open(Path path, Mode mode) throws IOException {
        return new OpenFile(
                path,
                switch (mode) {
                    case READ -> FileChannel.open(path, READ);
                    case APPEND -> FileChannel.open(path, APPEND);
                    case REPLACE -> replace(path);
                    case REPLACE_PRIVATE -> replace(path, owner(path, "rw-------"));
                });
    }

    @Override
    public MemorySegment scratch(Path path, long bytes, Arena arena) throws IOException {
        try (FileChannel channel = replace(path, owner(path, "rw-------"))) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
        }
    }

    // A file made anew, so that nobody who opened the old one with wider rights reads what is written now.
    private static FileChannel replace(Path path, FileAttribute<?>... attributes) throws IOException {
        Files.deleteIfExists(path);
        return FileChannel.open(path, CREATE_NEW, attributes);
    }

    private static FileAttribute<?>[] owner(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        try {
            Files.createLink(name, existing);
        } catch (UnsupportedOperationException without) {
            throw new IOException(name + " cannot be a second name of " + existing, without);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        // Windows cannot open a directory as a file and needs no sync of names.
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(directory, READ)) {
                names.force(true);
            }
        }
    }

    @Override
    public Closeable lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, APPEND);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException held) {
            // Held inside this process: the same answer as held by another.
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
        channel.close();
        throw new LockedException(path);
    }

    private static final class OpenFile implements DiskFile {
        private final Path path;
        private final FileChannel channel;
        private long end;

        OpenFile(Path path, FileChannel channel) throws IOException {
            this.path = path;
            this.channel = channel;
            this.end = channel.size();
        }

        @Override
        public long sizeBytes() throws IOException {
            return channel.size();
        }

        @Override
        public Bytes read(long offset, int length) throws IOException {
            byte[] target = new byte[length];
            ByteBuffer buffer = ByteBuffer.wrap(target);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new EOFException(path + " ends before byte " + (offset + length));
                }
            }
            return Bytes.wrap(target);
        }

        @Override
        public MemorySegment map(Arena arena) throws IOException {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            HugePages.advise(mapped);
            return mapped;
        }

        @Override
        public void append(Bytes bytes) throws IOException {
            ByteBuffer buffer = bytes.toBuffer();
            while (buffer.hasRemaining()) {
                end += channel.write(buffer, end);
            }
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            channel.truncate(sizeBytes);
            end = sizeBytes;
        }

        @Override
        public void sync() throws IOException {
            // Without metadata such as times; the size is flushed where data need it.
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
