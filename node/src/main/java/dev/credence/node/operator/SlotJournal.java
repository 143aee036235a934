package dev.credence.node.operator;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.store.BlockLog;
import dev.credence.node.store.GroupLog;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.World;
import dev.credence.operator.batch.Pair;
import dev.credence.operator.commit.SlotBook;
import dev.credence.receipt.request.Slot;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What an operator signed, durable before the statement leaves.
///
/// ```
/// entry of a GroupLog = u8 kind ‖ slot ‖ leaf ‖ u64 number      57 bytes
/// kind 1 = signed: number is the statement's height      kind 2 = acknowledged: the ledger has the first `number` signed of this file
/// ```
///
/// So no statement that anybody has seen can be signed a second time, whether the process dies or the machine. A torn tail, of which
/// nothing has left, is cut off; damage before it is refused, for a slot that is forgotten could be signed again.
///
/// After any failed write or sync the journal takes nothing more: what is on disk is then unknown, and only opening it anew tells.
final class SlotJournal implements Closeable {
    private static final int SIGNED = 1;
    private static final int ACKNOWLEDGED = 2;
    private static final int ENTRIES_A_RECORD = 16_384;
    private static final Bytes NO_SLOT = Bytes.of(new byte[Slot.LENGTH + Digest.LENGTH]);
    /// A journal that has grown by so much, and to twice its size, is written anew without what the ledger forgot.
    private static final long COMPACT_BYTES_MIN = 8L << 20;

    private final World world;
    private final Path path;
    private final Bytes identity;

    // Guarded by this.
    private GroupLog<Entry> log;
    private long acknowledged;
    private long compactAtBytes;

    private SlotJournal(World world, Path path, Bytes identity) {
        this.world = world;
        this.path = path;
        this.identity = identity;
    }

    /// One statement that was signed.
    record Signed(Pair pair, long height) {}

    /// What lies in a journal.
    ///
    /// @param acknowledged how many of `signed`, from the first on, the ledger has
    record Content(List<Signed> signed, long acknowledged) {
        /// Those that the ledger must still be told.
        List<Signed> waiting() {
            return signed.subList((int) Math.min(acknowledged, signed.size()), signed.size());
        }
    }

    /// A journal with what was in it.
    record Opened(SlotJournal journal, Content content) {}

    private record Entry(Bytes bytes) implements GroupLog.Entry {}

    /// Opens the journal, cuts a torn tail off, and lets go of slots that the ledger has forgotten.
    ///
    /// @param identity whose journal it is, at most 1 KiB
    /// @throws StoreException if the file is damaged or another's
    static Opened open(World world, Path path, Bytes identity) throws IOException {
        SlotJournal journal = new SlotJournal(world, path, identity);
        return new Opened(journal, journal.reopen());
    }

    private Content reopen() throws IOException {
        if (world.disk().exists(path)) {
            Reader old = new Reader();
            BlockLog.open(world, path, identity, old).close();
            BlockLog.rewrite(world, path, identity, records(kept(old.content())));
        }
        Reader reader = new Reader();
        log = new GroupLog<>(BlockLog.open(world, path, identity, reader), (_, _) -> {});
        acknowledged = reader.content().acknowledged();
        compactAtBytes = COMPACT_BYTES_MIN + 2 * log.sizeBytes();
        return reader.content();
    }

    /// Notes a statement, which must not leave before this entry is durable.
    synchronized GroupLog<?>.Noted signed(Pair pair, long height) throws IOException {
        return log.note(signedEntry(pair, height));
    }

    /// Notes that the ledger has the next `count` statements; if that is lost, it is told of them once more.
    synchronized void acknowledged(int count) throws IOException {
        acknowledged += count;
        log.note(acknowledgedEntry(acknowledged));
    }

    /// Makes everything noted so far survive the machine.
    void sync() throws IOException {
        current().flush();
    }

    private synchronized GroupLog<Entry> current() {
        return log;
    }

    /// Writes the journal anew once much of it is of slots that the ledger has forgotten.
    synchronized void compact() throws IOException {
        if (log.failure() == null && log.sizeBytes() >= compactAtBytes) {
            log.close();
            reopen();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }

    private static Content kept(Content old) {
        long newest = old.signed().stream().mapToLong(Signed::height).max().orElse(0);
        List<Signed> kept = new ArrayList<>();
        long acknowledged = 0;
        for (int i = 0; i < old.signed().size(); i++) {
            boolean known = i < old.acknowledged();
            if (!known || old.signed().get(i).height() >= newest - SlotBook.HEIGHTS_KEPT) {
                kept.add(old.signed().get(i));
                acknowledged += known ? 1 : 0;
            }
        }
        return new Content(kept, acknowledged);
    }

    private static List<Bytes> records(Content content) {
        List<Bytes> records = new ArrayList<>();
        for (int from = 0; from < content.signed().size(); from += ENTRIES_A_RECORD) {
            ByteWriter writer = new ByteWriter();
            int to = Math.min(from + ENTRIES_A_RECORD, content.signed().size());
            content.signed().subList(from, to).forEach(signed -> writer.raw(signedEntry(signed.pair(), signed.height()).bytes()));
            records.add(writer.toBytes());
        }
        records.add(acknowledgedEntry(content.acknowledged()).bytes());
        return records;
    }

    private static Entry signedEntry(Pair pair, long height) {
        return new Entry(new ByteWriter().u8(SIGNED).raw(pair.slot().bytes()).raw(pair.leaf().bytes()).u64(height).toBytes());
    }

    private static Entry acknowledgedEntry(long count) {
        return new Entry(new ByteWriter().u8(ACKNOWLEDGED).raw(NO_SLOT).u64(count).toBytes());
    }

    /// Gathers the entries of every record.
    private final class Reader implements BlockLog.Visitor {
        private final List<Signed> signed = new ArrayList<>();
        private long known;

        @Override
        public void record(long offset, Bytes content) throws IOException {
            ByteReader reader = new ByteReader(content);
            try {
                while (reader.remaining() > 0) {
                    take(reader);
                }
            } catch (MalformedException malformed) {
                throw new StoreException(path + " holds a record that is no slots: " + malformed.getMessage());
            }
        }

        private void take(ByteReader reader) throws MalformedException {
            int kind = reader.u8("kind");
            Slot slot = new Slot(reader.raw("slot", Slot.LENGTH));
            Digest leaf = new Digest(reader.raw("leaf", Digest.LENGTH));
            long number = reader.u64("number");
            if (kind == SIGNED) {
                signed.add(new Signed(new Pair(slot, leaf), number));
            } else {
                known = number;
            }
        }

        Content content() {
            return new Content(List.copyOf(signed), known);
        }
    }
}
