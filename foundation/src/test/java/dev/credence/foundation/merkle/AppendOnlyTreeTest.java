package dev.credence.foundation.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The fast tree against the recursive definition, exhaustively for all sizes up to 64.
class AppendOnlyTreeTest {
    private static final int SIZE_MAX = 64;

    private final List<Digest> leaves = Leaves.hashes(SIZE_MAX);
    private final AppendOnlyTree tree = Leaves.tree(SIZE_MAX);

    @Test
    void rootOfEverySizeIsThatOfTheDefinition() {
        for (int size = 0; size <= SIZE_MAX; size++) {
            assertThat(tree.root(size)).as("size %d", size).isEqualTo(MerkleTree.root(leaves.subList(0, size)));
        }
    }

    @Test
    void inclusionOfEveryLeafInEverySizeIsThatOfTheDefinitionAndVerifies() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            Digest root = tree.root(size);
            for (int index = 0; index < size; index++) {
                List<Digest> path = tree.inclusion(index, size);
                assertThat(path).isEqualTo(MerkleTree.inclusion(leaves.subList(0, size), index));
                assertThat(MerkleTree.verifyInclusion(leaves.get(index), index, size, path, root)).isTrue();
            }
        }
    }

    @Test
    void consistencyOfEveryPairOfSizesIsThatOfTheDefinitionAndVerifies() {
        for (int newSize = 0; newSize <= SIZE_MAX; newSize++) {
            for (int oldSize = 0; oldSize <= newSize; oldSize++) {
                List<Digest> path = tree.consistency(oldSize, newSize);
                assertThat(path).isEqualTo(MerkleTree.consistency(leaves.subList(0, newSize), oldSize));
                boolean verified = MerkleTree.verifyConsistency(
                        oldSize, newSize, tree.root(oldSize), tree.root(newSize), path);
                // From nothing there is nothing to prove.
                assertThat(verified).as("%d → %d", oldSize, newSize).isEqualTo(oldSize > 0 || newSize == 0);
            }
        }
    }

    @Test
    void growsTheSameFromEntriesFromLeafHashesAndFromTiles() {
        AppendOnlyTree byHash = new AppendOnlyTree();
        leaves.forEach(byHash::appendLeafHash);
        AppendOnlyTree byTile = new AppendOnlyTree();
        byTile.appendLeafHashes(tree.nodes(0, 0, 30));
        byTile.appendLeafHashes(tree.nodes(0, 30, 34));
        assertThat(byHash.root()).isEqualTo(tree.root());
        assertThat(byTile.root()).isEqualTo(tree.root());
        assertThat(byTile.size()).isEqualTo(SIZE_MAX);
    }

    @Test
    void keepsItsWordAcrossPages() {
        AppendOnlyTree large = Leaves.tree(1_000);
        List<Digest> hashes = Leaves.hashes(1_000);
        for (int size : new int[] {255, 256, 257, 511, 512, 513, 999, 1_000}) {
            assertThat(large.root(size)).isEqualTo(MerkleTree.root(hashes.subList(0, size)));
            assertThat(large.inclusion(254, size)).isEqualTo(MerkleTree.inclusion(hashes.subList(0, size), 254));
            assertThat(large.consistency(254, size))
                    .isEqualTo(MerkleTree.consistency(hashes.subList(0, size), 254));
        }
    }

    @Test
    void refusesWhatIsNotInTheTree() {
        assertThatThrownBy(() -> tree.root(65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(64, 64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(-1, 64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.node(7, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.node(6, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.appendLeafHashes(Bytes.ofUtf8("short"))).isInstanceOf(IllegalArgumentException.class);
    }
}
