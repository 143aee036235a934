package dev.credence.inference.language.tokenizer;

import java.util.Arrays;

/// A growing row of token ids.
final class Ids {
    private int[] ids = new int[64];
    private int count;

    Ids() {}

    void add(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = id;
    }

    int count() {
        return count;
    }

    /// Forgets what came after the first `to`.
    void cut(int to) {
        count = to;
    }

    int[] toArray() {
        return Arrays.copyOf(ids, count);
    }
}
