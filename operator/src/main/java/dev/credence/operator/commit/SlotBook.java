package dev.credence.operator.commit;

import dev.credence.receipt.request.Slot;
import java.util.concurrent.ConcurrentHashMap;

/// Which slots an operator has taken: it signs at most one statement for each (docs/spec/receipt.md 1.5).
///
/// A statement can be logged up to 10,000 blocks after its height, and the ledger keeps its slot for 10,000 blocks from there on: only
/// after both may a slot be forgotten here, or a second statement would be dropped there and counted against this operator. Any
/// number of threads may use one book.
public final class SlotBook {
    /// A statement's age at most when it is logged, and the life of its slot (docs/spec/ledger.md 4).
    public static final long HEIGHTS_KEPT = 20_000;

    /// Slots that one operator keeps at once, about 150 MB of them; the ledger's share is mostly less.
    public static final int SLOTS_MAX = 1_000_000;

    private static final long IN_WORK = -1;

    private final ConcurrentHashMap<Slot, Long> heights = new ConcurrentHashMap<>();

    /// An empty book.
    public SlotBook() {}

    /// Takes the slot for work that begins now; false if it is taken already.
    public boolean take(Slot slot) {
        return heights.putIfAbsent(slot, IN_WORK) == null;
    }

    /// Says that a statement of `height` has been signed for the slot: it stays taken.
    public void sign(Slot slot, long height) {
        heights.put(slot, height);
    }

    /// Gives a slot back for which nothing was signed.
    public void giveBack(Slot slot) {
        heights.remove(slot, IN_WORK);
    }

    /// Forgets slots whose statements the ledger would refuse as stale.
    public void forgetBefore(long ledgerHeight) {
        long oldest = ledgerHeight - HEIGHTS_KEPT;
        heights.values().removeIf(height -> height != IN_WORK && height < oldest);
    }

    /// Whether nothing more is to be taken until the ledger has gone on and older slots are forgotten.
    public boolean isFull() {
        return heights.mappingCount() >= SLOTS_MAX;
    }

    public int size() {
        return heights.size();
    }
}
