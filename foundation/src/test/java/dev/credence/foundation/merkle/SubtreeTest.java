package dev.credence.foundation.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.hash.Digest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Subtrees of all trees up to 33 leaves, with proofs from the recursive definition of the draft, section 4.4.1.
class SubtreeTest {
    private static final int SIZE_MAX = 33;

    private final List<Digest> leaves = Leaves.hashes(SIZE_MAX);

    @Test
    void everyValidSubtreeOfEveryTreeIsProved() {
        int valid = 0;
        for (int size = 1; size <= SIZE_MAX; size++) {
            List<Digest> tree = leaves.subList(0, size);
            for (int start = 0; start < size; start++) {
                for (int end = start + 1; end <= size; end++) {
                    Subtree subtree = new Subtree(start, end);
                    if (subtree.isValid()) {
                        List<Digest> path = proof(start, end, tree, true);
                        Digest subtreeRoot = MerkleTree.root(tree.subList(start, end));
                        assertThat(subtree.verifyConsistency(size, subtreeRoot, MerkleTree.root(tree), path))
                                .as("[%d, %d) of %d", start, end, size)
                                .isTrue();
                        assertThat(subtree.verifyConsistency(
                                        size, Leaves.flipped(subtreeRoot, 0), MerkleTree.root(tree), path))
                                .isFalse();
                        valid++;
                    }
                }
            }
        }
        assertThat(valid).isGreaterThan(1_000);
    }

    @Test
    void startIsAMultipleOfThePowerOfTwoAtOrAboveTheLength() {
        for (int start = 0; start < 40; start++) {
            for (int end = start; end < 80; end++) {
                int ceiling = 1;
                while (ceiling < end - start) {
                    ceiling *= 2;
                }
                assertThat(new Subtree(start, end).isValid()).isEqualTo(start % ceiling == 0);
            }
        }
        assertThat(new Subtree(-1, 0).isValid()).isFalse();
        assertThat(new Subtree(2, 1).isValid()).isFalse();
        assertThat(new Subtree(0, Long.MAX_VALUE).isValid()).isTrue();
        assertThat(new Subtree(1, Long.MAX_VALUE).isValid()).isFalse();
    }

    // SUBTREE_SUBPROOF(start, end, D[n], b): b says that the verifier knows this node already.
    private static List<Digest> proof(int start, int end, List<Digest> tree, boolean known) {
        int n = tree.size();
        if (start == 0 && end == n) {
            return known ? List.of() : List.of(MerkleTree.root(tree));
        }
        int k = MerkleTree.split(n);
        List<Digest> left = tree.subList(0, k);
        List<Digest> right = tree.subList(k, n);
        List<Digest> path;
        if (end <= k) {
            path = new ArrayList<>(proof(start, end, left, known));
            path.add(MerkleTree.root(right));
        } else if (k <= start) {
            path = new ArrayList<>(proof(start - k, end - k, right, known));
            path.add(MerkleTree.root(left));
        } else {
            path = new ArrayList<>(proof(0, end - k, right, false));
            path.add(MerkleTree.root(left));
        }
        return path;
    }

    @Test
    void refusesWhatNoTreeKeepsEvenIfTheHashesFit() {
        Digest root = leaves.getFirst();
        // Beyond the tree's end, and across its joints: the climb alone would end at the top in both cases.
        assertThat(new Subtree(0, 2).verifyConsistency(1, root, root, List.of())).isFalse();
        assertThat(new Subtree(1, 3).verifyConsistency(3, root, root, List.of())).isFalse();
        Digest pair = MerkleTree.nodeHash(leaves.get(1), leaves.get(2));
        assertThat(new Subtree(1, 3).verifyInclusion(leaves.get(1), 1, List.of(leaves.get(2)), pair)).isFalse();
        assertThat(new Subtree(2, 4).verifyInclusion(leaves.get(1), 2, List.of(leaves.get(2)), pair)).isTrue();
        assertThat(new Subtree(2, 4).verifyInclusion(leaves.get(1), 1, List.of(leaves.get(2)), pair)).isFalse();
    }
}
