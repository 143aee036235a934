package dev.credence.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Numbers that four bits stand for. A vector of 16 holds them all, so that one permutation decodes 16 of them; where vectors
/// hold 8 they are computed one by one, to the same bits.
final class Nibbles {
    /// Whether a vector holds one number for each of the 16 values.
    static final boolean TABLES = StoredRows.N == 16;
    private static final FloatVector INDEX = StoredRows.floats(IntVector.zero(Lanes.INTS).addIndex(1));
    /// The numbers q − 8 for 16 lanes times 2^112, by which the bits of a half-precision number, shifted by 13, fall short of it.
    static final FloatVector CENTRED = INDEX.sub(8f).mul(StoredRows.HALF_SCALE);

    private Nibbles() {}

    /// The numbers (q − 8)·d of all q, or d alone.
    ///
    /// @param d in half precision; as an integer it reaches all lanes in one step, and the table's factor makes it whole
    static FloatVector centred(short d) {
        return TABLES ? CENTRED.mul(IntVector.broadcast(Lanes.INTS, d << 13 & 0x8fffe000).reinterpretAsFloats()) : FloatVector.broadcast(StoredRows.S, Float.float16ToFloat(d));
    }

    /// (q − 8)·d of the low four bits of each q.
    ///
    /// @param numbers what `centred` gave for d
    static FloatVector centredLow(IntVector q, FloatVector numbers) {
        return TABLES ? look(q, numbers) : StoredRows.floats(q.and(15).sub(8)).mul(numbers);
    }

    /// Of the four bits above them; what stands further up is zero.
    static FloatVector centredHigh(IntVector q, FloatVector numbers) {
        IntVector high = q.lanewise(VectorOperators.LSHR, 4);
        return TABLES ? look(high, numbers) : StoredRows.floats(high.sub(8)).mul(numbers);
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
