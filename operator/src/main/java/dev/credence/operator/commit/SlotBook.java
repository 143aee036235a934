package dev.credence.operator.commit;

import dev.credence.receipt.request.Slot;
import java.util.Arrays;

/// Which slots an operator has taken: it signs at most one statement for each (docs/spec/receipt.md 1.5).
///
/// A statement can be logged up to 10,000 blocks after its height, and the ledger keeps its slot for 10,000 blocks from there on: only
/// after both may a slot be forgotten here, or a second statement would be dropped there and counted against this operator. Any
/// number of threads may use one book.
public final class SlotBook {
    /// A statement's age at most when it is logged, and the life of its slot (docs/spec/ledger.md 4).
    public static final long HEIGHTS_KEPT = 20_000;

    /// Slots that one operator keeps at once: 1,000 a second at ten blocks a second.
    public static final int SLOTS_MAX = 2_000_000;

    // An open-addressing table of three longs a cell, at most half full: 100 MB for the most. Slots are digests, so their first
    // half is the hash. A slot that was given back leaves its cell marked until the next time that old ones are let go.
    private static final int CELLS_MIN = 1 << 12;
    private static final long EMPTY = -3;
    private static final long GIVEN_BACK = -2;
    private static final long IN_WORK = -1;

    // Guarded by this.
    private long[] first;
    private long[] second;
    private long[] heights;
    private int used;
    private int taken;

    /// An empty book.
    public SlotBook() {
        clear(CELLS_MIN);
    }

    private void clear(int cells) {
        first = new long[cells];
        second = new long[cells];
        heights = new long[cells];
        Arrays.fill(heights, EMPTY);
        used = 0;
        taken = 0;
    }

    /// Takes the slot for work that begins now; false if it is taken already.
    public synchronized boolean take(Slot slot) {
        if (2 * used >= heights.length) {
            keep(Long.MIN_VALUE);
        }
        int cell = cell(slot.bytes().toBuffer().getLong(0), slot.bytes().toBuffer().getLong(Long.BYTES));
        if (heights[cell] != EMPTY && heights[cell] != GIVEN_BACK) {
            return false;
        }
        put(cell, slot, IN_WORK);
        return true;
    }

    private void put(int cell, Slot slot, long height) {
        used += heights[cell] == EMPTY ? 1 : 0;
        taken++;
        first[cell] = slot.bytes().toBuffer().getLong(0);
        second[cell] = slot.bytes().toBuffer().getLong(Long.BYTES);
        heights[cell] = height;
    }

    /// Says that a statement of `height` has been signed for the slot: it stays taken.
    public synchronized void sign(Slot slot, long height) {
        int cell = cell(slot.bytes().toBuffer().getLong(0), slot.bytes().toBuffer().getLong(Long.BYTES));
        if (heights[cell] == EMPTY || heights[cell] == GIVEN_BACK) {
            throw new IllegalStateException("a slot is taken before a statement is signed for it");
        }
        heights[cell] = height;
    }

    /// Gives a slot back for which nothing was signed.
    public synchronized void giveBack(Slot slot) {
        int cell = cell(slot.bytes().toBuffer().getLong(0), slot.bytes().toBuffer().getLong(Long.BYTES));
        if (heights[cell] == IN_WORK) {
            heights[cell] = GIVEN_BACK;
            taken--;
        }
    }

    /// Forgets slots whose statements can no longer be logged, and whose slots the ledger has forgotten.
    public synchronized void forgetBefore(long ledgerHeight) {
        keep(ledgerHeight - HEIGHTS_KEPT);
    }

    // A table of those of that height or later, with room to take as many again.
    private void keep(long heightMin) {
        long[] oldFirst = first;
        long[] oldSecond = second;
        long[] oldHeights = heights;
        int kept = 0;
        for (long height : oldHeights) {
            kept += isKept(height, heightMin) ? 1 : 0;
        }
        clear(Math.max(CELLS_MIN, Integer.highestOneBit(Math.max(1, kept)) << 2));
        for (int i = 0; i < oldHeights.length; i++) {
            if (isKept(oldHeights[i], heightMin)) {
                int cell = cell(oldFirst[i], oldSecond[i]);
                first[cell] = oldFirst[i];
                second[cell] = oldSecond[i];
                heights[cell] = oldHeights[i];
                used++;
                taken++;
            }
        }
    }

    private static boolean isKept(long height, long heightMin) {
        return height == IN_WORK || height >= 0 && height >= heightMin;
    }

    // The cell of that slot, or the empty one where it belongs.
    private int cell(long high, long low) {
        int mask = heights.length - 1;
        int cell = (int) (high ^ high >>> 32) & mask;
        while (heights[cell] != EMPTY && (first[cell] != high || second[cell] != low)) {
            cell = cell + 1 & mask;
        }
        return cell;
    }

    /// Whether nothing more is to be taken until the ledger has gone on and older slots are forgotten.
    public synchronized boolean isFull() {
        return taken >= SLOTS_MAX;
    }

    public synchronized int size() {
        return taken;
    }
}
