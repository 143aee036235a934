package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/// Where each receipt lies: an open-addressing table of two longs a receipt, 32 to 64 MB for a million.
///
/// Ids are 16 random bytes of our own, so their first eight are the key; whoever reads compares the whole id.
final class ReceiptTable {
    private static final int TABLE_MIN = 1 << 12;

    private long[] keys = new long[TABLE_MIN];
    // Place plus one; 0 is an empty cell.
    private long[] places = new long[TABLE_MIN];
    private int count;

    synchronized int size() {
        return count;
    }

    /// Notes the newest place of a receipt.
    synchronized void put(Bytes id, long place) {
        if (count >= keys.length / 2) {
            grow();
        }
        int cell = cell(keys, places, key(id));
        count += places[cell] == 0 ? 1 : 0;
        keys[cell] = key(id);
        places[cell] = place + 1;
    }

    synchronized OptionalLong find(Bytes id) {
        long place = places[cell(keys, places, key(id))];
        return place == 0 ? OptionalLong.empty() : OptionalLong.of(place - 1);
    }

    /// Forgets the receipts whose place is not to be kept.
    synchronized void retain(LongPredicate kept) {
        long[] oldKeys = keys;
        long[] oldPlaces = places;
        keys = new long[oldKeys.length];
        places = new long[oldKeys.length];
        count = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldPlaces[i] != 0 && kept.test(oldPlaces[i] - 1)) {
                int cell = cell(keys, places, oldKeys[i]);
                keys[cell] = oldKeys[i];
                places[cell] = oldPlaces[i];
                count++;
            }
        }
    }

    private static long key(Bytes id) {
        return ByteBuffer.wrap(id.toArray()).getLong();
    }

    // The cell of that key, or the empty one where it belongs.
    private static int cell(long[] keys, long[] places, long key) {
        int mask = keys.length - 1;
        int cell = (int) (key ^ key >>> 32) & mask;
        while (places[cell] != 0 && keys[cell] != key) {
            cell = cell + 1 & mask;
        }
        return cell;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        long[] morePlaces = new long[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (places[i] != 0) {
                int cell = cell(moreKeys, morePlaces, keys[i]);
                moreKeys[cell] = keys[i];
                morePlaces[cell] = places[i];
            }
        }
        keys = moreKeys;
        places = morePlaces;
    }
}
