package dev.credence.node.store;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A block log that many callers write at once: whoever waits first writes for everybody who waits, as one record under one sync
/// (group commit: Gawlick and Kinkade, 1985).
///
/// ```
/// record = entry …      as many as waited, up to RECORD_BYTES_AIM
/// ```
///
/// After any failed write the log takes nothing more. Any number of threads may use one log.
public final class GroupLog<E extends GroupLog.Entry> implements Closeable {
    /// An entry larger than this stands in a record alone; with it the record still fits a block log's 4 MiB.
    public static final int RECORD_BYTES_AIM = 512 << 10;

    /// Entries in one record at most.
    public static final int RECORD_ENTRIES_MAX = 1 << 14;

    private final BlockLog log;
    private final Written<E> listener;

    // Guarded by this.
    private List<E> waiting = new ArrayList<>();
    private long noted;
    private long durable;
    private boolean writing;
    private IOException failure;

    /// @param listener hears of every record, in the order of the log, before anybody who waits for it goes on
    public GroupLog(BlockLog log, Written<E> listener) {
        this.log = log;
        this.listener = listener;
    }

    /// What is written.
    public interface Entry {
        /// At most 3.5 MiB.
        Bytes bytes();
    }

    /// Hears that a record is durable.
    @FunctionalInterface
    public interface Written<E> {
        /// @param offset of the record
        void written(long offset, List<E> entries);
    }

    /// An entry that was taken, and may not be on disk yet.
    public final class Noted {
        private final long number;

        private Noted(long number) {
            this.number = number;
        }

        /// Returns when the entry, and every one that was noted before it, is durable.
        ///
        /// @throws IOException if it may not be
        public void await() throws IOException {
            awaitDurable(number);
        }
    }

    /// Takes an entry into the log's order; it reaches the disk when somebody waits for it or for a later one.
    public synchronized Noted note(E entry) throws IOException {
        requireWhole();
        waiting.add(entry);
        noted++;
        return new Noted(noted);
    }

    /// Returns when everything noted so far is durable.
    public void flush() throws IOException {
        long last;
        synchronized (this) {
            last = noted;
        }
        awaitDurable(last);
    }

    private void awaitDurable(long number) throws IOException {
        while (true) {
            List<E> taken;
            synchronized (this) {
                while (writing && durable < number && failure == null) {
                    pause();
                }
                if (durable >= number) {
                    return;
                }
                requireWhole();
                taken = waiting;
                waiting = new ArrayList<>();
                writing = true;
            }
            write(taken);
        }
    }

    private void write(List<E> taken) throws IOException {
        boolean whole = false;
        IOException failed = null;
        try {
            int from = 0;
            while (from < taken.size()) {
                int to = recordEnd(taken, from);
                List<E> record = taken.subList(from, to);
                ByteWriter writer = new ByteWriter();
                record.forEach(entry -> writer.raw(entry.bytes()));
                listener.written(log.append(writer.toBytes()), record);
                from = to;
            }
            whole = true;
        } catch (IOException cause) {
            failed = cause;
            throw cause;
        } finally {
            synchronized (this) {
                writing = false;
                if (whole) {
                    durable += taken.size();
                } else {
                    failure = failed == null ? new IOException("the write was broken off") : failed;
                }
                notifyAll();
            }
        }
    }

    private static int recordEnd(List<? extends Entry> entries, int from) {
        int bytes = 0;
        int to = from;
        while (to < entries.size() && to - from < RECORD_ENTRIES_MAX && bytes < RECORD_BYTES_AIM) {
            bytes += entries.get(to).bytes().length();
            to++;
        }
        return to;
    }

    /// Why nothing more is taken, or null.
    public synchronized IOException failure() {
        return failure;
    }

    private void requireWhole() throws IOException {
        if (failure != null) {
            throw new IOException("the log takes nothing more since a write failed: " + failure.getMessage(), failure);
        }
    }

    private void pause() throws IOException {
        try {
            wait();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for the disk", stopped);
        }
    }

    /// Bytes of the file.
    public long sizeBytes() {
        return log.sizeBytes();
    }

    /// Reads the record at `offset` back from disk.
    public Bytes read(long offset) throws IOException {
        return log.read(offset);
    }

    /// Writes what was noted, where the log still takes anything, and lets go of the file.
    @Override
    public void close() throws IOException {
        try {
            if (failure() == null) {
                flush();
            }
        } finally {
            log.close();
        }
    }
}
