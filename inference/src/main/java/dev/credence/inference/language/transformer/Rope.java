package dev.credence.inference.language.transformer;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.numeric.Library;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Rotations by position: angle i of position p is p·base^(−2i ÷ rotated) ÷ frequency[i] ÷ factor, in double precision.
///
/// Rows are computed where they are needed; a table for 131,072 positions would take 67 MB. Source: J. Su et al.,
/// RoFormer (2021), section 3.2.
final class Rope {
    private final double[] inverse;

    private Rope(double[] inverse) {
        this.inverse = inverse;
    }

    /// The rotations of global or local layers of `model`.
    static Rope of(LanguageModel model, boolean local) {
        ModelShape.RopeShape shape = model.shape().rope();
        double base = local ? shape.localBase() : shape.base();
        double factor = local ? shape.localFactor() : shape.linearFactor();
        double[] inverse = new double[shape.rotated() / 2];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = Library.pow(base, -2.0 * i / shape.rotated());
            if (model.frequencies().length > 0) {
                inverse[i] = inverse[i] / model.frequencies()[i];
            }
            inverse[i] = inverse[i] / factor;
        }
        return new Rope(inverse);
    }

    /// The frequencies, little-endian.
    Bytes encode() {
        ByteBuffer bytes = ByteBuffer.allocate(inverse.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(inverse);
        return Bytes.wrap(bytes.array());
    }

    /// The cosines and sines of `positions`, row after row.
    Rows rows(int[] positions) {
        int half = inverse.length;
        float[] cosines = new float[positions.length * half];
        float[] sines = new float[positions.length * half];
        for (int row = 0; row < positions.length; row++) {
            for (int i = 0; i < half; i++) {
                double angle = positions[row] * inverse[i];
                cosines[row * half + i] = (float) Library.cos(angle);
                sines[row * half + i] = (float) Library.sin(angle);
            }
        }
        return new Rows(half, cosines, sines);
    }

    /// @param half how many pairs a row rotates
    record Rows(int half, float[] cosines, float[] sines) {
        /// Rotates the heads of one position, each of `headSize` elements, from `at` on: (a, b) becomes (a·c − b·s, a·s + b·c).
        void rotate(int row, boolean neighbours, float[] x, int at, int headSize, int heads) {
            int step = neighbours ? 2 : 1;
            int partner = neighbours ? 1 : half;
            for (int head = at; head < at + heads * headSize; head += headSize) {
                for (int i = 0; i < half; i++) {
                    float c = cosines[row * half + i];
                    float s = sines[row * half + i];
                    float a = x[head + i * step];
                    float b = x[head + i * step + partner];
                    x[head + i * step] = a * c - b * s;
                    x[head + i * step + partner] = a * s + b * c;
                }
            }
        }
    }
}
