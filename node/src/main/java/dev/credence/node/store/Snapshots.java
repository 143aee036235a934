package dev.credence.node.store;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Copies of a state at some heights, which only spare the replay of what lies before them.
///
/// ```
/// file = "CRDSNAP0" ‖ u32 length ‖ identity ‖ u64 height ‖ u32 length ‖ content ‖ SHA-256(all before)
/// ```
///
/// A snapshot that is torn, damaged, or of something else is passed over; the log is the truth.
public final class Snapshots {
    private static final Bytes MAGIC = Bytes.ofUtf8("CRDSNAP0");
    private static final String PREFIX = "snapshot-";
    private static final int IDENTITY_BYTES_MAX = 1024;
    private static final int FILE_BYTES_MAX = Integer.MAX_VALUE - 64;
    private static final int KEPT = 2;

    private final Disk disk;
    private final Path directory;
    private final Bytes identity;

    /// @param identity what the state belongs to, such as the genesis digest
    public Snapshots(Disk disk, Path directory, Bytes identity) throws IOException {
        this.disk = disk;
        this.directory = directory;
        this.identity = identity;
        disk.createDirectories(directory);
    }

    /// @param height  the last one whose effects are in `content`
    public record Snapshot(long height, Bytes content) {}

    /// Writes a snapshot, and deletes all but the newest two.
    public void write(Snapshot snapshot) throws IOException {
        Bytes head = new ByteWriter()
                .raw(MAGIC)
                .sized(identity)
                .u64(snapshot.height())
                .u32(snapshot.content().length())
                .toBytes();
        Bytes digest = Sha256.of(head, snapshot.content()).bytes();
        Path path = directory.resolve(PREFIX + "%016d".formatted(snapshot.height()));
        AtomicFile.write(disk, path, Disk.Mode.REPLACE, List.of(head, snapshot.content(), digest));
        List<String> names = names();
        for (String old : names.subList(0, Math.max(0, names.size() - KEPT))) {
            disk.delete(directory.resolve(old));
        }
    }

    /// The newest usable snapshot of at most `heightMax`.
    public Optional<Snapshot> newest(long heightMax) throws IOException {
        for (String name : names().reversed()) {
            Optional<Snapshot> snapshot = read(directory.resolve(name));
            if (snapshot.isPresent() && snapshot.get().height() <= heightMax) {
                return snapshot;
            }
        }
        return Optional.empty();
    }

    private List<String> names() throws IOException {
        return disk.list(directory).stream()
                .filter(name -> name.startsWith(PREFIX) && !name.endsWith(".tmp"))
                .toList();
    }

    private Optional<Snapshot> read(Path path) throws IOException {
        Bytes file = AtomicFile.read(disk, path, FILE_BYTES_MAX);
        try {
            ByteReader reader = new ByteReader(file);
            boolean ours = reader.raw("magic", MAGIC.length()).equals(MAGIC)
                    && reader.sized("identity", IDENTITY_BYTES_MAX).equals(identity);
            long height = reader.u64("height");
            Bytes content = reader.sized("content", FILE_BYTES_MAX);
            int covered = reader.offset();
            Digest digest = new Digest(reader.raw("digest", Digest.LENGTH));
            reader.end();
            boolean whole = ours && Sha256.of(file.toBuffer().limit(covered)).equals(digest);
            return whole ? Optional.of(new Snapshot(height, content)) : Optional.empty();
        } catch (MalformedException torn) {
            return Optional.empty();
        }
    }
}
