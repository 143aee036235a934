package dev.credence.node.gateway;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.store.BlockLog;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Clock;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.statement.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receipts by id, across restarts: an append-only log whose newest entry of an id counts.
///
/// ```
/// record = entry …      entry = id ‖ u8 1 if the plan is complete, else 0 ‖ u32 length ‖ receipt file
/// ```
///
/// Writing happens behind the callers' backs, many receipts in one durable record; what is not yet written is served from
/// memory. A receipt of the last moments before a crash can be had again from its operator's leaf on the ledger, not here.
final class ReceiptStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptStore.class);
    private static final int RECORD_BYTES_AIM = 512 << 10;
    private static final int ORDINAL_BITS = 14;
    private static final int ENTRIES_MAX = 1 << ORDINAL_BITS;
    /// A statement of the largest size, a list of all operators that a ledger takes, and a replay by 32; with `RECORD_BYTES_AIM` it
    /// fits into one record of the log.
    static final int FILE_BYTES_MAX = 3 << 20;
    /// How long the first receipt of a record waits for company: a sync for each would keep the disk busy for nothing.
    private static final long LINGER_MILLIS = 25;
    /// Receipts that may wait for the disk; more wait for room.
    private static final int WAITING_MAX = 20_000;

    private final ReceiptTable table = new ReceiptTable();
    private final Clock clock;
    private final BlockLog log;
    private final Map<Bytes, Stored> waiting = new LinkedHashMap<>();
    private Map<Bytes, Stored> writing = Map.of();
    private boolean closed;
    private Optional<String> failure = Optional.empty();

    /// A receipt as far as it has grown.
    ///
    /// @param complete whether its plan has come to its end
    record Stored(Bytes id, boolean complete, Bytes file) {
        ReceiptFile decode() throws IOException {
            try {
                return ReceiptFile.decode(file);
            } catch (MalformedException damaged) {
                throw new StoreException("the receipt " + id.hex() + " is damaged: " + damaged.getMessage());
            }
        }
    }

    private ReceiptStore(World world, Path path, Bytes network) throws IOException {
        this.clock = world.clock();
        this.log = BlockLog.open(world, path, network, (offset, content) -> {
            List<Stored> entries = decode(content);
            for (int i = 0; i < entries.size(); i++) {
                table.put(entries.get(i).id(), offset << ORDINAL_BITS | i);
            }
        });
    }

    /// @param network whose receipts these are
    static ReceiptStore open(World world, Path path, String network) throws IOException {
        ReceiptStore store = new ReceiptStore(world, path, Bytes.ofUtf8(network));
        world.tasks().start("receipt store", store::run);
        return store;
    }

    /// Keeps the newest state of a receipt, or nothing once there is a `failure`; one of more than `FILE_BYTES_MAX`, which only a ledger that lies could make, stays as it was.
    void put(Bytes id, ReceiptFile receipt, boolean complete) {
        Bytes file = receipt.encode();
        if (file.length() > FILE_BYTES_MAX) {
            LOG.warn("receipt {} has grown to {} bytes and is kept as it was before", id.hex(), file.length());
            return;
        }
        synchronized (this) {
            while (waiting.size() >= WAITING_MAX && !closed && failure.isEmpty()) {
                pause();
            }
            if (failure.isPresent()) {
                return;
            }
            waiting.put(id, new Stored(id, complete, file));
            notifyAll();
        }
    }

    Optional<Stored> find(Bytes id) throws IOException {
        synchronized (this) {
            Stored recent = waiting.getOrDefault(id, writing.get(id));
            if (recent != null) {
                return Optional.of(recent);
            }
        }
        OptionalLong place = table.find(id);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        List<Stored> entries = decode(log.read(place.getAsLong() >>> ORDINAL_BITS));
        Stored found = entries.get((int) (place.getAsLong() & ENTRIES_MAX - 1));
        return found.id().equals(id) ? Optional.of(found) : Optional.empty();
    }

    int size() {
        return table.size();
    }

    private void run() {
        while (true) {
            List<Stored> batch = take();
            if (batch.isEmpty()) {
                return;
            }
            try {
                write(batch);
            } catch (IOException | RuntimeException failed) {
                LOG.error("receipts can no longer be kept", failed);
                synchronized (this) {
                    failure = Optional.of(String.valueOf(failed.getMessage()));
                    notifyAll();
                }
                return;
            }
        }
    }

    private void write(List<Stored> batch) throws IOException {
        List<Stored> part = new ArrayList<>();
        int bytes = 0;
        for (Stored stored : batch) {
            part.add(stored);
            bytes += stored.file().length();
            if (bytes >= RECORD_BYTES_AIM || part.size() >= ENTRIES_MAX) {
                writePart(part);
                part.clear();
                bytes = 0;
            }
        }
        if (!part.isEmpty()) {
            writePart(part);
        }
        synchronized (this) {
            writing = Map.of();
            notifyAll();
        }
    }

    private void writePart(List<Stored> part) throws IOException {
        ByteWriter writer = new ByteWriter();
        for (Stored stored : part) {
            writer.raw(stored.id()).u8(stored.complete() ? 1 : 0).sized(stored.file());
        }
        long offset = log.append(writer.toBytes());
        for (int i = 0; i < part.size(); i++) {
            table.put(part.get(i).id(), offset << ORDINAL_BITS | i);
        }
    }

    // Empty only when closed and everything is written.
    private synchronized List<Stored> take() {
        while (waiting.isEmpty() && !closed) {
            pause();
        }
        linger();
        writing = new LinkedHashMap<>(waiting);
        waiting.clear();
        notifyAll();
        return List.copyOf(writing.values());
    }

    private void linger() {
        long until = clock.steadyNanos() + LINGER_MILLIS * 1_000_000;
        try {
            for (long left = LINGER_MILLIS; left > 0 && !closed; left = (until - clock.steadyNanos()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closed = true;
        }
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
                boolean complete = reader.u8("complete") == 1;
                entries.add(new Stored(id, complete, reader.sized("file", FILE_BYTES_MAX)));
            }
            return entries;
        } catch (MalformedException damaged) {
            throw new StoreException("a record of receipts is damaged: " + damaged.getMessage());
        }
    }

    /// Writes what waits, then lets go of the file.
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
            while (!(waiting.isEmpty() && writing.isEmpty()) && failure.isEmpty()) {
                pause();
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        }
        log.close();
    }
}
