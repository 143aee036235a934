package dev.credence.inference.kernel;

import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.Matrix;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// A small fixed set of results of a process's loops of language models, held against the reference before anything is
/// computed: products of stored types, a norm and a gate, subnormal scales among them.
final class LanguageStartupCheck {
    /// Few and short: vectors are slow before they are compiled, and this runs before the first token.
    private static final int ROWS = 2;
    private static final int COLUMNS = 64;
    private static final int SCALE = 0x03ff;

    private LanguageStartupCheck() {}

    /// Why `kernels` may not compute under `float-v1` here, in one sentence, or empty.
    ///
    /// @param types of stored matrices that are to be multiplied
    static Optional<String> refusal(LanguageKernels kernels, Set<GgufType> types) {
        return Arrays.equals(results(kernels, types), results(ReferenceLanguageKernels.INSTANCE, types))
                ? Optional.empty()
                : Optional.of("the loops " + kernels.name() + " do not give the bits of the reference on this machine");
    }

    private static int[] results(LanguageKernels kernels, Set<GgufType> types) {
        float[] x = new float[2 * 4 * COLUMNS];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i * 37 % 101 - 50) * 0x1p-5f;
        }
        int[] bits = new int[types.size() * 3 * ROWS + 2 * COLUMNS];
        int at = 0;
        for (GgufType type : types) {
            int columns = Math.max(COLUMNS, type.blockElements());
            Matrix[] matrix = {new Matrix(type, ROWS, columns, stored(type, columns), new float[0])};
            for (int rows = 1; rows <= 2; rows++) {
                float[] y = new float[rows * ROWS];
                kernels.multiply(matrix, x, rows, new float[][] {y});
                at = put(bits, at, y);
            }
        }
        float[] normed = new float[COLUMNS];
        kernels.norm(x, 1, Arrays.copyOf(x, COLUMNS), 0x1p-17f, normed);
        at = put(bits, at, normed);
        kernels.gate(true, normed, x, COLUMNS / 2);
        kernels.gate(false, normed, x, COLUMNS);
        put(bits, at, normed);
        return bits;
    }

    // Every byte some pattern; every half-precision number of a block finite and every fourth block's subnormal.
    private static MemorySegment stored(GgufType type, int columns) {
        byte[] bytes = new byte[(int) type.bytes(ROWS * columns)];
        for (int i = 0; i < bytes.length; i++) {
            int inBlock = i % type.blockBytes();
            boolean odd = i % 2 == 1;
            int high = i / type.blockBytes() % 4 == 0 ? SCALE >> 8 : 0x2c;
            boolean scale = type.blockElements() == 1 || inBlock < 4 || inBlock >= type.blockBytes() - 2;
            bytes[i] = (byte) (scale && odd ? high : i * 29);
        }
        // Outside the heap as a mapped file is: the compiler learns which kind of memory the loops read.
        return Arena.ofAuto().allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
    }

    private static int put(int[] bits, int at, float[] values) {
        for (int i = 0; i < values.length; i++) {
            bits[at + i] = Float.floatToIntBits(values[i]);
        }
        return at + values.length;
    }
}
