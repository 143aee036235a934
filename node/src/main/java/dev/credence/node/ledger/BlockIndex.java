package dev.credence.node.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Where each block lies in the block log, and which entries of the log are its own.
final class BlockIndex {
    private long[] offsets = new long[1024];
    private long[] firstIndices = new long[1024];
    private int count;

    /// Blocks known; block h of height 1 … count is at place h − 1.
    int count() {
        return count;
    }

    void add(long offset, long firstIndex) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            firstIndices = Arrays.copyOf(firstIndices, count * 2);
        }
        offsets[count] = offset;
        firstIndices[count] = firstIndex;
        count++;
    }

    long offset(long height) {
        return offsets[Math.toIntExact(height - 1)];
    }

    /// The height of the block that made the log's entry `index`; 0 for those of genesis.
    long heightOf(long index) {
        int found = Arrays.binarySearch(firstIndices, 0, count, index);
        return found >= 0 ? found + 1L : -found - 1L;
    }

    Bytes encode() {
        byte[] array = new byte[count * 16];
        ByteBuffer.wrap(array).asLongBuffer().put(offsets, 0, count).put(firstIndices, 0, count);
        return Bytes.wrap(array);
    }

    static BlockIndex decode(Bytes bytes) throws MalformedException {
        if (bytes.length() % 16 != 0) {
            throw new MalformedException("", -1, "16 bytes a block", bytes.length() + " bytes");
        }
        BlockIndex index = new BlockIndex();
        index.count = bytes.length() / 16;
        index.offsets = new long[Math.max(1024, index.count)];
        index.firstIndices = new long[Math.max(1024, index.count)];
        bytes.toBuffer().asLongBuffer().get(index.offsets, 0, index.count).get(index.firstIndices, 0, index.count);
        return index;
    }
}
