package dev.credence.foundation.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The persistent tree against its definition over a sorted map.
class SparseMerkleTreeTest {
    private static final TaggedHash LEAF = TaggedHash.of("credence/state/leaf/v1");
    private static final TaggedHash INNER = TaggedHash.of("credence/state/inner/v1");

    @Test
    void rootIsThatOfTheDefinitionAfterEveryChange() {
        Seeded.check(20, (random, _) -> {
            SparseMerkleTree tree = SparseMerkleTree.empty();
            TreeMap<Digest, Bytes> model = new TreeMap<>();
            for (int step = 0; step < 120; step++) {
                Digest key = key(random);
                if (random.nextInt(3) == 0) {
                    tree = tree.remove(key);
                    model.remove(key);
                } else {
                    Bytes value = Leaves.entry(random.nextInt(4));
                    tree = tree.put(key, value);
                    model.put(key, value);
                }
                assertThat(tree.root()).isEqualTo(definition(List.copyOf(model.entrySet()), 0));
                assertThat(tree.get(key)).isEqualTo(Optional.ofNullable(model.get(key)));
            }
            Map<Digest, Bytes> visited = new TreeMap<>();
            tree.forEach(visited::put);
            assertThat(visited).isEqualTo(model);
        });
    }

    @Test
    void manyChangesAtOnceAreTheSameAsOneByOne() {
        Seeded.check(50, (random, _) -> {
            SparseMerkleTree tree = SparseMerkleTree.empty();
            for (int i = 0; i < 40; i++) {
                tree = tree.put(key(random), Leaves.entry(i));
            }
            Map<Digest, Optional<Bytes>> changes = new HashMap<>();
            for (int i = 0; i < 60; i++) {
                changes.put(key(random), random.nextBoolean() ? Optional.of(Leaves.entry(i)) : Optional.empty());
            }
            SparseMerkleTree oneByOne = tree;
            for (Map.Entry<Digest, Optional<Bytes>> change : changes.entrySet()) {
                oneByOne = change.getValue().isPresent()
                        ? oneByOne.put(change.getKey(), change.getValue().orElseThrow())
                        : oneByOne.remove(change.getKey());
            }
            assertThat(tree.update(changes).root()).isEqualTo(oneByOne.root());
        });
    }

    @Test
    void olderTreesStayAsTheyWere() {
        SparseMerkleTree one = SparseMerkleTree.empty().put(key(1), Leaves.entry(1));
        Digest before = one.root();
        SparseMerkleTree two = one.put(key(2), Leaves.entry(2)).remove(key(1));
        assertThat(one.root()).isEqualTo(before);
        assertThat(one.get(key(1))).contains(Leaves.entry(1));
        assertThat(two.get(key(1))).isEmpty();
        assertThat(two.remove(key(2)).root()).isEqualTo(SparseMerkleTree.empty().root());
        assertThat(two.remove(key(2)).isEmpty()).isTrue();
    }

    @Test
    void whatChangesNothingGivesTheSameTree() {
        SparseMerkleTree tree = SparseMerkleTree.empty().put(key(1), Leaves.entry(1)).put(key(2), Leaves.entry(2));
        assertThat(tree.remove(key(3))).isSameAs(tree);
        assertThat(tree.put(key(2), Leaves.entry(2))).isSameAs(tree);
    }

    @Test
    void keysThatDifferInTheLastBitStandApart() {
        byte[] bytes = new byte[32];
        Digest even = new Digest(Bytes.of(bytes));
        bytes[31] = 1;
        Digest odd = new Digest(Bytes.of(bytes));
        SparseMerkleTree tree = SparseMerkleTree.empty().put(even, Leaves.entry(0)).put(odd, Leaves.entry(1));
        assertThat(tree.get(even)).contains(Leaves.entry(0));
        assertThat(tree.get(odd)).contains(Leaves.entry(1));
        SparseProof proof = tree.prove(odd);
        assertThat(proof.siblings()).hasSize(256);
        assertThat(proof.verifyPresent(tree.root(), odd, Leaves.entry(1))).isTrue();
        assertThat(tree.remove(odd).root()).isEqualTo(SparseMerkleTree.empty().put(even, Leaves.entry(0)).root());
    }

    @Test
    void everyKeyIsProvedPresentAndEveryOtherAbsent() throws MalformedException {
        SparseMerkleTree tree = SparseMerkleTree.empty();
        assertThat(tree.prove(key(0)).verifyAbsent(tree.root(), key(0))).isTrue();
        for (int i = 0; i < 200; i++) {
            tree = tree.put(key(i), Leaves.entry(i));
        }
        for (int i = 0; i < 400; i++) {
            SparseProof proof = SparseProof.decode(tree.prove(key(i)).encode());
            assertThat(proof).isEqualTo(tree.prove(key(i)));
            boolean present = i < 200;
            assertThat(proof.verifyPresent(tree.root(), key(i), Leaves.entry(i))).isEqualTo(present);
            assertThat(proof.verifyAbsent(tree.root(), key(i))).isEqualTo(!present);
            assertThat(proof.verifyPresent(tree.root(), key(i), Leaves.entry(i + 1))).isFalse();
        }
    }

    @Test
    void refusesEveryProofWithAByteChanged() {
        SparseMerkleTree tree = SparseMerkleTree.empty();
        for (int i = 0; i < 30; i++) {
            tree = tree.put(key(i), Leaves.entry(i));
        }
        for (int i : new int[] {3, 7, 33, 34, 35, 36}) {
            byte[] encoded = tree.prove(key(i)).encode().toArray();
            for (int at = 0; at < encoded.length; at++) {
                byte[] changed = encoded.clone();
                changed[at] ^= 1;
                assertThat(accepts(changed, tree.root(), i)).as("key %d byte %d", i, at).isFalse();
            }
            assertThat(accepts(encoded, tree.root(), i)).isTrue();
        }
    }

    @Test
    void anotherKeysLeafProvesAbsenceOnlyOnTheKeysOwnPath() {
        SparseMerkleTree tree = SparseMerkleTree.empty();
        for (int i = 0; i < 30; i++) {
            tree = tree.put(key(i), Leaves.entry(i));
        }
        // The proof of key 3 is genuine, and its leaf is not key 4's; but it lies on another path.
        SparseProof proof = tree.prove(key(3));
        assertThat(proof.verifyAbsent(tree.root(), key(4))).isFalse();
        assertThat(proof.verifyAbsent(tree.root(), key(3))).isFalse();
    }

    @Test
    void refusesMoreSiblingsThanThereAreBits() {
        Bytes encoded = Bytes.concat(Bytes.of(new byte[] {0, 0, 0, 1, 1}), Bytes.of(new byte[32 * 257]));
        assertThatThrownBy(() -> SparseProof.decode(encoded)).isInstanceOf(MalformedException.class).hasMessageContaining("256");
    }

    private static boolean accepts(byte[] encoded, Digest root, int i) {
        try {
            SparseProof proof = SparseProof.decode(Bytes.of(encoded));
            return proof.verifyPresent(root, key(i), Leaves.entry(i)) || proof.verifyAbsent(root, key(i));
        } catch (MalformedException _) {
            return false;
        }
    }

    // Half of the keys are dense, so that they meet again; the others share long prefixes.
    private static Digest key(RandomGenerator random) {
        int i = random.nextInt(40);
        if (i < 20) {
            return key(i);
        }
        byte[] bytes = new byte[32];
        bytes[i % 4 * 10] = (byte) (1 << i % 8);
        return new Digest(Bytes.wrap(bytes));
    }

    private static Digest key(int i) {
        return SparseMerkleTree.key(Leaves.entry(i));
    }

    private static Digest definition(List<Map.Entry<Digest, Bytes>> entries, int depth) {
        if (entries.isEmpty()) {
            return new Digest(Bytes.of(new byte[32]));
        }
        if (entries.size() == 1) {
            Map.Entry<Digest, Bytes> only = entries.getFirst();
            return LEAF.digest(only.getKey().bytes(), Sha256.of(only.getValue()).bytes());
        }
        List<Map.Entry<Digest, Bytes>> left = new ArrayList<>();
        List<Map.Entry<Digest, Bytes>> right = new ArrayList<>();
        for (Map.Entry<Digest, Bytes> entry : entries) {
            boolean one = (entry.getKey().bytes().at(depth / 8) & (0x80 >> depth % 8)) != 0;
            (one ? right : left).add(entry);
        }
        return INNER.digest(
                definition(left, depth + 1).bytes(), definition(right, depth + 1).bytes());
    }

    @Test
    void theOnlyLeafIsPresentUnderItsOwnKeyAlone() {
        SparseMerkleTree tree = SparseMerkleTree.empty().put(key(1), Leaves.entry(1));
        SparseProof proof = tree.prove(key(2));
        assertThat(proof).isEqualTo(tree.prove(key(1)));
        assertThat(proof.verifyPresent(tree.root(), key(1), Leaves.entry(1))).isTrue();
        assertThat(proof.verifyPresent(tree.root(), key(2), Leaves.entry(1))).isFalse();
        assertThat(proof.verifyAbsent(tree.root(), key(2))).isTrue();
    }

    @Test
    void aLeafOffItsOwnPathProvesNothingEvenIfTheRootWasMadeForIt() {
        Digest left = new Digest(Bytes.of(new byte[32]));
        byte[] ones = new byte[32];
        ones[0] = (byte) 0x80;
        Digest right = new Digest(Bytes.of(ones));
        // A root that no honest tree has: the left key's leaf stands on the right.
        Digest valueHash = Sha256.of(Leaves.entry(1));
        Digest root = SparseNode.innerHash(SparseNode.EMPTY_HASH, SparseNode.leafHash(left, valueHash));
        SparseProof proof = new SparseProof(new SparseProof.End.Leaf(left, valueHash), List.of(SparseNode.EMPTY_HASH));
        assertThat(proof.verifyAbsent(root, right)).isFalse();
    }
}
