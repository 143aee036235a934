package dev.credence.node.store;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import dev.credence.node.world.World;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An append-only file of records, each durable when `append` returns.
///
/// After any failed write or sync the log takes nothing more: what is on disk is then unknown, and only opening it again
/// tells. Appends come from one thread at a time, reads from any.
public final class BlockLog implements Closeable {
    private final Path path;
    private final DiskFile file;
    private final Bytes salt;
    private volatile long end;
    private IOException failure;

    private BlockLog(Path path, DiskFile file, Bytes salt, long end) {
        this.path = path;
        this.file = file;
        this.salt = salt;
        this.end = end;
    }

    /// Sees the records of a log as it is opened.
    @FunctionalInterface
    public interface Visitor {
        void record(long offset, Bytes content) throws IOException;
    }

    /// Opens the log at `path`, creating it if absent, and shows every whole record to `visitor`. A torn tail is cut off.
    ///
    /// @param identity what the log belongs to, such as the genesis digest; at most 1 KiB
    /// @throws StoreException if the file is damaged or belongs to something else
    public static BlockLog open(World world, Path path, Bytes identity, Visitor visitor) throws IOException {
        return openFrom(world, path, identity, 0, visitor);
    }

    /// As `open`, but shows only the record at offset `start`, which an earlier run gave, and those after it; 0 means the
    /// first.
    ///
    /// @throws StoreException also if no whole record lies at `start`; nothing is cut off then
    public static BlockLog openFrom(World world, Path path, Bytes identity, long start, Visitor visitor)
            throws IOException {
        Disk disk = world.disk();
        if (!disk.exists(path)) {
            Bytes salt = world.random().bytes(BlockLogFormat.SALT_BYTES);
            AtomicFile.write(disk, path, BlockLogFormat.fileHeader(salt, identity));
        }
        // An earlier process may have been killed between its move and its sync.
        disk.syncDirectory(path.toAbsolutePath().getParent());
        DiskFile file = disk.open(path, Disk.Mode.APPEND);
        try {
            return open(path, file, identity, start, visitor);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /// Replaces the log at `path`, which nobody has open, by one of these records alone.
    public static void rewrite(World world, Path path, Bytes identity, List<Bytes> contents) throws IOException {
        Bytes salt = world.random().bytes(BlockLogFormat.SALT_BYTES);
        List<Bytes> parts = new ArrayList<>();
        parts.add(BlockLogFormat.fileHeader(salt, identity));
        contents.forEach(content -> parts.add(BlockLogFormat.record(salt, content)));
        AtomicFile.write(world.disk(), path, Bytes.concat(parts.toArray(Bytes[]::new)));
    }

    private static BlockLog open(Path path, DiskFile file, Bytes identity, long start, Visitor visitor)
            throws IOException {
        long size = file.sizeBytes();
        BlockLogFormat.FileHeader header = header(path, file, size);
        if (!header.identity().equals(identity)) {
            throw new StoreException(path + " belongs to another network or log; use another data directory");
        }
        BlockLogScan scan = new BlockLogScan(path, file, header.salt());
        long end = scan.run(start == 0 ? header.length() : start, start != 0, visitor);
        if (end < size) {
            file.truncate(end);
        }
        // A whole last record may lie in memory only, if an earlier process was killed before its sync.
        file.sync();
        return new BlockLog(path, file, header.salt(), end);
    }

    private static BlockLogFormat.FileHeader header(Path path, DiskFile file, long size) throws IOException {
        int most = 8 + BlockLogFormat.SALT_BYTES + 4 + BlockLogFormat.IDENTITY_BYTES_MAX + 4;
        try {
            return BlockLogFormat.decodeFileHeader(file.read(0, (int) Math.min(size, most)));
        } catch (MalformedException malformed) {
            throw new StoreException(path + " is no block log of this version: " + malformed.getMessage());
        }
    }

    /// Appends `content` and returns its offset when it is durable.
    ///
    /// @param content 1 byte to 4 MiB
    /// @throws IOException if it could not be made durable; the log is then closed for writing
    public long append(Bytes content) throws IOException {
        if (failure != null) {
            throw new IOException(path + " takes nothing more since a write failed: " + failure.getMessage(), failure);
        }
        Bytes record = BlockLogFormat.record(salt, content);
        try {
            file.append(record);
            file.sync();
        } catch (IOException failed) {
            failure = failed;
            throw new IOException(path + " could not be written: " + failed.getMessage(), failed);
        }
        long offset = end;
        end = offset + record.length();
        return offset;
    }

    /// Reads the record at `offset` back from disk.
    ///
    /// @throws StoreException if what lies there is not the record that was written
    public Bytes read(long offset) throws IOException {
        Bytes frame = file.read(offset, BlockLogFormat.FRAME_BYTES);
        int length = BlockLogFormat.contentLength(salt, frame);
        Bytes content = length < 0 ? Bytes.EMPTY : file.read(offset + BlockLogFormat.FRAME_BYTES, length);
        if (length < 0 || !BlockLogFormat.contentMatches(salt, frame, content)) {
            throw new StoreException(path + " is damaged at byte " + offset
                    + ": the record there does not match its checksum; restore the file from a copy");
        }
        return content;
    }

    /// Bytes up to the end of the last record.
    public long sizeBytes() {
        return end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
