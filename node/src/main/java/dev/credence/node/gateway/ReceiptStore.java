package dev.credence.node.gateway;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.store.GroupLog;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.statement.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receipts by id, across restarts: append-only segments in which the newest entry of an id counts.
///
/// ```
/// entry = id ‖ u8 stage ‖ u32 length ‖ receipt file      length 0: it lies in a file of its own
/// ```
///
/// `keep` returns when the receipt is durable: only then does anybody hear of it. How a receipt grows afterwards can be had again from
/// the ledger and from the plan on disk, so `put` writes behind its caller's back; what is not yet written is served from memory.
final class ReceiptStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptStore.class);
    /// A statement of the largest size, a list of all operators that a ledger takes, and a replay by 32; with a group log's aim it
    /// fits into one record. What is larger holds proofs.
    static final int RECORD_FILE_BYTES_MAX = 3 << 20;
    /// How long a receipt that grew waits for company: a sync for each would keep the disk busy for nothing.
    private static final long LINGER_MILLIS = 25;
    /// Receipts that may wait for the disk; with more, whoever puts the next one writes.
    private static final int WAITING_MAX = 20_000;
    private static final long EXPIRE_MILLIS = 600_000;

    private final World world;
    private final ReceiptTable table = new ReceiptTable();
    private final ReceiptSegments segments;
    private final LargeReceipts large;
    private final Retention retention;

    // The newest state of what is not on disk yet. Changed in the order of the log under `this`, but for what has become durable: who
    // writes must not wait for who begins a segment, which waits for what is written.
    private final ConcurrentMap<Bytes, Stored> recent = new ConcurrentHashMap<>();

    // Guarded by this.
    private boolean flushDue;
    private boolean closed;
    private Optional<String> failure = Optional.empty();

    /// How far a receipt has come.
    enum Stage {
        /// Signed; its place in the log completes it.
        SIGNED,
        /// Evidence is being bought for it.
        AWAITING_EVIDENCE,
        /// Its plan has come to its end.
        COMPLETE
    }

    /// A receipt as far as it has grown.
    record Stored(Bytes id, Stage stage, Bytes file) implements GroupLog.Entry {
        boolean complete() {
            return stage == Stage.COMPLETE;
        }

        @Override
        public Bytes bytes() {
            return new ByteWriter().raw(id).u8(stage.ordinal()).sized(file).toBytes();
        }

        ReceiptFile decode() throws IOException {
            try {
                return ReceiptFile.decode(file);
            } catch (MalformedException damaged) {
                throw new StoreException("the receipt " + id.hex() + " is damaged: " + damaged.getMessage());
            }
        }
    }

    private ReceiptStore(World world, Path directory, String network, Retention retention) throws IOException {
        this.world = world;
        this.retention = retention;
        this.large = LargeReceipts.open(world.disk(), directory.resolve("large"));
        this.segments = ReceiptSegments.open(world, directory, Bytes.ofUtf8(network), retention, new Index());
        segments.expire(table);
        large.expire(retention, world.clock().timeMillis());
    }

    /// @param directory of the segments, and of nothing else
    /// @param network   whose receipts these are
    static ReceiptStore open(World world, Path directory, String network, Retention retention) throws IOException {
        ReceiptStore store = new ReceiptStore(world, directory, network, retention);
        world.tasks().after(EXPIRE_MILLIS, "expire receipts", store::expire);
        return store;
    }

    private void enter(ReceiptSegments.Place record, List<Stored> entries) {
        for (int i = 0; i < entries.size(); i++) {
            table.put(entries.get(i).id(), record.packed(i));
        }
    }

    private final class Index implements ReceiptSegments.Listener {
        @Override
        public void found(ReceiptSegments.Place record, Bytes content) throws IOException {
            enter(record, decode(content));
        }

        @Override
        public void written(ReceiptSegments.Place record, List<Stored> entries) {
            enter(record, entries);
            // A newer state may wait already; it then differs, or is as good.
            entries.forEach(entry -> recent.remove(entry.id(), entry));
        }
    }

    /// Keeps a receipt for good: returns when it is durable.
    void keep(Bytes id, ReceiptFile receipt, Stage stage) throws IOException {
        try {
            note(stored(id, receipt, stage)).await();
        } catch (IOException failed) {
            fail(failed);
            throw failed;
        }
    }

    // What is too large for a record is durable before the entry that says so.
    private Stored stored(Bytes id, ReceiptFile receipt, Stage stage) throws IOException {
        Bytes file = receipt.encode();
        if (file.length() > ReceiptFile.BYTES_MAX) {
            throw new IOException("a receipt of " + file.length() + " bytes, at most " + ReceiptFile.BYTES_MAX + " are kept");
        }
        if (file.length() <= RECORD_FILE_BYTES_MAX) {
            return new Stored(id, stage, file);
        }
        large.write(id, file, world.clock().timeMillis());
        return new Stored(id, stage, Bytes.EMPTY);
    }

    /// Keeps the newest state of a receipt soon, or nothing once there is a `failure`; one that has grown beyond all bounds stays as it
    /// was.
    void put(Bytes id, ReceiptFile receipt, Stage stage) {
        boolean full;
        try {
            note(stored(id, receipt, stage));
            synchronized (this) {
                full = recent.size() >= WAITING_MAX;
                if (!flushDue && !full) {
                    flushDue = true;
                    world.tasks().after(LINGER_MILLIS, "receipt store", this::flush);
                }
            }
        } catch (IOException failed) {
            LOG.warn("receipt {} is kept as it was before: {}", id.hex(), failed.getMessage());
            fail(failed);
            return;
        }
        if (full) {
            flush();
        }
    }

    private synchronized GroupLog<Stored>.Noted note(Stored stored) throws IOException {
        if (failure.isPresent() || closed) {
            throw new IOException(failure.orElse("the receipts are closed"));
        }
        // Before it is noted, since it may be durable right after.
        Stored before = recent.put(stored.id(), stored);
        try {
            return segments.current().note(stored);
        } catch (IOException failed) {
            if (before == null) {
                recent.remove(stored.id(), stored);
            } else {
                recent.replace(stored.id(), stored, before);
            }
            throw failed;
        }
    }

    private void flush() {
        Optional<GroupLog<Stored>> current;
        synchronized (this) {
            flushDue = false;
            if (closed || failure.isPresent()) {
                return;
            }
            current = segments.last();
        }
        try {
            if (current.isPresent()) {
                current.get().flush();
            }
        } catch (IOException | RuntimeException failed) {
            fail(failed);
        }
    }

    // Somebody who was stopped while it waited for the disk says nothing about the disk.
    private void fail(Exception why) {
        synchronized (this) {
            if (failure.isPresent() || closed || why instanceof IOException && !segments.failed()) {
                return;
            }
            failure = Optional.of(String.valueOf(why.getMessage()));
            recent.clear();
        }
        LOG.error("receipts can no longer be kept", why);
    }

    private void expire() {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        try {
            segments.expire(table);
            large.expire(retention, world.clock().timeMillis());
        } catch (IOException failed) {
            LOG.warn("old receipts could not be deleted: {}", failed.getMessage());
        }
        world.tasks().after(EXPIRE_MILLIS, "expire receipts", this::expire);
    }

    Optional<Stored> find(Bytes id) throws IOException {
        Optional<Stored> found = entry(id);
        if (found.isEmpty() || found.get().file().length() > 0) {
            return found;
        }
        return large.read(id).map(file -> new Stored(id, found.get().stage(), file));
    }

    private Optional<Stored> entry(Bytes id) throws IOException {
        Stored newest = recent.get(id);
        if (newest != null) {
            return Optional.of(newest);
        }
        OptionalLong packed = table.find(id);
        if (packed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Bytes> record = segments.read(packed.getAsLong());
        if (record.isEmpty()) {
            return Optional.empty();
        }
        Stored found = decode(record.get()).get(ReceiptSegments.ordinal(packed.getAsLong()));
        return found.id().equals(id) ? Optional.of(found) : Optional.empty();
    }

    int size() {
        return table.size();
    }

    /// Why receipts can no longer be kept, if so.
    synchronized Optional<String> failure() {
        return failure;
    }

    private static List<Stored> decode(Bytes content) throws StoreException {
        try {
            ByteReader reader = new ByteReader(content);
            List<Stored> entries = new ArrayList<>();
            while (reader.remaining() > 0) {
                Bytes id = reader.raw("id", Issue.RECEIPT_ID_LENGTH);
                int stage = reader.u8("stage");
                if (stage >= Stage.values().length) {
                    throw new MalformedException("stage", -1, "a stage from 0 to 2", String.valueOf(stage));
                }
                entries.add(new Stored(id, Stage.values()[stage], reader.sized("file", RECORD_FILE_BYTES_MAX)));
            }
            return entries;
        } catch (MalformedException damaged) {
            throw new StoreException("a record of receipts is damaged: " + damaged.getMessage());
        }
    }

    /// Writes what waits, then lets go of the files.
    @Override
    public void close() throws IOException {
        flush();
        synchronized (this) {
            closed = true;
        }
        segments.close();
    }
}
