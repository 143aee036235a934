package dev.credence.inference.language.tokenizer;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Merges neighbouring symbols, the most urgent pair first and of equal ones the leftmost, until no pair is left.
///
/// A symbol is a range of the text, named by where it begins; n symbols take O(n log n) steps, however the vocabulary is made.
final class MergeQueue {
    /// What a pair of neighbours is worth.
    interface Pairs {
        /// No such pair.
        long NONE = Long.MIN_VALUE;

        /// How urgent it is to merge symbols `left` and `right`, smaller first, or `NONE`.
        ///
        /// @param end where the right one ends
        long order(int left, int right, int end);

        /// The pair was merged: `left` now reaches to `end`.
        void merge(int left, int right, int end);
    }

    private record Pair(long order, int left, int right, int end) {}

    private static final Comparator<Pair> FIRST = Comparator.comparingLong(Pair::order).thenComparingInt(Pair::left);

    private final Pairs pairs;
    private final int[] end;
    private final int[] before;
    private final PriorityQueue<Pair> queue = new PriorityQueue<>(FIRST);

    /// @param ends where each symbol ends, by where it begins; a symbol begins where the one before ends. Overwritten: afterwards
    ///     it holds the ends of what is left
    MergeQueue(Pairs pairs, int[] ends) {
        this.pairs = pairs;
        this.end = ends;
        this.before = new int[ends.length + 1];
    }

    void run(int length) {
        int last = -1;
        for (int at = 0; at < length; at = end[at]) {
            before[at] = last;
            last = at;
        }
        for (int at = 0; at < length; at = end[at]) {
            add(at, length);
        }
        for (Pair pair = queue.poll(); pair != null; pair = queue.poll()) {
            boolean stands = end[pair.left] == pair.right && end[pair.right] == pair.end;
            if (!stands) {
                continue;
            }
            pairs.merge(pair.left, pair.right, pair.end);
            end[pair.left] = pair.end;
            // Nothing ends at 0: whoever still refers to this symbol finds it gone.
            end[pair.right] = 0;
            if (pair.end < length) {
                before[pair.end] = pair.left;
            }
            if (before[pair.left] >= 0) {
                add(before[pair.left], length);
            }
            add(pair.left, length);
        }
    }

    private void add(int left, int length) {
        int right = end[left];
        if (right < length) {
            long order = pairs.order(left, right, end[right]);
            if (order != Pairs.NONE) {
                queue.add(new Pair(order, left, right, end[right]));
            }
        }
    }
}
