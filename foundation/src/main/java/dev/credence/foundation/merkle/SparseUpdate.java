package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies many changes to a sparse Merkle tree in one descent: each touched node is rebuilt once.
final class SparseUpdate {
    private SparseUpdate() {}

    /// A key's new value, or none for its removal.
    record Change(Digest key, Optional<Bytes> value) {}

    /// `node` after `changes`; the same object if nothing changed.
    ///
    /// @param changes ascending by key, each key once, all within the node's part of the key space
    /// @param depth   the node's depth, at most 256
    static SparseNode apply(SparseNode node, List<Change> changes, int depth) {
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

    private static SparseNode applyToLeaf(SparseNode.Leaf leaf, List<Change> changes, int depth) {
        List<Change> all = new ArrayList<>(changes.size() + 1);
        boolean kept = true;
        boolean placed = false;
        for (Change change : changes) {
            int order = change.key().compareTo(leaf.key());
            if (order == 0) {
                kept = change.value().map(leaf.value()::equals).orElse(false);
                placed = true;
            } else if (order > 0 && !placed) {
                all.add(new Change(leaf.key(), Optional.of(leaf.value())));
                placed = true;
            }
            all.add(change);
        }
        if (!placed) {
            all.add(new Change(leaf.key(), Optional.of(leaf.value())));
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
        return changes.stream().filter(change -> change.value().isPresent()).toList();
    }

    // The number of changes on the left: as they are sorted and share the bits above, those come first.
    private static int firstRight(List<Change> changes, int depth) {
        int low = 0;
        int high = changes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (SparseNode.bit(changes.get(middle).key(), depth)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
