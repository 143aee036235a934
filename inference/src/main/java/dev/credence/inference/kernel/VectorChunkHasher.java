package dev.credence.inference.kernel;

import dev.credence.inference.tensor.ChunkHasher;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Chunks hashed sixteen at once, one a lane; fewer take as long.
final class VectorChunkHasher implements ChunkHasher {
    private static final int LANES = Sha256Lanes.LANES;
    /// Whether this machine's vectors have so many lanes.
    static final boolean IS_POSSIBLE = Lanes.COUNT == LANES && CHUNKS_MAX <= LANES;
    private static final int BLOCK_BYTES = 64;
    /// The first bit behind a message, in the word that its last number's last byte begins.
    private static final int END = 0x00800000;
    /// Words of the message's length, the last of the last block.
    private static final int LENGTH_WORDS = 2;
    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final int[] half = new int[LANES * LANES];
    private final int[] carry = new int[LANES];
    private final int[] words = new int[LANES * Sha256Lanes.WORDS];
    private final int[] hash = new int[LANES * Sha256Lanes.HASH_WORDS];
    // The arguments, with the last chunk in every lane that none is left for.
    private final float[][] rows = new float[LANES][];
    private final int[] from = new int[LANES];

    VectorChunkHasher() {}

    @Override
    public void hash(float[][] x, int[] at, int chunks, int count, byte[] to, int[] toAt) {
        if (chunks == 0) {
            return;
        }
        for (int lane = 0; lane < LANES; lane++) {
            rows[lane] = x[Math.min(lane, chunks - 1)];
            from[lane] = at[Math.min(lane, chunks - 1)];
        }
        Arrays.fill(carry, 0);
        Sha256Lanes.begin(hash);
        int whole = count / Sha256Lanes.BLOCK_WORDS * Sha256Lanes.BLOCK_WORDS;
        for (int i = 0; i < whole; i += Sha256Lanes.BLOCK_WORDS) {
            ChunkWords.load(rows, from, i, half);
            ChunkWords.words(half, carry, words);
            compress();
        }
        end(whole, count);
        for (int lane = 0; lane < chunks; lane++) {
            for (int i = 0; i < Sha256Lanes.HASH_WORDS; i++) {
                BIG_ENDIAN.set(to, toAt[lane] + Integer.BYTES * i, hash[LANES * i + lane]);
            }
        }
        // The hasher outlives them.
        Arrays.fill(rows, null);
    }

    private void compress() {
        Sha256Lanes.schedule(words);
        Sha256Lanes.rounds(hash, words);
    }

    // The numbers behind the last whole block, and the padding (FIPS 180-4 section 5.1.1).
    private void end(int whole, int count) {
        int left = count - whole;
        Arrays.fill(words, 0, LANES * Sha256Lanes.BLOCK_WORDS, 0);
        for (int lane = 0; lane < LANES; lane++) {
            int last = carry[lane];
            for (int i = 0; i < left; i++) {
                int number = Float.floatToIntBits(rows[lane][from[lane] + whole + i]);
                words[LANES * i + lane] = last | Integer.reverseBytes(number) >>> 8;
                last = number & 0xff000000;
            }
            words[LANES * left + lane] = last | END;
        }
        if (left >= Sha256Lanes.BLOCK_WORDS - LENGTH_WORDS) {
            compress();
            Arrays.fill(words, 0, LANES * Sha256Lanes.BLOCK_WORDS, 0);
        }
        Arrays.fill(words, LANES * (Sha256Lanes.BLOCK_WORDS - 1), LANES * Sha256Lanes.BLOCK_WORDS, Byte.SIZE * (1 + Float.BYTES * count));
        compress();
    }
}
