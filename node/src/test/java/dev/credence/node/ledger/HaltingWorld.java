package dev.credence.node.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.world.Clock;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import dev.credence.node.world.Network;
import dev.credence.node.world.Randomness;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.Tasks;
import dev.credence.node.world.World;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The real world, in which this process ends at the n-th change of the disk: before it, or in the middle of a write.
final class HaltingWorld implements World, Disk {
    static final int EXIT_CODE = 9;

    private final World world = new SystemWorld();
    private final Disk disk = world.disk();
    private final AtomicLong left;

    HaltingWorld(long operations) {
        left = new AtomicLong(operations);
    }

    private boolean isLast() {
        return left.decrementAndGet() == 0;
    }

    private void hit() {
        if (isLast()) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    @Override
    public Disk disk() {
        return this;
    }

    @Override
    public Clock clock() {
        return world.clock();
    }

    @Override
    public Randomness random() {
        return world.random();
    }

    @Override
    public Tasks tasks() {
        return world.tasks();
    }

    @Override
    public Network network() {
        return world.network();
    }

    @Override
    public boolean exists(Path path) {
        return disk.exists(path);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        hit();
        disk.createDirectories(directory);
    }

    @Override
    public DiskFile open(Path path, Mode mode) throws IOException {
        hit();
        return new HaltingFile(disk.open(path, mode));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        hit();
        disk.move(from, to);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        hit();
        disk.link(existing, name);
    }

    @Override
    public void delete(Path path) throws IOException {
        hit();
        disk.delete(path);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        hit();
        disk.syncDirectory(directory);
    }

    @Override
    public Closeable lock(Path path) throws IOException {
        return disk.lock(path);
    }

    private final class HaltingFile implements DiskFile {
        private final DiskFile file;

        HaltingFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public long sizeBytes() throws IOException {
            return file.sizeBytes();
        }

        @Override
        public Bytes read(long offset, int length) throws IOException {
            return file.read(offset, length);
        }

        @Override
        public void append(Bytes bytes) throws IOException {
            if (isLast()) {
                file.append(bytes.slice(0, bytes.length() / 2));
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            file.append(bytes);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            hit();
            file.truncate(sizeBytes);
        }

        @Override
        public void sync() throws IOException {
            hit();
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
