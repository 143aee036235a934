package dev.credence.inference.tensor;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// Tensor roots of rows of single-precision numbers, `[n]` each, from the hashes of their chunks and without an object a row: a language
/// model has some ninety rows a token. `Tensor.root` judges it. Not for two threads at once.
public final class RowRoots {
    /// Numbers of a chunk; the last may have fewer.
    public static final int CHUNK_FLOATS = TensorRoot.CHUNK_BYTES / Float.BYTES;

    private final MessageDigest sha256 = Sha256.newDigest();
    private final ByteBuffer header = ByteBuffer.allocate(2 + Long.BYTES);

    /// For rows of any length.
    public RowRoots() {}

    /// Chunks of a row of `count` numbers.
    public static int chunks(int count) {
        return (count + CHUNK_FLOATS - 1) / CHUNK_FLOATS;
    }

    /// Writes the root of the FP32 tensor of shape `[count]` to `to` from `toAt` on.
    ///
    /// @param hashes from `at` on the leaf hashes of its chunks, one after the other (`ChunkHasher`); used up
    public void root(byte[] hashes, int at, int count, byte[] to, int toAt) {
        PackedTree.root(sha256, hashes, at, chunks(count), to, toAt);
        header.clear();
        header.put((byte) ElementType.FLOAT.onnxCode()).put((byte) 1).putLong(count);
        TensorRoot.TAG.start(sha256);
        sha256.update(header.array());
        sha256.update(to, toAt, Digest.LENGTH);
        PackedTree.finish(sha256, to, toAt);
    }
}
