package dev.credence.inference.language.transformer;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Attention in random shapes: head sizes that are whole blocks of 16 and others, up to nine heads that share keys, windows, caps.
public final class AttentionCases {
    private AttentionCases() {}

    /// One case, which each of `engines` must compute to the reference's bits.
    public static void check(RandomGenerator random, List<LanguageKernels> engines) {
        int headSize = random.nextBoolean() ? 16 * (1 + random.nextInt(9)) : 1 + random.nextInt(130);
        int kvHeads = 1 + random.nextInt(3);
        ModelShape.AttentionShape shape = new ModelShape.AttentionShape(
                kvHeads * (1 + random.nextInt(9)), kvHeads, headSize, 0.125f, random.nextBoolean() ? 50f : 0f, 1 + random.nextInt(90), 1 + random.nextInt(2));
        int known = random.nextInt(150);
        int rows = 1 + random.nextInt(20);
        KeyValueCache cache = filled(random, shape, known + rows);
        int[] positions = new int[rows];
        Arrays.setAll(positions, row -> known + row);
        float[] queries = numbers(random, rows * shape.queryWidth());
        int[] expected = bits(attended(ReferenceLanguageKernels.INSTANCE, shape, cache, positions, queries));
        for (LanguageKernels each : engines) {
            int different = Arrays.mismatch(bits(attended(each, shape, cache, positions, queries)), expected);
            if (different >= 0) {
                throw new AssertionError(each.name() + ", " + shape + " behind " + known + ", " + rows + " rows: element " + different + " differs");
            }
        }
    }

    private static float[] attended(LanguageKernels kernels, ModelShape.AttentionShape shape, KeyValueCache cache, int[] positions, float[] queries) {
        float[] out = new float[queries.length];
        kernels.attend(new LanguageKernels.AttentionCall(shape, cache, 0, positions, queries, out));
        return out;
    }

    private static KeyValueCache filled(RandomGenerator random, ModelShape.AttentionShape attention, int positions) {
        ModelShape shape = new ModelShape(
                Architecture.LLAMA, 1, 64, 64, 8, 1024, 1e-5f, 0, attention, new ModelShape.RopeShape(2, 10_000, 10_000, 1, 1));
        KeyValueCache cache = new KeyValueCache(shape, positions);
        cache.reserve(positions);
        float[] keys = numbers(random, positions * attention.keyWidth());
        float[] values = numbers(random, positions * attention.keyWidth());
        for (int position = 0; position < positions; position++) {
            cache.put(0, position, keys, values, position * attention.keyWidth());
        }
        cache.advance(positions);
        return cache;
    }

    // Zeros of both signs among them: a missing element must not leave a negative one.
    private static float[] numbers(RandomGenerator random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(20) == 0 ? -0f : (float) random.nextGaussian();
        }
        return numbers;
    }

    private static int[] bits(float[] numbers) {
        int[] bits = new int[numbers.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(numbers[i]));
        return bits;
    }
}
