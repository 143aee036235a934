package dev.credence.inference.kernel;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.transformer.Architecture;
import dev.credence.inference.language.transformer.AttentionCases;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.LanguageModel;
import dev.credence.inference.language.transformer.MadeModels;
import dev.credence.inference.language.transformer.Matrix;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import dev.credence.inference.language.transformer.TinyModels;
import dev.credence.inference.language.transformer.Transformer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The program that child JVMs run: the digest of the logits of a made model of each architecture, again and again, so that
/// interpreted, half and fully compiled code all have a part.
///
/// Arguments: repetitions; positions.
final class LanguageDigest {
    private static final int WEIGHTS = 19;
    private static final int[] COLUMNS = {256, 3_072};
    /// One by one, a few, and more than a young process multiplies one by one.
    private static final int[] ROWS = {1, 5, 17};
    private static final int ATTENTIONS = 8;

    private LanguageDigest() {}

    public static void main(String[] arguments) throws Exception {
        int positions = Integer.parseInt(arguments[1]);
        System.out.println("engine " + LanguageKernelChoice.of(Crew.CALLER).reason());
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                Crew crew = i % 2 == 0 ? Crew.CALLER : Crew.of(helper, 2);
                LanguageKernels kernels = LanguageKernelChoice.of(crew).kernels();
                products(kernels, i);
                attention(kernels, i);
                LargestCases.check(new SplittableRandom(i), kernels);
                if (VectorChunkHasher.IS_POSSIBLE) {
                    ChunkCases.check(new SplittableRandom(i), new VectorChunkHasher());
                }
                System.out.println("digests " + of(kernels, positions, 1 + i * 7 % positions));
            }
        }
    }

    // Products of every stored type, those with blocks of 256 among them, narrow and wide, against the reference.
    private static void products(LanguageKernels kernels, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (GgufType type : GgufType.values()) {
            for (int columns : COLUMNS) {
                Matrix matrix = new Matrix(type, WEIGHTS, columns, LanguageBitEqualityTest.stored(random, type, WEIGHTS * columns), new float[0]);
                for (int rows : ROWS) {
                    product(kernels, matrix, LanguageBitEqualityTest.numbers(random, rows * columns), rows);
                }
            }
        }
    }

    private static void attention(LanguageKernels kernels, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ATTENTIONS; i++) {
            AttentionCases.check(random, List.of(kernels));
        }
    }

    private static void product(LanguageKernels kernels, Matrix matrix, float[] x, int rows) {
        float[] expected = new float[rows * WEIGHTS];
        float[] actual = new float[rows * WEIGHTS];
        ReferenceLanguageKernels.INSTANCE.multiply(new Matrix[] {matrix}, x, rows, new float[][] {expected});
        kernels.multiply(new Matrix[] {matrix}, x, rows, new float[][] {actual});
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
                throw new IllegalStateException(matrix.type() + ", " + matrix.columns() + " columns, " + rows + " rows, output " + i + ": " + actual[i] + ", expected " + expected[i]);
            }
        }
    }

    /// By architecture.
    ///
    /// @param batch positions at once
    static SortedMap<String, String> of(LanguageKernels kernels, int positions, int batch) throws Exception {
        SortedMap<String, String> digests = new TreeMap<>();
        GgufType[] types = {GgufType.Q8_0, GgufType.Q4_1, GgufType.F16, GgufType.Q4_0, GgufType.BF16, GgufType.Q5_1, GgufType.F32, GgufType.Q5_0};
        for (Architecture architecture : Architecture.values()) {
            LanguageModel model = MadeModels.model(architecture, types);
            int[] ids = new int[positions];
            for (int i = 0; i < positions; i++) {
                ids[i] = i * 29 % model.shape().vocabulary();
            }
            float[] logits = TinyModels.run(new Transformer(model, kernels, batch), ids);
            ByteBuffer bytes = ByteBuffer.allocate(4 * logits.length);
            for (float logit : logits) {
                if (!Float.isFinite(logit)) {
                    throw new IllegalStateException("the made model of " + architecture + " gives a logit " + logit);
                }
                bytes.putInt(Float.floatToIntBits(logit));
            }
            digests.put(architecture.key(), Sha256.of(Bytes.wrap(bytes.array())).hex());
        }
        return digests;
    }
}
