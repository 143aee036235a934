package dev.credence.node.ledger;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.OptionalLong;

/// Where each receipt stands in the log: by operator and leaf, the batch's entry and the place in it.
///
/// An open-addressing table of two longs a receipt, 16 to 32 MB for a million. Keys are the first eight bytes of a
/// tagged hash of operator and leaf; of equal keys the first stays, and whoever looks compares the leaf itself. The
/// operator is in the key so that none can stand in the way of another's receipts.
final class LeafIndex {
    /// A batch has at most 1,000 pairs.
    private static final int POSITION_BITS = 10;

    private static final int TABLE_MIN = 1 << 10;
    private static final TaggedHash KEY = TaggedHash.of("credence/node/leaf-index/v1");

    private long[] keys = new long[TABLE_MIN];
    // Place plus one; 0 is an empty cell.
    private long[] places = new long[TABLE_MIN];
    private int count;

    /// @param index    of the batch's entry in the log
    /// @param position of the pair in the batch
    record Place(long index, int position) {}

    int size() {
        return count;
    }

    void put(Digest operator, Digest leaf, Place place) {
        if (count >= keys.length / 2) {
            grow();
        }
        if (insert(keys, places, key(operator, leaf), (place.index() << POSITION_BITS | place.position()) + 1)) {
            count++;
        }
    }

    OptionalLong packed(Digest operator, Digest leaf) {
        long key = key(operator, leaf);
        int mask = keys.length - 1;
        for (int cell = (int) key & mask; places[cell] != 0; cell = cell + 1 & mask) {
            if (keys[cell] == key) {
                return OptionalLong.of(places[cell] - 1);
            }
        }
        return OptionalLong.empty();
    }

    static Place place(long packed) {
        return new Place(packed >>> POSITION_BITS, (int) packed & (1 << POSITION_BITS) - 1);
    }

    private static boolean insert(long[] keys, long[] places, long key, long place) {
        int mask = keys.length - 1;
        int cell = (int) key & mask;
        while (places[cell] != 0) {
            if (keys[cell] == key) {
                return false;
            }
            cell = cell + 1 & mask;
        }
        keys[cell] = key;
        places[cell] = place;
        return true;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        long[] morePlaces = new long[keys.length * 2];
        for (int cell = 0; cell < keys.length; cell++) {
            if (places[cell] != 0) {
                insert(moreKeys, morePlaces, keys[cell], places[cell]);
            }
        }
        keys = moreKeys;
        places = morePlaces;
    }

    private static long key(Digest operator, Digest leaf) {
        MessageDigest running = KEY.start();
        operator.bytes().update(running);
        leaf.bytes().update(running);
        return ByteBuffer.wrap(running.digest()).getLong();
    }

    /// A copy that later changes do not touch.
    LeafIndex copy() {
        LeafIndex copy = new LeafIndex();
        copy.keys = keys.clone();
        copy.places = places.clone();
        copy.count = count;
        return copy;
    }

    /// u32 cells ‖ keys ‖ places.
    Bytes encode() {
        byte[] cells = new byte[4 + keys.length * 16];
        ByteBuffer buffer = ByteBuffer.wrap(cells).putInt(keys.length);
        buffer.asLongBuffer().put(keys).put(places);
        return Bytes.wrap(cells);
    }

    static LeafIndex decode(Bytes bytes) throws MalformedException {
        ByteReader reader = new ByteReader(bytes);
        long cells = reader.u32("cells");
        if (Long.bitCount(cells) != 1 || cells * 16 != reader.remaining()) {
            throw new MalformedException("cells", 0, "a power of two of cells", String.valueOf(cells));
        }
        LeafIndex index = new LeafIndex();
        index.keys = new long[(int) cells];
        index.places = new long[(int) cells];
        ByteBuffer buffer = bytes.toBuffer().position(4);
        buffer.asLongBuffer().get(index.keys).get(index.places);
        index.count = (int) Arrays.stream(index.places).filter(place -> place != 0).count();
        return index;
    }
}
