package dev.credence.proof.commitment;

import dev.credence.foundation.hash.Digest;
import java.util.Arrays;
import java.util.List;

/// The siblings that tie a set of leaves to a root: only those that cannot be computed.
///
/// From the leaves up, level by level, and within a level in ascending order: the sibling of every known node whose
/// sibling is not known too. Both sides derive number and order from the leaves' positions alone.
final class PrunedPaths {
    private PrunedPaths() {}

    /// The distinct numbers of `indices`, ascending.
    static int[] distinct(int[] indices) {
        return Arrays.stream(indices).sorted().distinct().toArray();
    }

    /// Takes the place in its level (0 = leaves) of every sibling that is sent, in the order in which they are sent.
    @FunctionalInterface
    interface Visitor {
        void sibling(int level, int index);
    }

    /// @param leaves ascending, without repeats
    /// @param depth of the tree: 2^depth leaves
    static void siblings(int[] leaves, int depth, Visitor visitor) {
        int[] known = leaves.clone();
        int count = known.length;
        for (int level = 0; level < depth; level++) {
            int parents = 0;
            for (int i = 0; i < count; i++) {
                if (i + 1 < count && known[i + 1] == (known[i] ^ 1)) {
                    known[parents++] = known[i++] >> 1;
                } else {
                    visitor.sibling(level, known[i] ^ 1);
                    known[parents++] = known[i] >> 1;
                }
            }
            count = parents;
        }
    }

    /// How many siblings are sent.
    static int count(int[] leaves, int depth) {
        int[] count = {0};
        siblings(leaves, depth, (_, _) -> count[0]++);
        return count[0];
    }

    /// The root that leaves and siblings lead to.
    ///
    /// @param hashes of the leaves, 32 bytes each, in their order; overwritten
    /// @param siblings exactly as many as `count` says
    static byte[] root(int[] leaves, int depth, byte[] hashes, List<Digest> siblings) {
        LeafHash hash = new LeafHash(0);
        byte[] sibling = new byte[Digest.LENGTH];
        int[] known = leaves.clone();
        int count = known.length;
        int next = 0;
        for (int level = 0; level < depth; level++) {
            int parents = 0;
            for (int i = 0; i < count; i++) {
                int at = Digest.LENGTH * i;
                int parent = Digest.LENGTH * parents;
                boolean right = (known[i] & 1) == 1;
                known[parents++] = known[i] >> 1;
                if (i + 1 < count && known[i + 1] >> 1 == known[parents - 1]) {
                    hash.nodeInto(hashes, at, hashes, at + Digest.LENGTH, hashes, parent);
                    i++;
                } else {
                    siblings.get(next++).bytes().copyTo(sibling, 0);
                    if (right) {
                        hash.nodeInto(sibling, 0, hashes, at, hashes, parent);
                    } else {
                        hash.nodeInto(hashes, at, sibling, 0, hashes, parent);
                    }
                }
            }
            count = parents;
        }
        return Arrays.copyOf(hashes, Digest.LENGTH);
    }
}
