package dev.credence.node.ledger;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.entry.LogEntry;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.request.Slot;
import dev.credence.settlement.machine.Block;
import dev.credence.settlement.machine.BlockResult;
import dev.credence.settlement.machine.Limits;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A block and what came of it, as it stands in the block log.
///
/// ```
/// record = u32 length ‖ block ‖ root ‖ u64 firstIndex ‖ u32 n ‖ n × (u32 length ‖ entry) ‖ u32 m ‖ m × batch ‖ list
/// batch  = u8 0 ‖ u32 transaction            all pairs of that batch transaction, in its order
///        | u8 1 ‖ u32 k ‖ k × (slot ‖ leaf)  these pairs
/// list   = u32 length ‖ operators' list      empty if the block did not change it
/// ```
///
/// @param root    of the state after the block
/// @param entries the block's log entries; the batches' come first
/// @param batches the pairs under each batch entry
record BlockRecord(
        Block block,
        Digest root,
        long firstIndex,
        List<Bytes> entries,
        List<List<SlotLeaf>> batches,
        Optional<Bytes> operatorsList) {
    private static final int BLOCK_BYTES_MAX = Limits.BLOCK_BYTES_MAX + 4 * Limits.BLOCK_TRANSACTIONS_MAX + 256;
    private static final int ENTRIES_MAX = Limits.BLOCK_TRANSACTIONS_MAX + 2;

    BlockRecord {
        entries = List.copyOf(entries);
        batches = List.copyOf(batches);
    }

    static BlockRecord of(Block block, BlockResult result) {
        return new BlockRecord(
                block,
                result.root(),
                result.firstIndex(),
                result.entries().stream().map(LogEntry::encode).toList(),
                result.batches().stream().map(BlockResult.LoggedBatch::pairs).toList(),
                result.operators().map(list -> list.encode()));
    }

    long height() {
        return block.height();
    }

    /// The index of the block's seal, its last entry.
    long sealIndex() {
        return firstIndex + entries.size() - 1;
    }

    Bytes encode() {
        ByteWriter writer = new ByteWriter().sized(block.encode()).raw(root.bytes()).u64(firstIndex);
        writer.u32(entries.size());
        entries.forEach(writer::sized);
        writer.u32(batches.size());
        List<List<SlotLeaf>> whole = wholeBatches(block);
        int from = 0;
        for (List<SlotLeaf> pairs : batches) {
            int transaction = indexOf(whole, pairs, from);
            if (transaction >= 0) {
                writer.u8(0).u32(transaction);
                from = transaction + 1;
            } else {
                writer.u8(1).u32(pairs.size());
                pairs.forEach(pair -> writer.raw(pair.encode()));
            }
        }
        return writer.sized(operatorsList.orElse(Bytes.EMPTY)).toBytes();
    }

    private static int indexOf(List<List<SlotLeaf>> whole, List<SlotLeaf> pairs, int from) {
        for (int i = from; i < whole.size(); i++) {
            if (whole.get(i).equals(pairs)) {
                return i;
            }
        }
        return -1;
    }

    static BlockRecord decode(Bytes bytes) throws MalformedException {
        ByteReader reader = new ByteReader(bytes);
        Block block = Block.decode(reader.sized("block", BLOCK_BYTES_MAX));
        Digest root = new Digest(reader.raw("root", Digest.LENGTH));
        long firstIndex = reader.u64("firstIndex");
        int entryCount = count(reader, "entries");
        List<Bytes> entries = new ArrayList<>();
        for (int i = 0; i < entryCount; i++) {
            entries.add(reader.sized("entries[" + i + "]", LogEntry.BYTES_MAX));
        }
        int batchCount = count(reader, "batches");
        List<List<SlotLeaf>> whole = batchCount == 0 ? List.of() : wholeBatches(block);
        List<List<SlotLeaf>> batches = new ArrayList<>();
        for (int i = 0; i < batchCount; i++) {
            batches.add(batch(reader, whole));
        }
        Bytes list = reader.sized("operatorsList", OperatorsList.BYTES_MAX);
        reader.end();
        return new BlockRecord(
                block, root, firstIndex, entries, batches, list.isEmpty() ? Optional.empty() : Optional.of(list));
    }

    private static int count(ByteReader reader, String path) throws MalformedException {
        int at = reader.offset();
        long count = reader.u32(path);
        if (count > ENTRIES_MAX) {
            throw new MalformedException(path, at, "at most " + ENTRIES_MAX, String.valueOf(count));
        }
        return (int) count;
    }

    private static List<SlotLeaf> batch(ByteReader reader, List<List<SlotLeaf>> whole) throws MalformedException {
        int at = reader.offset();
        int form = reader.u8("batch");
        long number = reader.u32("batch");
        if (form == 0 && number < whole.size()) {
            return whole.get((int) number);
        }
        if (form != 1 || number > Transaction.Batch.PAIRS_MAX) {
            throw new MalformedException("batch", at, "a batch", form + ", " + number);
        }
        List<SlotLeaf> pairs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            pairs.add(new SlotLeaf(
                    new Slot(reader.raw("slot", Slot.LENGTH)), new Digest(reader.raw("leaf", Digest.LENGTH))));
        }
        return pairs;
    }

    // The pairs of each transaction that is a batch; of any other, none.
    private static List<List<SlotLeaf>> wholeBatches(Block block) {
        List<List<SlotLeaf>> whole = new ArrayList<>();
        for (Bytes transaction : block.transactions()) {
            whole.add(pairs(transaction));
        }
        return whole;
    }

    private static List<SlotLeaf> pairs(Bytes transaction) {
        try {
            return SignedTransaction.decode(transaction).transaction() instanceof Transaction.Batch batch
                    ? batch.pairs()
                    : List.of();
        } catch (MalformedException refused) {
            return List.of();
        }
    }
}
