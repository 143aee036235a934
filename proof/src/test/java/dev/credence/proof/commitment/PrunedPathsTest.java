package dev.credence.proof.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Pruned paths against a tree that is built in full, for every set of leaves of small trees.
class PrunedPathsTest {
    @Test
    void everySetOfLeavesLeadsToTheRoot() {
        for (int depth = 0; depth <= 4; depth++) {
            List<List<Digest>> tree = tree(depth);
            for (int set = 1; set < 1 << (1 << depth); set++) {
                check(tree, depth, positions(set));
            }
        }
    }

    @Test
    void manyLeavesOfALargerTreeLeadToTheRoot() {
        List<List<Digest>> tree = tree(9);
        Seeded.check(50, (random, _) -> check(tree, 9, PrunedPaths.distinct(random.ints(1 + random.nextInt(100), 0, 512).toArray())));
    }

    @Test
    void aSiblingThatCanBeComputedIsNotSent() {
        assertThat(PrunedPaths.count(new int[] {0, 1}, 3)).isEqualTo(2);
        assertThat(PrunedPaths.count(new int[] {1, 2}, 3)).isEqualTo(3);
        assertThat(PrunedPaths.count(new int[] {5}, 3)).isEqualTo(3);
        assertThat(PrunedPaths.count(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, 3)).isZero();
    }

    @Test
    void repeatedIndicesAreOneLeaf() {
        assertThat(PrunedPaths.distinct(new int[] {5, 1, 5, 0, 1})).containsExactly(0, 1, 5);
    }

    @Test
    void everyOtherSiblingLeadsToAnotherRoot() {
        List<List<Digest>> tree = tree(4);
        int[] leaves = {0, 3, 4, 11};
        List<Digest> siblings = siblings(tree, leaves, 4);
        for (int i = 0; i < siblings.size(); i++) {
            List<Digest> other = new ArrayList<>(siblings);
            other.set(i, Sha256.of(Bytes.ofUtf8("other")));
            assertThat(PrunedPaths.root(leaves, 4, hashes(tree, leaves), other)).isNotEqualTo(tree.get(4).getFirst().bytes().toArray());
            for (int j = 0; j < i; j++) {
                List<Digest> swapped = new ArrayList<>(siblings);
                swapped.set(i, siblings.get(j));
                swapped.set(j, siblings.get(i));
                assertThat(PrunedPaths.root(leaves, 4, hashes(tree, leaves), swapped)).isNotEqualTo(tree.get(4).getFirst().bytes().toArray());
            }
        }
    }

    private static void check(List<List<Digest>> tree, int depth, int[] leaves) {
        List<Digest> siblings = siblings(tree, leaves, depth);
        assertThat(PrunedPaths.count(leaves, depth)).isEqualTo(siblings.size());
        assertThat(PrunedPaths.root(leaves, depth, hashes(tree, leaves), siblings)).isEqualTo(tree.get(depth).getFirst().bytes().toArray());
    }

    private static List<Digest> siblings(List<List<Digest>> tree, int[] leaves, int depth) {
        List<Digest> siblings = new ArrayList<>();
        PrunedPaths.siblings(leaves, depth, (level, index) -> siblings.add(tree.get(level).get(index)));
        return siblings;
    }

    private static int[] positions(int set) {
        return IntStream.range(0, 32).filter(i -> (set >>> i & 1) == 1).toArray();
    }

    private static byte[] hashes(List<List<Digest>> tree, int[] leaves) {
        byte[] hashes = new byte[32 * leaves.length];
        for (int i = 0; i < leaves.length; i++) {
            tree.getFirst().get(leaves[i]).bytes().copyTo(hashes, 32 * i);
        }
        return hashes;
    }

    // Level by level from the leaves, by the definition.
    private static List<List<Digest>> tree(int depth) {
        List<List<Digest>> levels = new ArrayList<>();
        List<Digest> level = new ArrayList<>();
        for (int i = 0; i < 1 << depth; i++) {
            level.add(Sha256.of(Bytes.ofUtf8("leaf " + i)));
        }
        levels.add(level);
        for (int k = 0; k < depth; k++) {
            List<Digest> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                above.add(Sha256.of(Bytes.of(new byte[] {1}), level.get(i).bytes(), level.get(i + 1).bytes()));
            }
            levels.add(above);
            level = above;
        }
        return levels;
    }
}
