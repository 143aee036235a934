package dev.credence.inference.kernel;

import dev.credence.inference.tensor.ChunkHasher;
import dev.credence.inference.tensor.RowRoots;
import dev.credence.inference.tensor.SerialChunkHasher;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Chunks of any length and any bits: NaNs with every payload, both zeros, subnormals; hashes go to any places.
final class ChunkCases {
    private static final int HASH = 32;
    private static final int PLACES = ChunkHasher.CHUNKS_MAX;

    private ChunkCases() {}

    static void check(RandomGenerator random, ChunkHasher hasher) {
        int chunks = random.nextInt(PLACES + 1);
        int count = random.nextInt(4) == 0 ? RowRoots.CHUNK_FLOATS : random.nextInt(RowRoots.CHUNK_FLOATS + 1);
        float[][] x = new float[PLACES][];
        int[] at = new int[PLACES];
        int[] toAt = new int[PLACES];
        for (int i = 0; i < chunks; i++) {
            at[i] = random.nextInt(20);
            x[i] = numbers(random, at[i] + count);
            toAt[i] = 3 + HASH * ((i * 7 + 5) % PLACES);
        }
        byte[] expected = new byte[HASH * PLACES + 8];
        byte[] found = new byte[expected.length];
        new SerialChunkHasher().hash(x, at, chunks, count, expected, toAt);
        hasher.hash(x, at, chunks, count, found, toAt);
        int different = Arrays.mismatch(found, expected);
        if (different >= 0) {
            throw new AssertionError(chunks + " chunks of " + count + " numbers: byte " + different + " differs");
        }
    }

    static float[] numbers(RandomGenerator random, int length) {
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = Float.intBitsToFloat(random.nextInt(9) == 0 ? random.nextInt() | 0x7f800000 : random.nextInt());
        }
        return x;
    }
}
