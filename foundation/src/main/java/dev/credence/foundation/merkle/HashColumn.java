package dev.credence.foundation.merkle;

import java.util.Arrays;

/// A growing sequence of 32-byte hashes in pages of 256, so that a page of level 0 or 8 is a tile, and growth never copies
/// hashes.
final class HashColumn {
    static final int HASH_BYTES = 32;
    private static final int PAGE_HASHES = 256;

    private byte[][] pages = new byte[4][];
    private long count;

    long count() {
        return count;
    }

    void add(byte[] source, int offset) {
        int page = Math.toIntExact(count / PAGE_HASHES);
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, Math.multiplyExact(pages.length, 2));
        }
        if (pages[page] == null) {
            pages[page] = new byte[PAGE_HASHES * HASH_BYTES];
        }
        System.arraycopy(source, offset, pages[page], slot(count), HASH_BYTES);
        count++;
    }

    /// Copies the hash at `index` to `target` from `offset` on.
    void copy(long index, byte[] target, int offset) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("hash " + index + " of " + count);
        }
        System.arraycopy(pages[(int) (index / PAGE_HASHES)], slot(index), target, offset, HASH_BYTES);
    }

    private static int slot(long index) {
        return (int) (index % PAGE_HASHES) * HASH_BYTES;
    }
}
