package dev.credence.node.ledger;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.merkle.AppendOnlyTree;
import dev.credence.settlement.state.State;

/// All that a ledger holds in memory after some block, for a faster start.
///
/// ```
/// content = u64 offset of the last block ‖ four times (u32 length ‖ bytes): state, blocks, leaf hashes of the log, leaf index
/// ```
record LedgerSnapshot(long lastOffset, State state, BlockIndex blocks, Bytes leafHashes, LeafIndex leaves) {
    private static final int PART_BYTES_MAX = Integer.MAX_VALUE - 64;

    Bytes encode() {
        return Bytes.concat(
                new ByteWriter().u64(lastOffset).toBytes(),
                sized(state.encode()),
                sized(blocks.encode()),
                sized(leafHashes),
                sized(leaves.encode()));
    }

    private static Bytes sized(Bytes part) {
        return Bytes.concat(new ByteWriter().u32(part.length()).toBytes(), part);
    }

    static LedgerSnapshot decode(Bytes content) throws MalformedException {
        ByteReader reader = new ByteReader(content);
        long lastOffset = reader.u64("lastOffset");
        State state = State.decode(reader.sized("state", PART_BYTES_MAX));
        BlockIndex blocks = BlockIndex.decode(reader.sized("blocks", PART_BYTES_MAX));
        Bytes leafHashes = reader.sized("leafHashes", PART_BYTES_MAX);
        LeafIndex leaves = LeafIndex.decode(reader.sized("leaves", PART_BYTES_MAX));
        reader.end();
        boolean whole = blocks.count() == state.chain().height()
                && blocks.count() > 0
                && blocks.offset(blocks.count()) == lastOffset
                && leafHashes.length() == 32 * state.chain().logSize();
        if (!whole) {
            throw new MalformedException("", -1, "parts of one height", "parts of several");
        }
        return new LedgerSnapshot(lastOffset, state, blocks, leafHashes, leaves);
    }

    AppendOnlyTree tree() {
        AppendOnlyTree tree = new AppendOnlyTree();
        tree.appendLeafHashes(leafHashes);
        return tree;
    }
}
