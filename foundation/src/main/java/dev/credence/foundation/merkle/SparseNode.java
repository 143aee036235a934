package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;

/// A node of a sparse Merkle tree: no key, one key, or two or more.
sealed interface SparseNode {
    TaggedHash LEAF = TaggedHash.of("credence/state/leaf/v1");
    TaggedHash INNER = TaggedHash.of("credence/state/inner/v1");
    Digest EMPTY_HASH = new Digest(Bytes.wrap(new byte[Digest.LENGTH]));

    Digest hash();

    /// The bit of `key` that decides at `depth`: true is right.
    static boolean bit(Digest key, int depth) {
        return (key.bytes().at(depth >>> 3) >>> (7 - (depth & 7)) & 1) == 1;
    }

    static Digest leafHash(Digest key, Digest valueHash) {
        return LEAF.digest(key.bytes(), valueHash.bytes());
    }

    static Digest innerHash(Digest left, Digest right) {
        return INNER.digest(left.bytes(), right.bytes());
    }

    /// The node over two children: a lone leaf moves up, so that the shape depends on the keys alone.
    static SparseNode join(SparseNode left, SparseNode right) {
        if (left instanceof Empty && !(right instanceof Inner)) {
            return right;
        }
        if (right instanceof Empty && !(left instanceof Inner)) {
            return left;
        }
        return new Inner(left, right);
    }

    enum Empty implements SparseNode {
        INSTANCE;

        @Override
        public Digest hash() {
            return EMPTY_HASH;
        }
    }

    final class Leaf implements SparseNode {
        private final Digest key;
        private final Bytes value;
        private Digest hash;

        Leaf(Digest key, Bytes value) {
            this.key = key;
            this.value = value;
        }

        Digest key() {
            return key;
        }

        Bytes value() {
            return value;
        }

        // Computed on first use; threads that race compute the same immutable digest.
        @Override
        public Digest hash() {
            Digest known = hash;
            if (known == null) {
                known = leafHash(key, Sha256.of(value));
                hash = known;
            }
            return known;
        }
    }

    final class Inner implements SparseNode {
        private final SparseNode left;
        private final SparseNode right;
        private Digest hash;

        Inner(SparseNode left, SparseNode right) {
            this.left = left;
            this.right = right;
        }

        SparseNode left() {
            return left;
        }

        SparseNode right() {
            return right;
        }

        @Override
        public Digest hash() {
            Digest known = hash;
            if (known == null) {
                known = innerHash(left.hash(), right.hash());
                hash = known;
            }
            return known;
        }
    }
}
