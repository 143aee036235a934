package dev.credence.inference.kernel;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.REVERSE_BYTES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// The words of an RFC 6962 leaf over single-precision numbers, for sixteen leaves at once, as `Sha256Lanes` takes them.
///
/// A leaf is a zero byte and the numbers' little-endian bytes, every NaN as 0x7FC00000. So a word is the last byte of one number and the
/// first three of the next, most significant first.
///
/// Sixteen numbers of sixteen leaves are transposed in two loops over four vectors each: rows whose distance is 8 or 4 change places,
/// then those at 2 and 1.
final class ChunkWords {
    private static final int LANES = Sha256Lanes.LANES;
    private static final VectorSpecies<Integer> S = IntVector.SPECIES_512;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
    private static final int LAST_BYTE = 0xff000000;

    private static final IntVector LOW_8 = low(8);
    private static final IntVector HIGH_8 = high(8);
    private static final IntVector LOW_4 = low(4);
    private static final IntVector HIGH_4 = high(4);
    private static final IntVector LOW_2 = low(2);
    private static final IntVector HIGH_2 = high(2);
    private static final IntVector LOW_1 = low(1);
    private static final IntVector HIGH_1 = high(1);

    private ChunkWords() {}

    // Of rows a and b: where a's lanes with the bit stood come b's without it.
    private static IntVector low(int distance) {
        return IntVector.fromArray(S, lanes(distance, 0), 0);
    }

    // Of rows a and b: where b's lanes without the bit stood come a's with it.
    private static IntVector high(int distance) {
        return IntVector.fromArray(S, lanes(distance, distance), 0);
    }

    private static int[] lanes(int distance, int plus) {
        int[] lanes = new int[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = (i & distance) == 0 ? i + plus : LANES + i - distance + plus;
        }
        return lanes;
    }

    /// Loads sixteen numbers of each leaf, of leaf l from x[l][at[l] + offset] on, and transposes them halfway into `half`.
    static void load(float[][] x, int[] at, int offset, int[] half) {
        for (int i = 0; i < 4; i++) {
            IntVector a = numbers(x[i], at[i] + offset);
            IntVector b = numbers(x[i + 4], at[i + 4] + offset);
            IntVector c = numbers(x[i + 8], at[i + 8] + offset);
            IntVector d = numbers(x[i + 12], at[i + 12] + offset);
            IntVector ac = LOW_8.selectFrom(a, c);
            IntVector ca = HIGH_8.selectFrom(a, c);
            IntVector bd = LOW_8.selectFrom(b, d);
            IntVector db = HIGH_8.selectFrom(b, d);
            LOW_4.selectFrom(ac, bd).intoArray(half, LANES * i);
            HIGH_4.selectFrom(ac, bd).intoArray(half, LANES * (i + 4));
            LOW_4.selectFrom(ca, db).intoArray(half, LANES * (i + 8));
            HIGH_4.selectFrom(ca, db).intoArray(half, LANES * (i + 12));
        }
    }

    private static IntVector numbers(float[] x, int at) {
        FloatVector numbers = FloatVector.fromArray(FLOATS, x, at);
        return numbers.blend(Float.NaN, numbers.compare(NE, numbers)).reinterpretAsInts();
    }

    /// Makes sixteen words of what `load` has left.
    ///
    /// @param carry the last byte of each leaf's number before, at its place in a number; is set to that of the last number
    static void words(int[] half, int[] carry, int[] words) {
        IntVector before = IntVector.fromArray(S, carry, 0);
        for (int i = 0; i < LANES; i += 4) {
            IntVector a = IntVector.fromArray(S, half, LANES * i);
            IntVector b = IntVector.fromArray(S, half, LANES * (i + 1));
            IntVector c = IntVector.fromArray(S, half, LANES * (i + 2));
            IntVector d = IntVector.fromArray(S, half, LANES * (i + 3));
            IntVector ac = LOW_2.selectFrom(a, c);
            IntVector ca = HIGH_2.selectFrom(a, c);
            IntVector bd = LOW_2.selectFrom(b, d);
            IntVector db = HIGH_2.selectFrom(b, d);
            a = LOW_1.selectFrom(ac, bd);
            b = HIGH_1.selectFrom(ac, bd);
            c = LOW_1.selectFrom(ca, db);
            d = HIGH_1.selectFrom(ca, db);
            word(before, a).intoArray(words, LANES * i);
            word(a, b).intoArray(words, LANES * (i + 1));
            word(b, c).intoArray(words, LANES * (i + 2));
            word(c, d).intoArray(words, LANES * (i + 3));
            before = d;
        }
        before.lanewise(AND, LAST_BYTE).intoArray(carry, 0);
    }

    private static IntVector word(IntVector before, IntVector number) {
        return number.lanewise(REVERSE_BYTES).lanewise(LSHR, 8).lanewise(OR, before.lanewise(AND, LAST_BYTE));
    }
}
