package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A disk in memory that keeps its promises and not one more.
///
/// At a crash every file keeps what was synced, and of what was not any subset, the pieces torn at any byte; every
/// directory keeps its synced names and a prefix of the changes since. A sync can be made to fail, the disk to be full,
/// and the power to go at any operation.
public final class SimulatedDisk implements Disk {
    /// The power is gone; every later operation throws it too.
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("simulated loss of power");
        }
    }

    /// One unsynced change of a file: bytes at an offset, or, where `bytes` is null, a cut to that size.
    private record Change(long offset, byte[] bytes) {}

    private static final class Inode {
        byte[] durable = new byte[0];
        byte[] current = new byte[0];
        final List<Change> unsynced = new ArrayList<>();
    }

    private record NameChange(String name, Inode inode) {}

    private static final class Directory {
        final TreeMap<String, Inode> durable = new TreeMap<>();
        final TreeMap<String, Inode> current = new TreeMap<>();
        // The two halves of a move are one change.
        final List<List<NameChange>> unsynced = new ArrayList<>();
    }

    private final TreeMap<Path, Directory> directories = new TreeMap<>();
    private final Set<Path> locks = new HashSet<>();
    private long operations;
    private long crashAtOperation = Long.MAX_VALUE;
    private int syncs;
    private int failingSync = Integer.MAX_VALUE;
    private long bytesLeft = Long.MAX_VALUE;

    /// The power goes at the `n`-th operation from now, before (for an append: within) it.
    public void crashAt(long n) {
        crashAtOperation = operations + n;
    }

    /// The `n`-th file sync from now fails, once; what it should have made durable never is.
    public void failSync(int n) {
        failingSync = syncs + n;
    }

    /// Only `count` more bytes can be written; the write that does not fit leaves its first part.
    public void fullAfter(long count) {
        bytesLeft = count;
    }

    public long operations() {
        return operations;
    }

    /// Only the process ends, at whatever operation it was; the machine goes on and forgets nothing.
    public SimulatedDisk afterKill() {
        crashAtOperation = Long.MAX_VALUE;
        locks.clear();
        return this;
    }

    /// What the next start finds when the power went.
    public SimulatedDisk afterCrash(RandomGenerator random) {
        SimulatedDisk next = new SimulatedDisk();
        TreeMap<Integer, Inode> copies = new TreeMap<>();
        List<Inode> originals = new ArrayList<>();
        directories.forEach((path, directory) -> {
            TreeMap<String, Inode> names = new TreeMap<>(directory.durable);
            int kept = random.nextInt(directory.unsynced.size() + 1);
            directory.unsynced.subList(0, kept).forEach(change -> apply(names, change));
            Directory copy = new Directory();
            names.forEach((name, inode) -> {
                int index = originals.indexOf(inode);
                if (index < 0) {
                    index = originals.size();
                    originals.add(inode);
                    copies.put(index, survivor(inode, random));
                }
                copy.durable.put(name, copies.get(index));
            });
            copy.current.putAll(copy.durable);
            next.directories.put(path, copy);
        });
        return next;
    }

    private static Inode survivor(Inode inode, RandomGenerator random) {
        byte[] content = inode.durable;
        for (Change change : inode.unsynced) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            int keep = change.bytes == null || random.nextBoolean()
                    ? Integer.MAX_VALUE
                    : random.nextInt(change.bytes.length + 1);
            content = changed(content, change, keep);
        }
        Inode survivor = new Inode();
        survivor.durable = content;
        survivor.current = content;
        return survivor;
    }

    private static byte[] changed(byte[] content, Change change, int keep) {
        if (change.bytes == null) {
            return Arrays.copyOf(content, (int) Math.min(content.length, change.offset));
        }
        int count = Math.min(keep, change.bytes.length);
        byte[] longer = Arrays.copyOf(content, (int) Math.max(content.length, change.offset + count));
        System.arraycopy(change.bytes, 0, longer, (int) change.offset, count);
        return longer;
    }

    private static void apply(TreeMap<String, Inode> names, List<NameChange> changes) {
        for (NameChange change : changes) {
            if (change.inode == null) {
                names.remove(change.name);
            } else {
                names.put(change.name, change.inode);
            }
        }
    }

    private void step() {
        if (++operations >= crashAtOperation) {
            throw new Crash();
        }
    }

    private Directory directory(Path path) throws NoSuchFileException {
        Directory directory = directories.get(path.toAbsolutePath());
        if (directory == null) {
            throw new NoSuchFileException(path.toString());
        }
        return directory;
    }

    private Directory parent(Path path) throws NoSuchFileException {
        return directory(path.toAbsolutePath().getParent());
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static void change(Directory directory, List<NameChange> changes) {
        apply(directory.current, changes);
        directory.unsynced.add(changes);
    }

    @Override
    public synchronized boolean exists(Path path) {
        Directory parent = directories.get(path.toAbsolutePath().getParent());
        return directories.containsKey(path.toAbsolutePath())
                || parent != null && parent.current.containsKey(name(path));
    }

    @Override
    public synchronized List<String> list(Path path) throws IOException {
        return List.copyOf(directory(path).current.keySet());
    }

    @Override
    public synchronized void createDirectories(Path path) {
        step();
        for (Path at = path.toAbsolutePath(); at != null; at = at.getParent()) {
            directories.computeIfAbsent(at, absent -> new Directory());
        }
    }

    @Override
    public synchronized DiskFile open(Path path, Mode mode) throws IOException {
        step();
        Directory parent = parent(path);
        Inode inode = parent.current.get(name(path));
        boolean anew = mode == Mode.REPLACE || mode == Mode.REPLACE_PRIVATE;
        if (inode == null && mode == Mode.READ) {
            throw new NoSuchFileException(path.toString());
        }
        if (inode == null || anew) {
            inode = new Inode();
            change(parent, List.of(new NameChange(name(path), inode)));
        }
        return new OpenFile(inode);
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        step();
        Directory parent = parent(from);
        Inode inode = parent.current.get(name(from));
        if (inode == null || parent != parent(to)) {
            throw new NoSuchFileException(from.toString());
        }
        change(parent, List.of(new NameChange(name(to), inode), new NameChange(name(from), null)));
    }

    @Override
    public synchronized void link(Path existing, Path name) throws IOException {
        step();
        Inode inode = parent(existing).current.get(name(existing));
        if (inode == null) {
            throw new NoSuchFileException(existing.toString());
        }
        if (parent(name).current.containsKey(name(name))) {
            throw new FileAlreadyExistsException(name.toString());
        }
        change(parent(name), List.of(new NameChange(name(name), inode)));
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        step();
        change(parent(path), List.of(new NameChange(name(path), null)));
    }

    @Override
    public synchronized void syncDirectory(Path path) throws IOException {
        step();
        Directory directory = directory(path);
        directory.durable.clear();
        directory.durable.putAll(directory.current);
        directory.unsynced.clear();
    }

    @Override
    public synchronized Closeable lock(Path path) throws IOException {
        if (!locks.add(path.toAbsolutePath())) {
            throw new LockedException(path);
        }
        return () -> locks.remove(path.toAbsolutePath());
    }

    private final class OpenFile implements DiskFile {
        private final Inode inode;

        OpenFile(Inode inode) {
            this.inode = inode;
        }

        @Override
        public long sizeBytes() {
            return inode.current.length;
        }

        @Override
        public Bytes read(long offset, int length) throws IOException {
            synchronized (SimulatedDisk.this) {
                if (offset + length > inode.current.length) {
                    throw new EOFException("the file ends before byte " + (offset + length));
                }
                return Bytes.of(inode.current, (int) offset, (int) offset + length);
            }
        }

        @Override
        public void append(Bytes bytes) throws IOException {
            synchronized (SimulatedDisk.this) {
                int fits = (int) Math.min(bytes.length(), bytesLeft);
                bytesLeft -= fits;
                put(new Change(inode.current.length, bytes.slice(0, fits).toArray()));
                step();
                if (fits < bytes.length()) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public void truncate(long sizeBytes) {
            synchronized (SimulatedDisk.this) {
                put(new Change(sizeBytes, null));
                step();
            }
        }

        private void put(Change change) {
            inode.current = changed(inode.current, change, Integer.MAX_VALUE);
            inode.unsynced.add(change);
        }

        @Override
        public void sync() throws IOException {
            synchronized (SimulatedDisk.this) {
                step();
                if (++syncs == failingSync) {
                    // As Linux does: the pages are marked clean, nobody will write them again.
                    inode.unsynced.clear();
                    throw new IOException("Input/output error");
                }
                for (Change change : inode.unsynced) {
                    inode.durable = changed(inode.durable, change, Integer.MAX_VALUE);
                }
                inode.unsynced.clear();
            }
        }

        @Override
        public void close() {}
    }
}
