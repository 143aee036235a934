package dev.credence.inference.tensor;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;

/// Tensor roots of rows of single-precision numbers, `[n]` each, without an object a row: a language model has some ninety rows a
/// token. `Tensor.root` judges it. Not for two threads at once.
public final class RowRoots {
    private static final int SINGLE_BYTES = Float.BYTES;

    private final MessageDigest sha256 = Sha256.newDigest();
    private final ByteBuffer header = ByteBuffer.allocate(2 + Long.BYTES);
    private byte[] bytes = new byte[0];
    private byte[] hashes = new byte[0];

    /// For rows of any length.
    public RowRoots() {}

    /// Writes the root of the FP32 tensor of shape `[count]` with the elements x[at], … to `to` from `toAt` on.
    public void root(float[] x, int at, int count, byte[] to, int toAt) {
        int length = count * SINGLE_BYTES;
        int chunks = (length + TensorRoot.CHUNK_BYTES - 1) / TensorRoot.CHUNK_BYTES;
        if (bytes.length < length) {
            bytes = new byte[length];
            hashes = new byte[chunks * Digest.LENGTH];
        }
        encode(x, at, count);
        for (int i = 0; i < chunks; i++) {
            int from = i * TensorRoot.CHUNK_BYTES;
            PackedTree.leaf(sha256, bytes, from, Math.min(TensorRoot.CHUNK_BYTES, length - from), hashes, i);
        }
        PackedTree.root(sha256, hashes, chunks, to, toAt);
        header.clear();
        header.put((byte) ElementType.FLOAT.onnxCode()).put((byte) 1).putLong(count);
        TensorRoot.TAG.start(sha256);
        sha256.update(header.array());
        sha256.update(to, toAt, Digest.LENGTH);
        try {
            sha256.digest(to, toAt, Digest.LENGTH);
        } catch (DigestException impossible) {
            throw new IllegalStateException("SHA-256 has 32 bytes", impossible);
        }
    }

    // A loop without a branch looks for NaN; a row without any is copied as it stands.
    private void encode(float[] x, int at, int count) {
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int odd = 0;
        for (int i = at; i < at + count; i++) {
            odd += x[i] != x[i] ? 1 : 0;
        }
        if (odd == 0) {
            little.asFloatBuffer().put(x, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            little.putInt(i * SINGLE_BYTES, Float.floatToIntBits(x[at + i]));
        }
    }
}
