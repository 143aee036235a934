package dev.credence.inference.gguf;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.foundation.merkle.MerkleTree;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What names a file's computation and its weights (docs/spec/model.md, section 6).
///
/// ```
/// header  = tagged("credence/gguf/header/v1", the bytes before the tensor data)
/// entry   = tagged("credence/gguf/weight/v1", u32 length ‖ name ‖ u32 type ‖ u8 rank ‖ u64 dimension… ‖ SHA-256 of the stored bytes)
/// weights = RFC 6962 root over the entries, sorted by the bytes of their names
/// ```
public final class GgufDigests {
    private static final TaggedHash HEADER = TaggedHash.of("credence/gguf/header/v1");
    private static final TaggedHash WEIGHT = TaggedHash.of("credence/gguf/weight/v1");

    private GgufDigests() {}

    /// The digest of all that is not tensor data: architecture, tokenizer, template, and where which tensor lies.
    public static Digest header(GgufFile file) {
        MessageDigest sha256 = HEADER.start();
        Sha256.update(sha256, file.header());
        return new Digest(Bytes.wrap(sha256.digest()));
    }

    /// The root over all tensors; reads every byte of them.
    public static Digest weights(GgufFile file) {
        Map<Bytes, GgufTensor> sorted = new TreeMap<>();
        file.tensors().forEach(tensor -> sorted.put(Bytes.ofUtf8(tensor.name()), tensor));
        List<Digest> leaves = sorted.values().stream().map(tensor -> MerkleTree.leafHash(entry(tensor).bytes())).toList();
        return MerkleTree.root(leaves);
    }

    /// The entry of one tensor.
    public static Digest entry(GgufTensor tensor) {
        ByteWriter writer = new ByteWriter()
                .sized(Bytes.ofUtf8(tensor.name()))
                .u32(tensor.type().code())
                .u8(tensor.dimensions().size());
        tensor.dimensions().forEach(writer::u64);
        return WEIGHT.digest(writer.raw(Sha256.of(tensor.data()).bytes()).toBytes());
    }
}
