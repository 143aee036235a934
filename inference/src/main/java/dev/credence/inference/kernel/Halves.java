package dev.credence.inference.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Half-precision scales as vectors that hold one number in all lanes.
///
/// Widened by a table of all 65,536: an integer of an array reaches all lanes by being loaded, without a step of the vector units,
/// of which a conversion takes three; the compiler loads that way where the vector is used twice. It serves types of four bits,
/// whose loops those units limit. Weights of eight bits arrive from memory no faster than they are decoded either way.
final class Halves {
    /// The bits of the single-precision number that equals each half-precision one.
    static final int[] BITS = bits();

    private Halves() {}

    /// The number at byte `at`, in all lanes.
    static FloatVector all(MemorySegment data, long at) {
        return IntVector.broadcast(Lanes.INTS, BITS[data.get(StoredRows.HALF, at) & 0xffff]).reinterpretAsFloats();
    }

    private static int[] bits() {
        int[] bits = new int[1 << 16];
        for (int half = 0; half < bits.length; half++) {
            bits[half] = Float.floatToRawIntBits(Float.float16ToFloat((short) half));
        }
        return bits;
    }
}
