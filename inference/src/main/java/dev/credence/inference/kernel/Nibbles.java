package dev.credence.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Numbers that four bits stand for.
///
/// Put under the exponent at which the lowest of them counts one, four bits are a number already, but for the power of two that
/// the exponent stands for: one logical step and one subtraction, which is exact. Where the same scale and minimum hold for two
/// vectors, one permutation of the 16 possible numbers does it (`raised`), if a vector holds them all.
final class Nibbles {
    /// The bits of 2^23 and 2^19: with the low or the high four bits q of a byte among them, those of 2^23 + q and 2^19 + q.
    static final int LOW_EXPONENT = Float.floatToRawIntBits(0x1p23f);
    static final int HIGH_EXPONENT = Float.floatToRawIntBits(0x1p19f);
    /// Whether a vector holds one number for each of the 16 values.
    private static final boolean TABLES = StoredRows.N == 16;
    private static final FloatVector INDEX = StoredRows.floats(IntVector.zero(Lanes.INTS).addIndex(1));

    private Nibbles() {}

    /// The low four bits of each q as numbers, less 8.
    static FloatVector centredLow(IntVector q) {
        return q.and(15).or(LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f + 8);
    }

    /// The four bits above them, less 8.
    static FloatVector centredHigh(IntVector q) {
        return q.and(240).or(HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f + 8);
    }

    /// The numbers q·d + m of all q, or d alone. q·d has at most 21 significant bits, so that only the addition rounds.
    static FloatVector raised(float d, float m) {
        return TABLES ? INDEX.fma(FloatVector.broadcast(StoredRows.S, d), FloatVector.broadcast(StoredRows.S, m)) : FloatVector.broadcast(StoredRows.S, d);
    }

    /// q·d + m of the low four bits of each q.
    ///
    /// @param numbers what `raised` gave for d and m
    static FloatVector raisedLow(IntVector q, FloatVector numbers, float m) {
        return TABLES ? look(q, numbers) : StoredRows.floats(q.and(15)).fma(numbers, FloatVector.broadcast(StoredRows.S, m));
    }

    /// Of the four bits above them; what stands further up is zero.
    static FloatVector raisedHigh(IntVector q, FloatVector numbers, float m) {
        IntVector high = q.lanewise(VectorOperators.LSHR, 4);
        return TABLES ? look(high, numbers) : StoredRows.floats(high).fma(numbers, FloatVector.broadcast(StoredRows.S, m));
    }

    // The number at the low four bits of each q: that only those count is this operation's own rule for 16 lanes.
    private static FloatVector look(IntVector q, FloatVector numbers) {
        return q.selectFrom(numbers.reinterpretAsInts()).reinterpretAsFloats();
    }
}
