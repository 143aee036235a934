package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// One open file. Reads may come from any thread; appends, truncation and sync from one at a time.
public interface DiskFile extends Closeable {
    long sizeBytes() throws IOException;

    /// Reads `length` bytes from `offset`.
    ///
    /// @throws java.io.EOFException if the file ends before
    Bytes read(long offset, int length) throws IOException;

    /// All bytes of a file that nobody changes, without reading them: pages come when they are touched. Valid until `arena`
    /// closes, also after this file is closed. Here, for disks without mappings, they are read at once.
    default MemorySegment map(Arena arena) throws IOException {
        return MemorySegment.ofArray(read(0, Math.toIntExact(sizeBytes())).toArray());
    }

    /// Writes `bytes` after the last one. If this fails, any part of them may be there.
    void append(Bytes bytes) throws IOException;

    /// Cuts the file to `sizeBytes`, which is at most its size.
    void truncate(long sizeBytes) throws IOException;

    /// Returns when all bytes and the size are durable.
    void sync() throws IOException;
}
