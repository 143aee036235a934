package dev.credence.inference.tensor;

import dev.credence.foundation.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;

/// Chunks hashed one after the other by the platform's SHA-256.
public final class SerialChunkHasher implements ChunkHasher {
    private final MessageDigest sha256 = Sha256.newDigest();
    // What is hashed of a chunk: the 0 of an RFC 6962 leaf and its bytes.
    private final byte[] leaf = new byte[1 + TensorRoot.CHUNK_BYTES];
    private final FloatBuffer floats =
            ByteBuffer.wrap(leaf, 1, TensorRoot.CHUNK_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();

    public SerialChunkHasher() {}

    @Override
    public void hash(float[][] x, int[] at, int chunks, int count, byte[] to, int[] toAt) {
        for (int i = 0; i < chunks; i++) {
            encode(x[i], at[i], count);
            sha256.update(leaf, 0, 1 + count * Float.BYTES);
            PackedTree.finish(sha256, to, toAt[i]);
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
