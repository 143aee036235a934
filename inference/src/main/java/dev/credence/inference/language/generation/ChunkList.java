package dev.credence.inference.language.generation;

import dev.credence.inference.tensor.ChunkHasher;
import dev.credence.inference.tensor.RowRoots;
import java.util.Arrays;

/// The chunks of some rows, in groups of equal length that are hashed at once.
///
/// Chunks are numbered as they lie: those of the first row, of the second, and so on. Its arrays are used again.
final class ChunkList {
    private static final int LENGTH_SHIFT = 32;

    private int rows;
    private int[] firsts = new int[1];
    private int size;
    private int[] rowOf = new int[0];
    // Chunks by falling length: whole ones as they lie, then the ends of rows.
    private int[] order = new int[0];
    private int whole;
    // length << 32 | chunk
    private long[] ends = new long[0];
    private int endCount;
    private int groups;
    private int[] groupFroms = new int[1];
    private int[] lengths = new int[0];

    void clear() {
        rows = 0;
        size = 0;
        whole = 0;
        endCount = 0;
        groups = 0;
    }

    /// The next row, of `count` elements.
    void add(int count) {
        int chunks = RowRoots.chunks(count);
        if (firsts.length <= rows + 1) {
            firsts = Arrays.copyOf(firsts, 2 * rows + 2);
            ends = Arrays.copyOf(ends, 2 * rows + 2);
        }
        if (rowOf.length < size + chunks) {
            rowOf = Arrays.copyOf(rowOf, 2 * (size + chunks));
            order = Arrays.copyOf(order, rowOf.length);
        }
        Arrays.fill(rowOf, size, size + chunks, rows);
        int full = count / RowRoots.CHUNK_FLOATS;
        for (int i = 0; i < full; i++) {
            order[whole++] = size + i;
        }
        if (full < chunks) {
            ends[endCount++] = (long) (count - full * RowRoots.CHUNK_FLOATS) << LENGTH_SHIFT | size + full;
        }
        size += chunks;
        firsts[++rows] = size;
    }

    /// Makes the groups of what has been added.
    void group() {
        Arrays.sort(ends, 0, endCount);
        if (lengths.length < size) {
            lengths = new int[rowOf.length];
            groupFroms = new int[rowOf.length + 1];
        }
        for (int i = 0; i < endCount; i++) {
            order[whole + i] = (int) ends[endCount - 1 - i];
        }
        for (int from = 0; from < size; ) {
            int length = lengthAt(from);
            int to = from + 1;
            while (to < size && to - from < ChunkHasher.CHUNKS_MAX && lengthAt(to) == length) {
                to++;
            }
            lengths[groups++] = length;
            groupFroms[groups] = to;
            from = to;
        }
    }

    private int lengthAt(int place) {
        return place < whole ? RowRoots.CHUNK_FLOATS : (int) (ends[endCount - 1 - (place - whole)] >> LENGTH_SHIFT);
    }

    /// How many chunks there are.
    int size() {
        return size;
    }

    /// The first chunk of a row.
    int first(int row) {
        return firsts[row];
    }

    /// The row of a chunk.
    int row(int chunk) {
        return rowOf[chunk];
    }

    /// How many groups there are.
    int groups() {
        return groups;
    }

    /// The first place of a group; its last is before the next group's first.
    int groupFrom(int group) {
        return groupFroms[group];
    }

    /// Elements of each chunk of a group.
    int length(int group) {
        return lengths[group];
    }

    /// The chunk at a place of a group.
    int chunk(int place) {
        return order[place];
    }
}
