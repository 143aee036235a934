package dev.credence.node.operator;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import dev.credence.operator.batch.Pair;
import dev.credence.operator.commit.SlotBook;
import dev.credence.receipt.request.Slot;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// What an operator signed, on disk before the statement leaves.
///
/// ```
/// record = u8 kind ‖ slot ‖ leaf ‖ u64 number ‖ u32 CRC-32C of the 57 bytes before      61 bytes
/// kind 1 = signed: number is the statement's height      kind 2 = acknowledged: the ledger has the first `number` signed of this file
/// ```
///
/// A record survives the death of the process when `signed` returns, and that of the machine after `sync`, which is called before a leaf
/// goes to the ledger: no statement that the ledger knows can be signed a second time. A torn tail is cut off.
///
/// After any failed write or sync the journal takes nothing more: what is on disk is then unknown, and a record behind a torn one would be
/// lost with it, so that its slot could be signed again. Only opening it anew tells.
final class SlotJournal implements Closeable {
    private static final int CONTENT_BYTES = 1 + Slot.LENGTH + Digest.LENGTH + 8;
    private static final int RECORD_BYTES = CONTENT_BYTES + 4;
    private static final int CHUNK_RECORDS = 16_384;
    private static final int SIGNED = 1;
    private static final int ACKNOWLEDGED = 2;
    private static final Bytes NO_SLOT = Bytes.of(new byte[Slot.LENGTH + Digest.LENGTH]);

    private final DiskFile file;
    private long acknowledged;
    private volatile IOException failure;

    private SlotJournal(DiskFile file, long acknowledged) {
        this.file = file;
        this.acknowledged = acknowledged;
    }

    /// One statement that was signed.
    record Signed(Pair pair, long height) {}

    /// What lies in a journal.
    ///
    /// @param acknowledged how many of `signed`, from the first on, the ledger has
    record Content(List<Signed> signed, long acknowledged, long bytes) {
        /// Those that the ledger must still be told.
        List<Signed> waiting() {
            return signed.subList((int) Math.min(acknowledged, signed.size()), signed.size());
        }
    }

    /// A journal with what was in it.
    record Opened(SlotJournal journal, Content content) {}

    /// Opens the journal, cuts a torn tail off, and lets go of slots that the ledger has forgotten.
    static Opened open(Disk disk, Path path) throws IOException {
        if (disk.exists(path)) {
            Content old;
            try (DiskFile file = disk.open(path, Disk.Mode.READ)) {
                old = read(file);
            }
            AtomicFile.write(disk, path, encode(kept(old)));
        }
        DiskFile file = disk.open(path, Disk.Mode.APPEND);
        Content content = read(file);
        return new Opened(new SlotJournal(file, content.acknowledged()), content);
    }

    /// Notes a statement.
    ///
    /// @throws IOException if it may not be on disk: the statement must not leave
    synchronized void signed(Pair pair, long height) throws IOException {
        append(record(SIGNED, Bytes.concat(pair.slot().bytes(), pair.leaf().bytes()), height));
    }

    /// Notes that the ledger has the next `count` statements.
    synchronized void acknowledged(int count) throws IOException {
        acknowledged += count;
        append(record(ACKNOWLEDGED, NO_SLOT, acknowledged));
    }

    /// Makes everything noted so far survive the machine.
    void sync() throws IOException {
        requireWhole();
        try {
            file.sync();
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    private void append(Bytes record) throws IOException {
        requireWhole();
        try {
            file.append(record);
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    private void requireWhole() throws IOException {
        if (failure != null) {
            throw new IOException("the journal takes nothing more since a write failed: " + failure.getMessage(), failure);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
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
        return new Content(kept, acknowledged, 0);
    }

    private static Bytes encode(Content content) {
        ByteWriter writer = new ByteWriter();
        for (Signed signed : content.signed()) {
            writer.raw(record(SIGNED, Bytes.concat(signed.pair().slot().bytes(), signed.pair().leaf().bytes()), signed.height()));
        }
        return writer.raw(record(ACKNOWLEDGED, NO_SLOT, content.acknowledged())).toBytes();
    }

    private static Content read(DiskFile file) throws IOException {
        List<Signed> signed = new ArrayList<>();
        long acknowledged = 0;
        long at = 0;
        long size = file.sizeBytes();
        while (size - at >= RECORD_BYTES) {
            int records = (int) Math.min(CHUNK_RECORDS, (size - at) / RECORD_BYTES);
            Bytes chunk = file.read(at, records * RECORD_BYTES);
            for (int i = 0; i < records; i++) {
                Bytes record = chunk.slice(i * RECORD_BYTES, (i + 1) * RECORD_BYTES);
                Bytes content = record.slice(0, CONTENT_BYTES);
                if (!record.equals(sealed(content))) {
                    return new Content(signed, acknowledged, at);
                }
                ByteReader reader = new ByteReader(content);
                acknowledged = take(reader, signed, acknowledged);
                at += RECORD_BYTES;
            }
        }
        return new Content(signed, acknowledged, at);
    }

    private static long take(ByteReader reader, List<Signed> signed, long acknowledged) {
        try {
            int kind = reader.u8("kind");
            Slot slot = new Slot(reader.raw("slot", Slot.LENGTH));
            Digest leaf = new Digest(reader.raw("leaf", Digest.LENGTH));
            long number = reader.u64("number");
            if (kind == SIGNED) {
                signed.add(new Signed(new Pair(slot, leaf), number));
                return acknowledged;
            }
            return number;
        } catch (MalformedException impossible) {
            throw new IllegalStateException("a record has its full length", impossible);
        }
    }

    private static Bytes record(int kind, Bytes slotAndLeaf, long number) {
        return sealed(new ByteWriter().u8(kind).raw(slotAndLeaf).u64(number).toBytes());
    }

    private static Bytes sealed(Bytes content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content.toBuffer());
        return new ByteWriter().raw(content).u32(checksum.getValue()).toBytes();
    }
}
