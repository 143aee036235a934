package dev.credence.node.ledger;

import dev.credence.node.world.Tasks;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes snapshots beside the making of blocks, so often that a start replays little and so seldom that it costs little.
///
/// The next is due when an eighth of all receipts lie behind the last, so that all snapshots together write each receipt
/// about nine times.
final class SnapshotWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);
    private static final int SHARE = 8;

    private final Tasks tasks;
    private final LedgerStore store;
    private final int receiptsMin;

    // Guarded by this.
    private int receiptsCovered;
    private boolean busy;

    /// @param receiptsMin behind the last snapshot, at least, before the next is written
    SnapshotWriter(Tasks tasks, LedgerStore store, int receiptsMin) {
        this.tasks = tasks;
        this.store = store;
        this.receiptsMin = receiptsMin;
        this.receiptsCovered = store.receipts();
    }

    /// Begins a snapshot if one is due; called after each block by the one that makes blocks.
    void writeIfDue() {
        int receipts = store.receipts();
        if (!claim(receipts, Math.max(receiptsMin, receipts / SHARE))) {
            return;
        }
        LedgerSnapshot snapshot = store.snapshot();
        tasks.start("write snapshot", () -> write(snapshot));
    }

    /// Writes a last snapshot, if it spares the next start much.
    void writeLast() {
        if (claim(store.receipts(), receiptsMin)) {
            write(store.snapshot());
        }
    }

    private synchronized boolean claim(int receipts, int behindMin) {
        if (busy || receipts - receiptsCovered < behindMin) {
            return false;
        }
        busy = true;
        receiptsCovered = receipts;
        return true;
    }

    private void write(LedgerSnapshot snapshot) {
        try {
            store.write(snapshot);
        } catch (IOException failed) {
            // Only the next start takes longer; if the disk is at its end, the next block says so.
            LOG.warn("a snapshot could not be written: {}", failed.getMessage());
        } finally {
            synchronized (this) {
                busy = false;
            }
        }
    }
}
