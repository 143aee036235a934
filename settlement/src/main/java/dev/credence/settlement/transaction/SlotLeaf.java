package dev.credence.settlement.transaction;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.request.Slot;

/// One line of a batch: for `slot` the operator signed the statement named by `leaf`.
///
/// @param leaf the receipt's name (receipt.md 2.3)
public record SlotLeaf(Slot slot, Digest leaf) {
    public static final int ENCODED_BYTES = Slot.LENGTH + Digest.LENGTH;

    /// slot ‖ leaf: the entry of the batch's tree.
    public Bytes encode() {
        return BatchEntry.pair(slot, leaf);
    }
}
