package dev.credence.foundation.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Verification of proofs: honest ones are accepted, and every way of bending one is refused.
class MerkleTreeTest {
    private static final int SIZE = 21;

    private final List<Digest> leaves = Leaves.hashes(SIZE);
    private final AppendOnlyTree tree = Leaves.tree(SIZE);

    // The eight entries that implementations of RFC 6962 test with, and the roots over the first n of them.
    private static final List<String> ENTRIES = List.of(
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void hasTheRootsThatEveryImplementationHas() throws MalformedException {
        List<Digest> hashes = new ArrayList<>();
        AppendOnlyTree fast = new AppendOnlyTree();
        assertThat(MerkleTree.root(hashes).hex()).isEqualTo(ROOTS.getFirst());
        for (int i = 0; i < ENTRIES.size(); i++) {
            Bytes entry = Bytes.parseHex(ENTRIES.get(i), ENTRIES.get(i).length() / 2);
            hashes.add(MerkleTree.leafHash(entry));
            fast.append(entry);
            assertThat(MerkleTree.root(hashes).hex()).isEqualTo(ROOTS.get(i + 1));
            assertThat(fast.root().hex()).isEqualTo(ROOTS.get(i + 1));
        }
    }

    @Test
    void refusesInclusionWithAnyByteChanged() {
        Digest root = tree.root();
        for (int index = 0; index < SIZE; index++) {
            List<Digest> path = tree.inclusion(index, SIZE);
            for (int at = 0; at < Digest.LENGTH; at++) {
                Digest leaf = leaves.get(index);
                assertThat(MerkleTree.verifyInclusion(Leaves.flipped(leaf, at), index, SIZE, path, root)).isFalse();
                assertThat(MerkleTree.verifyInclusion(leaf, index, SIZE, path, Leaves.flipped(root, at))).isFalse();
                for (int i = 0; i < path.size(); i++) {
                    List<Digest> bent = new ArrayList<>(path);
                    bent.set(i, Leaves.flipped(path.get(i), at));
                    assertThat(MerkleTree.verifyInclusion(leaf, index, SIZE, bent, root)).isFalse();
                }
            }
        }
    }

    @Test
    void refusesInclusionAtAnyOtherIndex() {
        for (int index = 0; index < SIZE; index++) {
            List<Digest> path = tree.inclusion(index, SIZE);
            for (long other = -SIZE; other < 3 * SIZE; other++) {
                assertThat(MerkleTree.verifyInclusion(leaves.get(index), other, SIZE, path, tree.root()))
                        .isEqualTo(other == index);
            }
        }
    }

    @Test
    void refusesInclusionWithAHashTooManyOrTooFew() {
        for (int index = 0; index < SIZE; index++) {
            List<Digest> path = tree.inclusion(index, SIZE);
            for (int i = 0; i <= path.size(); i++) {
                List<Digest> longer = new ArrayList<>(path);
                longer.add(i, MerkleTree.emptyRoot());
                assertThat(MerkleTree.verifyInclusion(leaves.get(index), index, SIZE, longer, tree.root())).isFalse();
            }
            for (int i = 0; i < path.size(); i++) {
                List<Digest> shorter = new ArrayList<>(path);
                shorter.remove(i);
                assertThat(MerkleTree.verifyInclusion(leaves.get(index), index, SIZE, shorter, tree.root())).isFalse();
            }
        }
    }

    @Test
    void refusesANodeInThePlaceOfALeafOfALargerTree() {
        // Without RFC 9162's last step, a path cut short proves an inner node as if it were a leaf.
        Digest inner = tree.node(1, 0);
        List<Digest> path = tree.inclusion(0, 16);
        assertThat(MerkleTree.verifyInclusion(inner, 0, 16, path.subList(1, path.size()), tree.root(16))).isFalse();
        assertThat(MerkleTree.verifyInclusion(tree.root(16), 0, 16, List.of(), tree.root(16))).isFalse();
    }

    @Test
    void survivesSizesAtTheEdgeOfTheNumbers() {
        Digest leaf = leaves.getFirst();
        List<Digest> path = tree.inclusion(0, SIZE);
        for (long size : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            for (long index : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
                assertThat(MerkleTree.verifyInclusion(leaf, index, size, path, tree.root())).isFalse();
                assertThat(MerkleTree.verifyConsistency(index, size, leaf, tree.root(), path)).isFalse();
            }
        }
    }

    @Test
    void verifiesInTheLargestTree() {
        // The last leaf of 2^63 - 1: one hash for every one bit of the index; the left siblings are any hashes.
        long size = Long.MAX_VALUE;
        List<Digest> path = new ArrayList<>();
        Digest root = leaves.getFirst();
        for (int i = 0; i < 62; i++) {
            Digest sibling = MerkleTree.leafHash(Leaves.entry(i));
            path.add(sibling);
            root = MerkleTree.nodeHash(sibling, root);
        }
        assertThat(MerkleTree.verifyInclusion(leaves.getFirst(), size - 1, size, path, root)).isTrue();
    }

    @Test
    void refusesConsistencyWithAnyByteChanged() {
        for (int oldSize = 1; oldSize < SIZE; oldSize++) {
            List<Digest> path = tree.consistency(oldSize, SIZE);
            Digest oldRoot = tree.root(oldSize);
            for (int at = 0; at < Digest.LENGTH; at += 5) {
                Digest bentOld = Leaves.flipped(oldRoot, at);
                Digest bentNew = Leaves.flipped(tree.root(), at);
                assertThat(MerkleTree.verifyConsistency(oldSize, SIZE, bentOld, tree.root(), path)).isFalse();
                assertThat(MerkleTree.verifyConsistency(oldSize, SIZE, oldRoot, bentNew, path)).isFalse();
                for (int i = 0; i < path.size(); i++) {
                    List<Digest> bent = new ArrayList<>(path);
                    bent.set(i, Leaves.flipped(path.get(i), at));
                    assertThat(MerkleTree.verifyConsistency(oldSize, SIZE, oldRoot, tree.root(), bent)).isFalse();
                }
            }
        }
    }

    @Test
    void refusesConsistencyOfAnotherOldSizeOrLength() {
        for (int oldSize = 1; oldSize < SIZE; oldSize++) {
            List<Digest> path = tree.consistency(oldSize, SIZE);
            for (int other = 0; other <= SIZE; other++) {
                boolean verified = MerkleTree.verifyConsistency(other, SIZE, tree.root(oldSize), tree.root(), path);
                assertThat(verified).as("%d as %d", oldSize, other).isEqualTo(other == oldSize);
            }
            List<Digest> longer = new ArrayList<>(path);
            longer.add(MerkleTree.emptyRoot());
            assertThat(MerkleTree.verifyConsistency(oldSize, SIZE, tree.root(oldSize), tree.root(), longer)).isFalse();
            List<Digest> shorter = path.subList(0, path.size() - 1);
            assertThat(MerkleTree.verifyConsistency(oldSize, SIZE, tree.root(oldSize), tree.root(), shorter)).isFalse();
        }
    }

    @Test
    void refusesARewrittenPast() {
        // The same log with one early entry changed, as an equivocating log would show it.
        AppendOnlyTree forked = new AppendOnlyTree();
        for (int i = 0; i < SIZE; i++) {
            forked.append(i == 2 ? Bytes.ofUtf8("rewritten") : Leaves.entry(i));
        }
        for (int oldSize = 3; oldSize < SIZE; oldSize++) {
            assertThat(MerkleTree.verifyConsistency(
                            oldSize, SIZE, tree.root(oldSize), forked.root(), forked.consistency(oldSize, SIZE)))
                    .isFalse();
        }
    }

    @Test
    void refusesAPathLongerThanTheTreeIsHighEvenIfItLeadsToTheRoot() {
        Digest leaf = leaves.getFirst();
        Digest above = leaves.get(1);
        assertThat(MerkleTree.verifyInclusion(leaf, 0, 1, List.of(above), MerkleTree.nodeHash(above, leaf))).isFalse();
        assertThat(MerkleTree.verifyInclusion(leaf, 0, 2, List.of(above), MerkleTree.nodeHash(leaf, above))).isTrue();
    }

    @Test
    void nothingIsConsistentWithNothingOnlyUnderTheEmptyRoot() {
        Digest empty = MerkleTree.emptyRoot();
        assertThat(MerkleTree.verifyConsistency(0, 0, empty, empty, List.of())).isTrue();
        assertThat(MerkleTree.verifyConsistency(0, 0, leaves.get(0), leaves.get(0), List.of())).isFalse();
        assertThat(MerkleTree.verifyConsistency(0, 0, empty, empty, List.of(empty))).isFalse();
    }
}
