package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.util.ArrayList;
import java.util.List;

/// What stands at the end of a key's path in a sparse Merkle tree, and the siblings on the way from the root.
///
/// Encoding, big-endian: u8 kind of end (0 nothing, 1 leaf) ‖ key and value's SHA-256 of the leaf if any ‖ u32 number of
/// siblings ‖ siblings, the root's child first.
///
/// **Soundness**: under a root that an honest tree had, a false proof is a collision of SHA-256.
///
/// @param end      what the path ends at
/// @param siblings at most 256, the root's child first
public record SparseProof(End end, List<Digest> siblings) {
    public static final int SIBLINGS_MAX = 256;

    /// The end of a path.
    public sealed interface End {
        /// No key has this prefix.
        record Nothing() implements End {}

        /// Exactly one key has this prefix: the one asked for, or another.
        record Leaf(Digest key, Digest valueHash) implements End {}
    }

    public SparseProof {
        siblings = List.copyOf(siblings);
        if (siblings.size() > SIBLINGS_MAX) {
            throw new IllegalArgumentException("a path has at most 256 siblings, found " + siblings.size());
        }
    }

    static SparseProof of(SparseNode top, Digest key) {
        List<Digest> siblings = new ArrayList<>();
        SparseNode node = top;
        while (node instanceof SparseNode.Inner inner) {
            boolean right = SparseNode.bit(key, siblings.size());
            siblings.add((right ? inner.left() : inner.right()).hash());
            node = right ? inner.right() : inner.left();
        }
        End end = node instanceof SparseNode.Leaf leaf
                ? new End.Leaf(leaf.key(), Sha256.of(leaf.value()))
                : new End.Nothing();
        return new SparseProof(end, siblings);
    }

    /// Whether this shows that `key` has `value` under `root`.
    public boolean verifyPresent(Digest root, Digest key, Bytes value) {
        return switch (end) {
            case End.Nothing _ -> false;
            case End.Leaf leaf ->
                leaf.key().equals(key) && leaf.valueHash().equals(Sha256.of(value)) && rootFrom(key).equals(root);
        };
    }

    /// Whether this shows that `key` has no value under `root`.
    public boolean verifyAbsent(Digest root, Digest key) {
        return switch (end) {
            case End.Nothing _ -> rootFrom(key).equals(root);
            case End.Leaf leaf ->
                !leaf.key().equals(key) && samePrefix(leaf.key(), key) && rootFrom(key).equals(root);
        };
    }

    // The other key's leaf stands on this key's path only if the two agree on every bit down to it.
    private boolean samePrefix(Digest one, Digest other) {
        for (int depth = 0; depth < siblings.size(); depth++) {
            if (SparseNode.bit(one, depth) != SparseNode.bit(other, depth)) {
                return false;
            }
        }
        return true;
    }

    private Digest rootFrom(Digest key) {
        Digest hash =
                switch (end) {
                    case End.Nothing _ -> SparseNode.EMPTY_HASH;
                    case End.Leaf leaf -> SparseNode.leafHash(leaf.key(), leaf.valueHash());
                };
        for (int depth = siblings.size() - 1; depth >= 0; depth--) {
            Digest sibling = siblings.get(depth);
            hash = SparseNode.bit(key, depth)
                    ? SparseNode.innerHash(sibling, hash)
                    : SparseNode.innerHash(hash, sibling);
        }
        return hash;
    }

    public Bytes encode() {
        ByteWriter writer = new ByteWriter();
        switch (end) {
            case End.Nothing _ -> writer.u8(0);
            case End.Leaf leaf -> writer.u8(1).raw(leaf.key().bytes()).raw(leaf.valueHash().bytes());
        }
        writer.u32(siblings.size());
        for (Digest sibling : siblings) {
            writer.raw(sibling.bytes());
        }
        return writer.toBytes();
    }

    public static SparseProof decode(Bytes bytes) throws MalformedException {
        ByteReader reader = new ByteReader(bytes);
        int kind = reader.u8("end");
        if (kind > 1) {
            throw new MalformedException("end", 0, "kind 0 or 1", "kind " + kind);
        }
        End end = kind == 0 ? new End.Nothing() : new End.Leaf(digest(reader, "end.key"), digest(reader, "end.value"));
        int offset = reader.offset();
        long count = reader.u32("siblings");
        if (count > SIBLINGS_MAX) {
            throw new MalformedException("siblings", offset, "at most 256", Long.toString(count));
        }
        List<Digest> siblings = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            siblings.add(digest(reader, "siblings[" + i + "]"));
        }
        reader.end();
        return new SparseProof(end, siblings);
    }

    private static Digest digest(ByteReader reader, String path) throws MalformedException {
        return new Digest(reader.raw(path, Digest.LENGTH));
    }
}
