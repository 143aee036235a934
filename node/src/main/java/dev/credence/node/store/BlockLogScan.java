package dev.credence.node.store;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.world.DiskFile;
import java.io.IOException;
import java.nio.file.Path;

/// Reads a block log from front to back and tells a torn tail from damage.
///
/// Only the last record can be torn, because each is durable before the next is begun. So bytes that are no record are a
/// torn tail exactly where no record follows them; if one does, something else has changed the file, and to cut
/// there would lose what was acknowledged.
final class BlockLogScan {
    private static final int WINDOW_BYTES = 1 << 20;

    private final Path path;
    private final DiskFile file;
    private final Bytes salt;
    private final long size;
    private Bytes window = Bytes.EMPTY;
    private long windowStart;

    BlockLogScan(Path path, DiskFile file, Bytes salt) throws IOException {
        this.path = path;
        this.file = file;
        this.salt = salt;
        this.size = file.sizeBytes();
    }

    /// Shows every record from `start` on to `visitor`; returns the offset behind the last whole one.
    ///
    /// @param recordThere whether there must be one at `start`
    long run(long start, boolean recordThere, BlockLog.Visitor visitor) throws IOException {
        if (recordThere && (start >= size || recordAt(start) == null)) {
            throw new StoreException(path + " has no record at byte " + start + ", where one was written before;"
                    + " the file was changed or has lost its end; restore it from a copy");
        }
        long at = start;
        while (at < size) {
            Bytes content = recordAt(at);
            if (content == null) {
                refuseDamage(at);
                return at;
            }
            visitor.record(at, content);
            at += BlockLogFormat.FRAME_BYTES + content.length();
        }
        return at;
    }

    private Bytes recordAt(long at) throws IOException {
        if (size - at < BlockLogFormat.FRAME_BYTES) {
            return null;
        }
        Bytes frame = read(at, BlockLogFormat.FRAME_BYTES);
        int length = BlockLogFormat.contentLength(salt, frame);
        if (length < 0 || length > size - at - BlockLogFormat.FRAME_BYTES) {
            return null;
        }
        Bytes content = read(at + BlockLogFormat.FRAME_BYTES, length);
        return BlockLogFormat.contentMatches(salt, frame, content) ? content : null;
    }

    private void refuseDamage(long at) throws IOException {
        boolean tooLong = size - at > BlockLogFormat.FRAME_BYTES + BlockLogFormat.RECORD_BYTES_MAX;
        boolean followed = false;
        for (long next = at + 1; next < size && !tooLong && !followed; next++) {
            followed = recordAt(next) != null;
        }
        if (tooLong || followed) {
            throw new StoreException(path + " is damaged at byte " + at
                    + ": the record there does not match its checksum, and it is not the last; restore the file from a copy");
        }
    }

    private Bytes read(long at, int length) throws IOException {
        if (at < windowStart || at + length > windowStart + window.length()) {
            window = file.read(at, (int) Math.min(size - at, Math.max(length, WINDOW_BYTES)));
            windowStart = at;
        }
        int from = (int) (at - windowStart);
        return window.slice(from, from + length);
    }
}
