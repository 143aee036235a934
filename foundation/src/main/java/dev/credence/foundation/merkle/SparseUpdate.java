package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Applies many changes to a sparse Merkle tree in one descent: each touched node is rebuilt once.
final class SparseUpdate {
    private SparseUpdate() {}

    /// A key's new value, or none for its removal; ordered by key.
    ///
    /// @param prefix the key's first eight bytes, by which almost every comparison is decided
    private record Change(long prefix, Digest key, Optional<Bytes> value) implements Comparable<Change> {
        static Change of(Digest key, Optional<Bytes> value) {
            return new Change(key.bytes().toBuffer().getLong(0), key, value);
        }

        @Override
        public int compareTo(Change other) {
            int order = Long.compareUnsigned(prefix, other.prefix);
            return order != 0 ? order : key.compareTo(other.key);
        }

        boolean bit(int depth) {
            return depth < Long.SIZE ? (prefix >>> (Long.SIZE - 1 - depth) & 1) == 1 : SparseNode.bit(key, depth);
        }
    }

    /// `top` after `changes`; the same object if nothing changed.
    static SparseNode apply(SparseNode top, Map<Digest, Optional<Bytes>> changes) {
        List<Change> sorted = new ArrayList<>(changes.size());
        changes.forEach((key, value) -> sorted.add(Change.of(key, value)));
        Collections.sort(sorted);
        return apply(top, sorted, 0);
    }

    // changes: ascending by key, each key once, all within the node's part of the key space; depth at most 256.
    private static SparseNode apply(SparseNode node, List<Change> changes, int depth) {
        if (changes.isEmpty()) {
            return node;
        }
        return switch (node) {
            case SparseNode.Empty _ -> build(present(changes), depth);
            case SparseNode.Leaf leaf -> applyToLeaf(leaf, changes, depth);
            case SparseNode.Inner inner -> {
                int middle = firstRight(changes, depth);
                SparseNode left = apply(inner.left(), changes.subList(0, middle), depth + 1);
                SparseNode right = apply(inner.right(), changes.subList(middle, changes.size()), depth + 1);
                yield left == inner.left() && right == inner.right() ? inner : SparseNode.join(left, right);
            }
        };
    }

    // The leaf becomes one more change, unless a change is of its own key.
    private static SparseNode applyToLeaf(SparseNode.Leaf leaf, List<Change> changes, int depth) {
        Change own = Change.of(leaf.key(), Optional.of(leaf.value()));
        int at = Collections.binarySearch(changes, own);
        boolean kept = at < 0 || changes.get(at).value().equals(own.value());
        List<Change> all = changes;
        if (at < 0) {
            all = new ArrayList<>(changes);
            all.add(-at - 1, own);
        }
        List<Change> present = present(all);
        return kept && present.size() == 1 ? leaf : build(present, depth);
    }

    // The tree of the given keys alone.
    private static SparseNode build(List<Change> present, int depth) {
        return switch (present.size()) {
            case 0 -> SparseNode.Empty.INSTANCE;
            case 1 -> new SparseNode.Leaf(
                    present.getFirst().key(), present.getFirst().value().orElseThrow());
            default -> {
                int middle = firstRight(present, depth);
                yield SparseNode.join(
                        build(present.subList(0, middle), depth + 1),
                        build(present.subList(middle, present.size()), depth + 1));
            }
        };
    }

    private static List<Change> present(List<Change> changes) {
        List<Change> present = new ArrayList<>(changes.size());
        for (Change change : changes) {
            if (change.value().isPresent()) {
                present.add(change);
            }
        }
        return present;
    }

    // The number of changes on the left: as they are sorted and share the bits above, those come first.
    private static int firstRight(List<Change> changes, int depth) {
        int low = 0;
        int high = changes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes.get(middle).bit(depth)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
