package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.gguf.Dequantisation;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.Matrix;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import dev.credence.inference.language.transformer.TinyModels;
import dev.credence.inference.language.transformer.Transformer;
import dev.credence.testkit.Seeded;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The fast loops of language models against the reference, bit by bit: every stored type, every number of rows, threads,
/// and whole models in batches of any size.
class LanguageBitEqualityTest {
    private static final float[] NONE = {};

    /// Random blocks whose half-precision fields are finite: zeros, subnormals and both signs among them.
    static MemorySegment stored(RandomGenerator random, GgufType type, int elements) {
        byte[] bytes = new byte[(int) type.bytes(elements)];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.length; at += type.blockBytes()) {
            int half = random.nextInt(20) == 0 ? random.nextInt(0x400) : random.nextInt(0x7c00);
            switch (type) {
                case F32 -> buffer.putFloat(at, (float) random.nextGaussian());
                case F16 -> buffer.putShort(at, (short) (half | (random.nextBoolean() ? 0x8000 : 0)));
                case BF16 -> buffer.putShort(at, (short) (Float.floatToIntBits((float) random.nextGaussian()) >>> 16));
                case Q6_K -> buffer.putShort(at + 208, (short) half);
                case Q8_0, Q4_0, Q5_0 -> buffer.putShort(at, (short) (half | (random.nextBoolean() ? 0x8000 : 0)));
                case Q4_1, Q5_1, Q4_K, Q5_K -> {
                    buffer.putShort(at, (short) half);
                    buffer.putShort(at + 2, (short) (random.nextInt(0x7c00) | 0x8000));
                }
            }
        }
        return MemorySegment.ofArray(bytes);
    }

    static float[] numbers(RandomGenerator random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(50) == 0 ? -0f : (float) random.nextGaussian();
        }
        return numbers;
    }

    @ParameterizedTest
    @EnumSource(GgufType.class)
    void everyStoredTypeIsDecodedToTheSameBits(GgufType type) {
        Seeded.check(100, (random, _) -> {
            int columns = type.blockElements() * (1 + random.nextInt(type.blockElements() == 1 ? 80 : 4));
            MemorySegment data = stored(random, type, columns);
            float[] expected = new float[columns];
            Dequantisation.decode(type, data, 0, expected, columns);
            int padded = columns + 15 & -16;
            int row = random.nextInt(2 * TokenTiles.ROWS);
            float[] panel = new float[TokenTiles.floats(2 * TokenTiles.ROWS, padded)];
            Arrays.fill(panel, Float.NaN);
            StoredRows.decode(type, data, 0, MemorySegment.ofArray(panel), TokenTiles.rowAt(row, padded), columns);
            for (int i = 0; i < panel.length; i++) {
                // Six rows are woven together in lines of 16.
                int tile = i / (6 * padded);
                int column = i % (6 * padded) / 96 * 16 + i % 16;
                boolean inside = 6 * tile + i % 96 / 16 == row;
                int bits = Float.floatToRawIntBits(inside ? column < columns ? expected[column] : 0f : Float.NaN);
                assertThat(Float.floatToRawIntBits(panel[i])).as("%s, row %d, float %d of the panel", type, row, i).isEqualTo(bits);
            }
        });
    }

    @Test
    void sixteenTreesAtOnceAreTheTreesOneByOne() {
        Seeded.check(100, (random, _) -> {
            float[] lanes = numbers(random, 2 * LaneTrees.COUNT * LaneTrees.COUNT);
            float[] expected = new float[LaneTrees.COUNT];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = VectorRows.tree(lanes, (LaneTrees.COUNT + i) * LaneTrees.COUNT);
            }
            float[] sums = new float[2 * LaneTrees.COUNT];
            LaneTrees.sums(lanes, LaneTrees.COUNT, sums);
            same(java.util.Arrays.copyOfRange(sums, LaneTrees.COUNT, sums.length), expected, "trees");
        });
    }

    @ParameterizedTest
    @EnumSource(GgufType.class)
    void productsAreTheSameBitsForAnyNumberOfRowsAndThreads(GgufType type) {
        try (ExecutorService helpers = Executors.newFixedThreadPool(2)) {
            LanguageKernels[] engines = {
                new VectorLanguageKernels(Crew.CALLER, 0), new VectorLanguageKernels(Crew.of(helpers, 3), 0), new VectorLanguageKernels(Crew.CALLER, Integer.MAX_VALUE)
            };
            Seeded.check(12, (random, _) -> {
                boolean plain = type.blockElements() == 1;
                int columns = plain ? 1 + random.nextInt(90) : type.blockElements() * (1 + random.nextInt(3));
                int weights = 1 + random.nextInt(150);
                int rows = random.nextInt(3) == 0 ? 1 : 2 + random.nextInt(10);
                float[] bias = random.nextBoolean() ? NONE : numbers(random, weights);
                Matrix[] matrices = {
                    new Matrix(type, weights, columns, stored(random, type, weights * columns), bias),
                    new Matrix(type, 5, columns, stored(random, type, 5 * columns), NONE)
                };
                float[] x = numbers(random, rows * columns);
                float[][] expected = {new float[rows * weights], new float[rows * 5]};
                ReferenceLanguageKernels.INSTANCE.multiply(matrices, x, rows, expected);
                for (LanguageKernels engine : engines) {
                    float[][] actual = {new float[rows * weights], new float[rows * 5]};
                    engine.multiply(matrices, x, rows, actual);
                    same(actual[0], expected[0], type + " " + weights + "x" + columns + " rows " + rows);
                    same(actual[1], expected[1], type + " second");
                }
            });
        }
    }

    /// One engine after the other shape: panels of few long rows, of a row longer than a panel, of many short ones.
    @Test
    void aPanelIsUsedAgainForRowsOfAnyLength() {
        LanguageKernels engine = new VectorLanguageKernels(Crew.CALLER, 0);
        Seeded.check(2, (random, _) -> {
            for (int columns : new int[] {3_072, 33 * 256, 64, 20, 2_048}) {
                int weights = 30 + random.nextInt(60);
                Matrix[] matrix = {new Matrix(GgufType.F32, weights, columns, stored(random, GgufType.F32, weights * columns), NONE)};
                int rows = 4 + random.nextInt(3);
                float[] x = numbers(random, rows * columns);
                float[] expected = new float[rows * weights];
                ReferenceLanguageKernels.INSTANCE.multiply(matrix, x, rows, new float[][] {expected});
                float[] actual = new float[rows * weights];
                engine.multiply(matrix, x, rows, new float[][] {actual});
                same(actual, expected, columns + " columns");
            }
        });
    }

    @ParameterizedTest
    @EnumSource(GgufType.class)
    void wideRowsGiveTheSameBits(GgufType type) {
        VectorLanguageKernels engine = new VectorLanguageKernels(Crew.CALLER, 0);
        Seeded.check(4, (random, _) -> {
            int columns = 3_072 + Math.max(16, type.blockElements()) * random.nextInt(3);
            int weights = 1 + random.nextInt(70);
            Matrix[] matrix = {new Matrix(type, weights, columns, stored(random, type, weights * columns), random.nextBoolean() ? NONE : numbers(random, weights))};
            float[] x = numbers(random, columns);
            float[][] expected = {new float[weights]};
            ReferenceLanguageKernels.INSTANCE.multiply(matrix, x, 1, expected);
            float[][] actual = {new float[weights]};
            engine.multiply(matrix, x, 1, actual);
            same(actual[0], expected[0], type + " " + weights + "x" + columns);
            // The engine chooses between both by type, width and how young its process is.
            RowDots.Job job = new RowDots.Job(matrix[0], 0, weights, x, actual[0], 0);
            for (int together : RowDots.hasQuads(matrix[0]) ? new int[] {2, 4} : new int[] {2}) {
                Arrays.fill(actual[0], 0);
                RowDots.run(job, 0, weights, together);
                same(actual[0], expected[0], type + " in groups of " + together + ", " + weights + "x" + columns);
            }
        });
    }

    private static void same(float[] actual, float[] expected, String what) {
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
                throw new AssertionError(what + "[" + i + "]: " + actual[i] + ", expected " + expected[i]);
            }
        }
    }

    @Test
    void theLargestIsTheSame() {
        try (ExecutorService helpers = Executors.newFixedThreadPool(2)) {
            List<LanguageKernels> engines = List.of(new VectorLanguageKernels(Crew.CALLER, 0), new VectorLanguageKernels(Crew.of(helpers, 3), 0));
            Seeded.check(1_000, (random, _) -> engines.forEach(each -> LargestCases.check(random, each)));
        }
    }

    @Test
    void normsAndGatesAreTheSameBits() {
        VectorLanguageKernels engine = new VectorLanguageKernels(Crew.CALLER, 0);
        Seeded.check(200, (random, _) -> {
            int n = 1 + random.nextInt(70);
            int rows = 1 + random.nextInt(4);
            float[] x = numbers(random, rows * n);
            float[] weight = numbers(random, n);
            float[] expected = new float[rows * n];
            float[] actual = new float[rows * n];
            ReferenceLanguageKernels.INSTANCE.norm(x, rows, weight, 1e-5f, expected);
            engine.norm(x, rows, weight, 1e-5f, actual);
            same(actual, expected, "norm");
            for (boolean gelu : new boolean[] {false, true}) {
                float[] gate = numbers(random, rows * n);
                for (int i = 0; i < gate.length; i++) {
                    gate[i] *= 30;
                }
                float[] reference = gate.clone();
                ReferenceLanguageKernels.INSTANCE.gate(gelu, reference, x, rows * n);
                engine.gate(gelu, gate, x, rows * n);
                same(gate, reference, "gate");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3", "gemma2", "gemma3"})
    void wholeModelsGiveTheSameBitsInBatchesOfAnySizeAndOnAnyThreads(String architecture) throws Exception {
        TinyModels tiny = TinyModels.load(architecture);
        // Long enough for two pages of the cache and several windows.
        int[] ids = new int[70];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = tiny.ids()[i % tiny.ids().length];
        }
        float[] expected = TinyModels.run(new Transformer(tiny.model(), ReferenceLanguageKernels.INSTANCE, 1), ids);
        same(TinyModels.run(new Transformer(tiny.model(), ReferenceLanguageKernels.INSTANCE, 64), ids), expected, "reference in batches");
        try (ExecutorService helpers = Executors.newFixedThreadPool(1)) {
            for (int batch : new int[] {1, 37, 128}) {
                Crew crew = batch == 37 ? Crew.CALLER : Crew.of(helpers, 2);
                float[] actual = TinyModels.run(new Transformer(tiny.model(), new VectorLanguageKernels(crew, 0), batch), ids);
                same(actual, expected, architecture + " in batches of " + batch);
            }
        }
    }
}
