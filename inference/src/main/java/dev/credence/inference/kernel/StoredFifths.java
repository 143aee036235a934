package dev.credence.inference.kernel;

import dev.credence.inference.gguf.GgufType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Blocks of 32 numbers whose fifth bits lie apart, in vectors.
final class StoredFifths {
    private static final int N = StoredRows.N;
    private static final ValueLayout.OfInt BITS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(StoredRows.LE);
    private static final IntVector INDEX = IntVector.zero(Lanes.INTS).addIndex(1);

    private StoredFifths() {}

    static void decode(GgufType type, MemorySegment data, long at, MemorySegment to, long toAt, int columns) {
        boolean minimum = type == GgufType.Q5_1;
        int head = minimum ? 4 : 2;
        int bytes = type.blockBytes();
        for (int b = 0; b < columns / 32; b++) {
            long p = at + (long) bytes * b;
            long i = toAt + 2 * StoredRows.LINE * b;
            float d = StoredRows.half(data, p);
            float m = minimum ? StoredRows.half(data, p + 2) : 0;
            int fifths = data.get(BITS, p + head);
            for (int j = 0; j < 16; j += N) {
                IntVector q = StoredRows.unsigned(data, p + head + 4 + j);
                IntVector low = q.and(15).or(fifth(fifths, j));
                IntVector high = q.lanewise(VectorOperators.LSHR, 4).or(fifth(fifths, j + 16));
                scaled(low, minimum, d, m).intoMemorySegment(to, i + StoredRows.place(j), StoredRows.LE);
                scaled(high, minimum, d, m).intoMemorySegment(to, i + StoredRows.place(16 + j), StoredRows.LE);
            }
        }
    }

    // Bits from, from + 1, … of `fifths`, each in the place of a fifth bit.
    static IntVector fifth(int fifths, int from) {
        return IntVector.broadcast(Lanes.INTS, fifths >>> from).lanewise(VectorOperators.LSHR, INDEX).and(1).lanewise(VectorOperators.LSHL, 4);
    }

    static FloatVector scaled(IntVector q, boolean minimum, float d, float m) {
        return minimum ? StoredRows.floats(q).mul(d).add(m) : StoredRows.floats(q.sub(16)).mul(d);
    }
}
