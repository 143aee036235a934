package dev.credence.inference.graph;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.inference.tensor.PackedTree;
import dev.credence.inference.tensor.Tensor;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The Merkle root over a graph's constants (docs/spec/model.md).
///
/// ```
/// entry = tagged("credence/weight/v1", u32 length ‖ name in UTF-8 ‖ tensor root)
/// root  = RFC 6962 root over the entries, sorted by the bytes of their names
/// ```
///
/// Constants inside nodes belong to `GraphDigest`.
public final class WeightRoot {
    private static final TaggedHash TAG = TaggedHash.of("credence/weight/v1");

    private WeightRoot() {}

    public static Digest of(Graph graph) {
        Map<Bytes, Tensor> sorted = new TreeMap<>();
        graph.initializers().forEach((name, tensor) -> sorted.put(Bytes.ofUtf8(name), tensor));
        return root(sorted.entrySet().stream().map(entry -> entry(entry.getKey(), entry.getValue())).toList());
    }

    /// The entry of one constant.
    public static Digest entry(Bytes name, Tensor tensor) {
        return TAG.digest(new ByteWriter().sized(name).toBytes(), tensor.root().bytes());
    }

    private static Digest root(List<Digest> entries) {
        MessageDigest sha256 = Sha256.newDigest();
        byte[] hashes = new byte[Digest.LENGTH * entries.size()];
        for (int i = 0; i < entries.size(); i++) {
            PackedTree.leaf(sha256, entries.get(i).bytes().toArray(), 0, Digest.LENGTH, hashes, i);
        }
        return PackedTree.root(hashes, entries.size());
    }
}
