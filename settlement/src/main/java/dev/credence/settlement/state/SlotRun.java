package dev.credence.settlement.state;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Slots of some consecutive blocks in one array, sorted by key: key (16) ‖ leaf (32) ‖ u64 height, 56 bytes each.
///
/// Keys are digests and so evenly spread: their first bits lead to a bucket of about eight, in which a binary search
/// ends after three steps.
final class SlotRun {
    static final int ENTRY_BYTES = 56;

    private static final int LEAF_AT = 16;
    private static final int HEIGHT_AT = 48;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int BUCKET_BITS = 3;

    private final byte[] entries;
    private final long newestHeight;
    // Bucket b holds the entries from starts[b] to starts[b + 1].
    private final int bucketShift;
    private final int[] starts;

    private SlotRun(byte[] entries) {
        this.entries = entries;
        int count = entries.length / ENTRY_BYTES;
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count) - BUCKET_BITS);
        bucketShift = Long.SIZE - bits;
        starts = new int[(1 << bits) + 1];
        long newest = -1;
        int bucket = 0;
        for (int i = 0; i < count; i++) {
            newest = Math.max(newest, word(entries, i * ENTRY_BYTES + HEIGHT_AT));
            int own = (int) (word(entries, i * ENTRY_BYTES) >>> bucketShift);
            while (bucket < own) {
                starts[++bucket] = i;
            }
        }
        Arrays.fill(starts, bucket + 1, starts.length, count);
        this.newestHeight = newest;
    }

    static SlotRun of(SortedMap<Bytes, Digest> slots, long height) {
        byte[] entries = new byte[slots.size() * ENTRY_BYTES];
        int at = 0;
        for (Map.Entry<Bytes, Digest> slot : slots.entrySet()) {
            slot.getKey().copyTo(entries, at);
            slot.getValue().bytes().copyTo(entries, at + LEAF_AT);
            LONG.set(entries, at + HEIGHT_AT, height);
            at += ENTRY_BYTES;
        }
        return new SlotRun(entries);
    }

    /// Both runs in one, without what is older than `heightMin`; of two entries of one key the newer stays.
    static SlotRun merge(SlotRun older, SlotRun newer, long heightMin) {
        byte[] a = older.entries;
        byte[] b = newer.entries;
        byte[] merged = new byte[a.length + b.length];
        int length = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            int order = i == a.length ? 1 : j == b.length ? -1 : compare(a, i, b, j);
            byte[] source = order < 0 ? a : b;
            int from = order < 0 ? i : j;
            i += order <= 0 ? ENTRY_BYTES : 0;
            j += order >= 0 ? ENTRY_BYTES : 0;
            if (word(source, from + HEIGHT_AT) >= heightMin) {
                System.arraycopy(source, from, merged, length, ENTRY_BYTES);
                length += ENTRY_BYTES;
            }
        }
        return new SlotRun(Arrays.copyOf(merged, length));
    }

    static SlotRun decode(Bytes entries) throws MalformedException {
        if (entries.length() % ENTRY_BYTES != 0) {
            throw new MalformedException("", -1, "whole entries of 56 bytes", entries.length() + " bytes");
        }
        byte[] array = entries.toArray();
        for (int at = ENTRY_BYTES; at < array.length; at += ENTRY_BYTES) {
            if (compare(array, at - ENTRY_BYTES, array, at) >= 0) {
                throw new MalformedException("", at, "ascending keys", "another order");
            }
        }
        return new SlotRun(array);
    }

    Bytes entries() {
        return Bytes.wrap(entries);
    }

    int size() {
        return entries.length / ENTRY_BYTES;
    }

    long newestHeight() {
        return newestHeight;
    }

    /// The leaf of a key of these two words that stands since a height of at least `heightMin`.
    Optional<Digest> leaf(long first, long second, long heightMin) {
        int bucket = (int) (first >>> bucketShift);
        int low = starts[bucket];
        int high = starts[bucket + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = middle * ENTRY_BYTES;
            int order = Long.compareUnsigned(word(entries, at), first);
            order = order != 0 ? order : Long.compareUnsigned(word(entries, at + 8), second);
            if (order == 0) {
                return word(entries, at + HEIGHT_AT) >= heightMin
                        ? Optional.of(new Digest(Bytes.of(entries, at + LEAF_AT, at + HEIGHT_AT)))
                        : Optional.empty();
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private static int compare(byte[] a, int i, byte[] b, int j) {
        int high = Long.compareUnsigned(word(a, i), word(b, j));
        return high != 0 ? high : Long.compareUnsigned(word(a, i + 8), word(b, j + 8));
    }

    static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}
