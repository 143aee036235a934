package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.store.BlockLog;
import dev.credence.node.store.GroupLog;
import dev.credence.node.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of a receipt store: one takes entries, the older ones are read, and the oldest are deleted.
///
/// ```
/// receipts-NUMBER-MILLIS.log     a group log; MILLIS is when it began, so all before it is older
/// ```
final class ReceiptSegments {
    private static final Pattern NAME = Pattern.compile("receipts-([0-9]{6})-([0-9]{1,15})\\.log");
    private static final int NUMBER_MAX = 262_143;
    private static final int OFFSET_BITS = 31;
    private static final int ORDINAL_BITS = 14;

    private final World world;
    private final Path directory;
    private final Bytes identity;
    private final Retention retention;
    private final Listener listener;

    // Guarded by this; by number.
    private final TreeMap<Integer, Segment> segments = new TreeMap<>();

    private record Segment(Path path, long beganMillis, GroupLog<ReceiptStore.Stored> log) {}

    /// Where a record lies; with an entry's ordinal it packs into a long: 18 bits, 31 and 14.
    record Place(int segment, long offset) {
        long packed(int ordinal) {
            return ((long) segment << OFFSET_BITS | offset) << ORDINAL_BITS | ordinal;
        }
    }

    static int ordinal(long packed) {
        return (int) (packed & (1 << ORDINAL_BITS) - 1);
    }

    private static int segment(long packed) {
        return (int) (packed >>> OFFSET_BITS + ORDINAL_BITS);
    }

    /// Learns where entries lie.
    interface Listener {
        /// A record that is there at the start.
        void found(Place place, Bytes content) throws IOException;

        /// A record that has become durable.
        void written(Place place, List<ReceiptStore.Stored> entries);
    }

    private ReceiptSegments(World world, Path directory, Bytes identity, Retention retention, Listener listener) {
        this.world = world;
        this.directory = directory;
        this.identity = identity;
        this.retention = retention;
        this.listener = listener;
    }

    static ReceiptSegments open(World world, Path directory, Bytes identity, Retention retention, Listener listener)
            throws IOException {
        world.disk().createDirectories(directory);
        ReceiptSegments segments = new ReceiptSegments(world, directory, identity, retention, listener);
        for (String name : world.disk().list(directory)) {
            Matcher matcher = NAME.matcher(name);
            if (matcher.matches()) {
                segments.add(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
            }
        }
        return segments;
    }

    private void add(int number, long beganMillis) throws IOException {
        Path path = directory.resolve("receipts-%06d-%d.log".formatted(number, beganMillis));
        BlockLog log = BlockLog.open(world, path, identity, (offset, content) -> listener.found(new Place(number, offset), content));
        segments.put(number, new Segment(
                path, beganMillis, new GroupLog<>(log, (offset, entries) -> listener.written(new Place(number, offset), entries))));
    }

    /// The log that takes the next entry; what the one before has taken is durable.
    synchronized GroupLog<ReceiptStore.Stored> current() throws IOException {
        long now = world.clock().timeMillis();
        Map.Entry<Integer, Segment> last = segments.lastEntry();
        boolean full = last != null
                && (last.getValue().log().sizeBytes() >= retention.segmentBytes()
                        || now - last.getValue().beganMillis() >= retention.segmentMillis());
        if (last == null || full) {
            int number = last == null ? 1 : last.getKey() + 1;
            if (number > NUMBER_MAX) {
                throw new IOException("the numbers of receipt segments are used up; move " + directory + " away");
            }
            if (last != null) {
                last.getValue().log().flush();
            }
            add(number, now);
        }
        return last().orElseThrow();
    }

    /// The log that took the last entry, if any did.
    synchronized Optional<GroupLog<ReceiptStore.Stored>> last() {
        return Optional.ofNullable(segments.lastEntry()).map(last -> last.getValue().log());
    }

    /// Whether a write failed, so that the newest segment takes nothing more.
    synchronized boolean failed() {
        return last().map(log -> log.failure() != null).orElse(false);
    }

    /// The record in which that entry lies, unless it was deleted meanwhile.
    Optional<Bytes> read(long packed) throws IOException {
        GroupLog<ReceiptStore.Stored> log = log(segment(packed));
        if (log == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(log.read(packed >>> ORDINAL_BITS & (1L << OFFSET_BITS) - 1));
        } catch (IOException failed) {
            if (log(segment(packed)) == null) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private synchronized GroupLog<ReceiptStore.Stored> log(int number) {
        Segment segment = segments.get(number);
        return segment == null ? null : segment.log();
    }

    /// Deletes the segments all of whose receipts are older than the retention, and the oldest where there are too many bytes.
    synchronized void expire(ReceiptTable table) throws IOException {
        long oldestMillis = world.clock().timeMillis() - retention.millis();
        long bytes = segments.values().stream().mapToLong(segment -> segment.log().sizeBytes()).sum();
        while (segments.size() > 1) {
            Segment first = segments.firstEntry().getValue();
            Segment second = segments.get(segments.higherKey(segments.firstKey()));
            if (second.beganMillis() > oldestMillis && bytes <= retention.bytesMax()) {
                return;
            }
            bytes -= first.log().sizeBytes();
            segments.remove(segments.firstKey());
            int firstKept = segments.firstKey();
            table.retain(packed -> segment(packed) >= firstKept);
            first.log().close();
            world.disk().delete(first.path());
            world.disk().syncDirectory(directory);
        }
    }

    synchronized void close() throws IOException {
        for (Segment segment : segments.values()) {
            segment.log().close();
        }
    }
}
