package dev.credence.node.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.AppendOnlyTree;
import dev.credence.foundation.merkle.TilePath;
import dev.credence.foundation.merkle.Tiles;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.node.store.BlockLog;
import dev.credence.node.store.Snapshots;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.World;
import dev.credence.receipt.entry.LogEntry;
import dev.credence.settlement.machine.Block;
import dev.credence.settlement.machine.BlockResult;
import dev.credence.settlement.machine.Ledger;
import dev.credence.settlement.state.State;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ledger on disk and what is made of it in memory: state, log tree, indexes.
///
/// The block log is the truth. Opening it replays every block behind the newest snapshot through the state machine and
/// refuses if anything comes out that was not stored. One thread appends; any may read.
final class LedgerStore implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerStore.class);

    private final Ledger ledger;
    private final String origin;
    private final Snapshots snapshots;
    private final BlockLog log;

    // Guarded by this: what readers see, always after whole blocks.
    private State state;
    private AppendOnlyTree tree;
    private BlockIndex blocks;
    private LeafIndex leaves;

    private LedgerStore(
            World world, Path directory, Ledger ledger, Snapshots snapshots, Optional<LedgerSnapshot> snapshot)
            throws IOException {
        this.ledger = ledger;
        this.origin = ledger.genesis().origin();
        this.snapshots = snapshots;
        if (snapshot.isPresent()) {
            state = snapshot.get().state();
            tree = snapshot.get().tree();
            blocks = snapshot.get().blocks();
            leaves = snapshot.get().leaves();
        } else {
            state = ledger.genesisState();
            tree = new AppendOnlyTree();
            ledger.genesisEntries().forEach(entry -> tree.append(entry.encode()));
            blocks = new BlockIndex();
            leaves = new LeafIndex();
        }
        long start = snapshot.map(LedgerSnapshot::lastOffset).orElse(0L);
        this.log = BlockLog.openFrom(world, directory.resolve("blocks.log"), identity(ledger), start, this::replay);
    }

    private static Bytes identity(Ledger ledger) {
        return ledger.genesis().digest().bytes();
    }

    /// Opens the ledger in `directory` from the newest snapshot that fits its block log, or from genesis.
    static LedgerStore open(World world, Path directory, Ledger ledger) throws IOException {
        world.disk().createDirectories(directory);
        Snapshots snapshots = new Snapshots(world.disk(), directory.resolve("snapshots"), identity(ledger));
        Optional<Snapshots.Snapshot> candidate = snapshots.newest(Long.MAX_VALUE);
        long heightMin = candidate.map(Snapshots.Snapshot::height).orElse(0L);
        while (candidate.isPresent()) {
            try {
                LedgerSnapshot snapshot = LedgerSnapshot.decode(candidate.get().content());
                return new LedgerStore(world, directory, ledger, snapshots, Optional.of(snapshot));
            } catch (MalformedException | StoreException unfit) {
                // Whether it is the snapshot that is wrong or the log, the log alone decides below.
                LOG.warn("the snapshot of height {} is passed over: {}", candidate.get().height(), unfit.getMessage());
                candidate = snapshots.newest(candidate.get().height() - 1);
            }
        }
        LedgerStore store = new LedgerStore(world, directory, ledger, snapshots, Optional.empty());
        long height = store.state().chain().height();
        if (height < heightMin) {
            store.close();
            throw new StoreException(directory + " has a snapshot of height " + heightMin + ", but its block log ends at height "
                    + height + ": the log has lost what was acknowledged; restore it from a copy");
        }
        return store;
    }

    private void replay(long offset, Bytes content) throws IOException {
        BlockRecord record = decode(content);
        if (record.height() == state.chain().height() && blocks.offset(record.height()) == offset) {
            // The last block of a snapshot.
            if (!record.root().equals(state.root())) {
                throw new StoreException("the snapshot is not of this block log");
            }
            return;
        }
        if (!ledger.follows(state, record.block())) {
            throw new StoreException("the block log holds height " + record.height() + " after height "
                    + state.chain().height() + "; restore it from a copy");
        }
        BlockResult result = ledger.apply(state, record.block());
        BlockRecord again = BlockRecord.of(record.block(), result);
        if (!again.root().equals(record.root()) || !again.entries().equals(record.entries())) {
            throw new StoreException("block " + record.height()
                    + " gives another result than was stored with it; this build does not continue this ledger");
        }
        integrate(offset, record, result);
    }

    /// Makes a block durable, then reads it back and takes its entries into the log's tree.
    ///
    /// @return the record as it was read back
    BlockRecord append(Block block, BlockResult result) throws IOException {
        long offset = log.append(BlockRecord.of(block, result).encode());
        BlockRecord durable = decode(log.read(offset));
        synchronized (this) {
            integrate(offset, durable, result);
        }
        return durable;
    }

    // The entries are those that were read back; what they say about places comes from the result that they agree with.
    private void integrate(long offset, BlockRecord record, BlockResult result) throws IOException {
        if (record.firstIndex() != tree.size()) {
            throw new StoreException("block " + record.height() + " begins at entry " + record.firstIndex()
                    + ", but the log has " + tree.size());
        }
        record.entries().forEach(tree::append);
        for (BlockResult.LoggedBatch batch : result.batches()) {
            for (int position = 0; position < batch.pairs().size(); position++) {
                LeafIndex.Place place = new LeafIndex.Place(batch.index(), position);
                leaves.put(batch.entry().operator(), batch.pairs().get(position).leaf(), place);
            }
        }
        blocks.add(offset, record.firstIndex());
        state = result.state();
    }

    synchronized State state() {
        return state;
    }

    synchronized Checkpoint checkpoint() {
        return new Checkpoint(origin, tree.size(), tree.root());
    }

    synchronized Digest root(long size) {
        return tree.root(size);
    }

    synchronized List<Digest> consistency(long oldSize, long newSize) {
        return tree.consistency(oldSize, newSize);
    }

    synchronized List<Digest> inclusion(long index, long size) {
        return tree.inclusion(index, size);
    }

    synchronized Optional<Bytes> tile(TilePath.Hashes tile) {
        return Tiles.hashes(tree, tile);
    }

    synchronized int receipts() {
        return leaves.size();
    }

    /// Where the receipt stands, if it is logged.
    synchronized Optional<LeafIndex.Place> place(Digest operator, Digest leaf) {
        OptionalLong packed = leaves.packed(operator, leaf);
        return packed.isPresent() ? Optional.of(LeafIndex.place(packed.getAsLong())) : Optional.empty();
    }

    synchronized long heightOf(long index) {
        return blocks.heightOf(index);
    }

    /// The block of that height, read from disk.
    BlockRecord record(long height) throws IOException {
        long offset;
        synchronized (this) {
            offset = blocks.offset(height);
        }
        return decode(log.read(offset));
    }

    /// The bytes of `count` entries of the log from `index` on, all of which are there.
    List<Bytes> entries(long index, int count) throws IOException {
        List<Bytes> entries = new ArrayList<>();
        long at = index;
        while (entries.size() < count) {
            long height = heightOf(at);
            List<Bytes> own;
            long first;
            if (height == 0) {
                own = ledger.genesisEntries().stream().map(LogEntry::encode).toList();
                first = 0;
            } else {
                BlockRecord record = record(height);
                own = record.entries();
                first = record.firstIndex();
            }
            int from = (int) (at - first);
            int to = Math.min(own.size(), from + count - entries.size());
            entries.addAll(own.subList(from, to));
            at += to - from;
        }
        return entries;
    }

    /// What a snapshot of this moment holds; there is at least one block.
    synchronized LedgerSnapshot snapshot() {
        int size = Math.toIntExact(tree.size());
        BlockIndex blocksNow;
        try {
            blocksNow = BlockIndex.decode(blocks.encode());
        } catch (MalformedException impossible) {
            throw new IllegalStateException("it was encoded here", impossible);
        }
        return new LedgerSnapshot(blocks.offset(blocks.count()), state, blocksNow, tree.nodes(0, 0, size), leaves.copy());
    }

    void write(LedgerSnapshot snapshot) throws IOException {
        snapshots.write(new Snapshots.Snapshot(snapshot.state().chain().height(), snapshot.encode()));
    }

    private static BlockRecord decode(Bytes content) throws IOException {
        try {
            return BlockRecord.decode(content);
        } catch (MalformedException malformed) {
            throw new StoreException("the block log holds a record that is no block: " + malformed.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
