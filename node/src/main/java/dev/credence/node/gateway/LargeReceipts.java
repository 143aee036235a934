package dev.credence.node.gateway;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.statement.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Receipts that are too large for a record of the log, such as those with proofs: a file each.
///
/// ```
/// RECEIPT.receipt = u64 milliseconds since 1970 UTC at which it was written ‖ receipt file
/// ```
final class LargeReceipts {
    private static final String SUFFIX = ".receipt";
    private static final int HEAD_BYTES = 8;

    private final Disk disk;
    private final Path directory;

    // Guarded by this; by id.
    private final Map<Bytes, Kept> kept = new HashMap<>();

    private record Kept(long writtenMillis, long bytes) {}

    private LargeReceipts(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /// @param directory of these files, and of nothing else
    static LargeReceipts open(Disk disk, Path directory) throws IOException {
        disk.createDirectories(directory);
        LargeReceipts receipts = new LargeReceipts(disk, directory);
        for (String name : disk.list(directory)) {
            receipts.enter(name);
        }
        return receipts;
    }

    private void enter(String name) throws IOException {
        Path path = directory.resolve(name);
        try (DiskFile file = disk.open(path, Disk.Mode.READ)) {
            if (name.endsWith(SUFFIX) && file.sizeBytes() > HEAD_BYTES) {
                Bytes id = Bytes.parseHex(name.substring(0, name.length() - SUFFIX.length()), Issue.RECEIPT_ID_LENGTH);
                long millis = new ByteReader(file.read(0, HEAD_BYTES)).u64("millis");
                kept.put(id, new Kept(millis, file.sizeBytes()));
                return;
            }
        } catch (MalformedException foreign) {
            // Nothing of ours: it goes with what was broken off.
        }
        disk.delete(path);
    }

    /// Keeps a receipt, in place of an earlier one of that id; durable when this returns.
    synchronized void write(Bytes id, Bytes receipt, long nowMillis) throws IOException {
        AtomicFile.write(disk, path(id), Bytes.concat(new ByteWriter().u64(nowMillis).toBytes(), receipt));
        kept.put(id, new Kept(nowMillis, HEAD_BYTES + (long) receipt.length()));
    }

    /// The receipt, unless it was deleted meanwhile.
    synchronized Optional<Bytes> read(Bytes id) throws IOException {
        if (!kept.containsKey(id)) {
            return Optional.empty();
        }
        Bytes file = AtomicFile.read(disk, path(id), HEAD_BYTES + ReceiptFile.BYTES_MAX);
        if (file.length() <= HEAD_BYTES) {
            throw new StoreException(path(id) + " has lost its content; restore it from a copy");
        }
        return Optional.of(file.slice(HEAD_BYTES, file.length()));
    }

    /// Deletes what is older than the retention, and the oldest where there are too many bytes.
    synchronized void expire(Retention retention, long nowMillis) throws IOException {
        long bytes = kept.values().stream().mapToLong(Kept::bytes).sum();
        while (!kept.isEmpty()) {
            Map.Entry<Bytes, Kept> oldest =
                    kept.entrySet().stream().min(Comparator.comparingLong(entry -> entry.getValue().writtenMillis())).orElseThrow();
            if (nowMillis - oldest.getValue().writtenMillis() <= retention.millis() && bytes <= retention.bytesMax()) {
                return;
            }
            bytes -= oldest.getValue().bytes();
            kept.remove(oldest.getKey());
            disk.delete(path(oldest.getKey()));
        }
    }

    private Path path(Bytes id) {
        return directory.resolve(id.hex() + SUFFIX);
    }
}
