package dev.credence.inference.tensor;

/// Leaf hashes of chunks of rows of single-precision numbers (`TensorRoot`), several at once. Not for two threads at once.
///
/// `SerialChunkHasher` judges every other.
public interface ChunkHasher {
    /// Chunks of one call at most.
    int CHUNKS_MAX = 16;

    /// Writes SHA-256(0x00 ‖ the canonical little-endian bytes of x[i][at[i]], …, x[i][at[i] + count − 1]) to `to` from toAt[i] on, for
    /// each i < chunks.
    ///
    /// @param chunks at most `CHUNKS_MAX`; the arrays may be longer
    /// @param count  numbers of each chunk, at most `RowRoots.CHUNK_FLOATS`
    void hash(float[][] x, int[] at, int chunks, int count, byte[] to, int[] toAt);
}
