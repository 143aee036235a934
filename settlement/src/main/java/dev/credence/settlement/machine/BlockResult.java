package dev.credence.settlement.machine;

import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.entry.LogEntry;
import dev.credence.receipt.entry.OperatorsEntry;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.settlement.state.State;
import dev.credence.settlement.transaction.SlotLeaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one step of the ledger gave.
///
/// @param firstIndex of the block's entries in the log
/// @param outcomes   one for each transaction of the block
/// @param operators  the new list, if it changed
public record BlockResult(
        State state,
        long firstIndex,
        List<Outcome> outcomes,
        List<LoggedBatch> batches,
        Optional<OperatorsList> operators,
        SealEntry seal) {
    /// @param pairs under the entry's root, in its order
    public record LoggedBatch(long index, BatchEntry entry, List<SlotLeaf> pairs) {
        public LoggedBatch {
            pairs = List.copyOf(pairs);
        }
    }

    public BlockResult {
        outcomes = List.copyOf(outcomes);
        batches = List.copyOf(batches);
    }

    /// The root of the state after the block.
    public Digest root() {
        return state.root();
    }

    /// The block's entries in the order of the log.
    public List<LogEntry> entries() {
        List<LogEntry> entries = new ArrayList<>();
        batches.forEach(batch -> entries.add(batch.entry()));
        operators.ifPresent(list -> entries.add(OperatorsEntry.of(list)));
        entries.add(seal);
        return entries;
    }
}
