package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import java.util.ArrayList;
import java.util.List;

/// Leaves of trees in tests: entry i is the text of its number.
final class Leaves {
    private Leaves() {}

    static Bytes entry(int i) {
        return Bytes.ofUtf8("entry " + i);
    }

    static List<Digest> hashes(int n) {
        List<Digest> hashes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            hashes.add(MerkleTree.leafHash(entry(i)));
        }
        return hashes;
    }

    static AppendOnlyTree tree(int n) {
        AppendOnlyTree tree = new AppendOnlyTree();
        for (int i = 0; i < n; i++) {
            tree.append(entry(i));
        }
        return tree;
    }

    /// `digest` with one bit of byte `index` turned.
    static Digest flipped(Digest digest, int index) {
        byte[] bytes = digest.bytes().toArray();
        bytes[index] ^= 1;
        return new Digest(Bytes.wrap(bytes));
    }
}
