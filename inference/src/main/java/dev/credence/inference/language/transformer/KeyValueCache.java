package dev.credence.inference.language.transformer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Keys and values of the positions so far, single precision, in pages that are taken as they are needed.
///
/// Keys lie in blocks of 16 positions, element by element, so that the scores of 16 positions are computed side by side:
/// key element i of position p in a page stands at `((head · 4 + p ÷ 16) · headSize + i) · 16 + p mod 16`; value element i at
/// `(head · 64 + p) · headSize + i`. Nothing is ever shifted or overwritten but by `truncate` and what follows it.
///
/// A fork shares the pages; whichever of the two writes to a shared page first takes a copy of it.
public final class KeyValueCache {
    /// Positions of a page.
    public static final int PAGE = 64;
    /// Positions of a block of keys.
    public static final int BLOCK = 16;

    private final int headSize;
    private final int heads;
    private final int positionsMax;
    private final List<List<float[]>> keys = new ArrayList<>();
    private final List<List<float[]>> values = new ArrayList<>();
    // Pages that another cache may hold too.
    private final BitSet shared = new BitSet();
    private int length;

    /// An empty cache for `shape`.
    ///
    /// @param positionsMax how many positions it may come to hold
    public KeyValueCache(ModelShape shape, int positionsMax) {
        if (positionsMax < 1) {
            throw new IllegalArgumentException("at least one position expected, found " + positionsMax);
        }
        this.headSize = shape.attention().headSize();
        this.heads = shape.attention().kvHeads();
        this.positionsMax = positionsMax;
        for (int layer = 0; layer < shape.layers(); layer++) {
            keys.add(new ArrayList<>());
            values.add(new ArrayList<>());
        }
    }

    private KeyValueCache(KeyValueCache origin) {
        this.headSize = origin.headSize;
        this.heads = origin.heads;
        this.positionsMax = origin.positionsMax;
    }

    /// Another cache that holds the first `to` positions of this one; both may go on, each by itself.
    public KeyValueCache fork(int to) {
        if (to < 0 || to > length) {
            throw new IllegalArgumentException("0 to " + length + " expected, found " + to);
        }
        KeyValueCache fork = new KeyValueCache(this);
        int pages = pages(to);
        for (int layer = 0; layer < keys.size(); layer++) {
            fork.keys.add(new ArrayList<>(keys.get(layer).subList(0, pages)));
            fork.values.add(new ArrayList<>(values.get(layer).subList(0, pages)));
        }
        shared.set(0, pages);
        fork.shared.set(0, pages);
        fork.length = to;
        return fork;
    }

    private static int pages(int positions) {
        return (positions + PAGE - 1) / PAGE;
    }

    /// How many positions it holds.
    public int length() {
        return length;
    }

    public int positionsMax() {
        return positionsMax;
    }

    /// The bytes that its pages take, shared ones included.
    public long bytes() {
        return 2L * keys.size() * keys.getFirst().size() * PAGE * heads * headSize * Float.BYTES;
    }

    /// The bytes that the pages take which no other cache holds.
    public long ownBytes() {
        int pages = keys.getFirst().size();
        return pages == 0 ? 0 : bytes() / pages * (pages - shared.cardinality());
    }

    /// Forgets the positions from `to` on.
    public void truncate(int to) {
        if (to < 0 || to > length) {
            throw new IllegalArgumentException("0 to " + length + " expected, found " + to);
        }
        length = to;
    }

    /// Makes room for `count` more positions.
    void reserve(int count) {
        if (count > positionsMax - length) {
            throw new IllegalArgumentException("at most " + (positionsMax - length) + " more positions expected, found " + count);
        }
        int pages = pages(length + count);
        for (int page = length / PAGE; page < pages; page++) {
            own(page);
        }
        for (int layer = 0; layer < keys.size(); layer++) {
            while (keys.get(layer).size() < pages) {
                keys.get(layer).add(new float[PAGE * heads * headSize]);
                values.get(layer).add(new float[PAGE * heads * headSize]);
            }
        }
    }

    private void own(int page) {
        if (shared.get(page)) {
            for (int layer = 0; layer < keys.size(); layer++) {
                keys.get(layer).set(page, keys.get(layer).get(page).clone());
                values.get(layer).set(page, values.get(layer).get(page).clone());
            }
            shared.clear(page);
        }
    }

    /// Writes key and value of `position`, whose elements begin at `at`.
    void put(int layer, int position, float[] key, float[] value, int at) {
        float[] keyPage = keyPage(layer, position / PAGE);
        float[] valuePage = valuePage(layer, position / PAGE);
        for (int head = 0; head < heads; head++) {
            int to = keyAt(head, position % PAGE);
            int from = at + head * headSize;
            for (int i = 0; i < headSize; i++) {
                keyPage[to + i * BLOCK] = key[from + i];
            }
            System.arraycopy(value, from, valuePage, valueAt(head, position % PAGE), headSize);
        }
    }

    /// The positions up to `to` are all there.
    void advance(int to) {
        length = to;
    }

    /// Page `page` of the keys of `layer`; nobody but this class writes to it.
    public float[] keyPage(int layer, int page) {
        return keys.get(layer).get(page);
    }

    /// Page `page` of the values of `layer`; nobody but this class writes to it.
    public float[] valuePage(int layer, int page) {
        return values.get(layer).get(page);
    }

    /// Where in a page key element 0 of `head` at `slot` of the page stands; the next elements are `BLOCK` apart.
    public int keyAt(int head, int slot) {
        return (head * (PAGE / BLOCK) + slot / BLOCK) * headSize * BLOCK + slot % BLOCK;
    }

    /// Where in a page value element 0 of `head` at `slot` of the page stands; the next elements follow.
    public int valueAt(int head, int slot) {
        return (head * PAGE + slot) * headSize;
    }
}
