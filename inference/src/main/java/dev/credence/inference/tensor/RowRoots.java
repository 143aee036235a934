package dev.credence.inference.tensor;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/// Tensor roots of rows of single-precision numbers, `[n]` each, without an object a row: a language model has some ninety rows a
/// token. `Tensor.root` judges it. Not for two threads at once.
public final class RowRoots {
    private static final int CHUNK_FLOATS = TensorRoot.CHUNK_BYTES / Float.BYTES;

    private final MessageDigest sha256 = Sha256.newDigest();
    private final ByteBuffer header = ByteBuffer.allocate(2 + Long.BYTES);
    // What is hashed of a chunk: the 0 of an RFC 6962 leaf and its bytes.
    private final byte[] leaf = new byte[1 + TensorRoot.CHUNK_BYTES];
    private final FloatBuffer floats =
            ByteBuffer.wrap(leaf, 1, TensorRoot.CHUNK_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    private byte[] hashes = new byte[Digest.LENGTH];

    /// For rows of any length.
    public RowRoots() {}

    /// Writes the root of the FP32 tensor of shape `[count]` with the elements x[at], … to `to` from `toAt` on.
    public void root(float[] x, int at, int count, byte[] to, int toAt) {
        int chunks = (count + CHUNK_FLOATS - 1) / CHUNK_FLOATS;
        if (hashes.length < chunks * Digest.LENGTH) {
            hashes = new byte[chunks * Digest.LENGTH];
        }
        for (int i = 0; i < chunks; i++) {
            int from = i * CHUNK_FLOATS;
            int length = Math.min(CHUNK_FLOATS, count - from);
            encode(x, at + from, length);
            sha256.update(leaf, 0, 1 + length * Float.BYTES);
            finish(hashes, i * Digest.LENGTH);
        }
        PackedTree.root(sha256, hashes, chunks, to, toAt);
        header.clear();
        header.put((byte) ElementType.FLOAT.onnxCode()).put((byte) 1).putLong(count);
        TensorRoot.TAG.start(sha256);
        sha256.update(header.array());
        sha256.update(to, toAt, Digest.LENGTH);
        finish(to, toAt);
    }

    private void finish(byte[] to, int toAt) {
        try {
            sha256.digest(to, toAt, Digest.LENGTH);
        } catch (DigestException impossible) {
            throw new IllegalStateException("SHA-256 has 32 bytes", impossible);
        }
    }

    // A loop without a branch looks for NaN; a chunk without any is copied as it stands.
    private void encode(float[] x, int at, int count) {
        floats.put(0, x, at, count);
        int odd = 0;
        for (int i = at; i < at + count; i++) {
            odd += x[i] != x[i] ? 1 : 0;
        }
        for (int i = 0; odd > 0 && i < count; i++) {
            floats.put(i, x[at + i] != x[at + i] ? Float.NaN : x[at + i]);
        }
    }
}
