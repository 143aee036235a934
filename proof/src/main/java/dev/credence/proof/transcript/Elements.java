package dev.credence.proof.transcript;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Field elements as the bytes of a proof: limbs of eight bytes, little-endian, c0 before c1.
final class Elements {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Elements() {}

    static byte[] encode(Extension... values) {
        byte[] bytes = new byte[Math.multiplyExact(16, values.length)];
        for (int i = 0; i < values.length; i++) {
            LONGS.set(bytes, 16 * i, values[i].c0());
            LONGS.set(bytes, 16 * i + 8, values[i].c1());
        }
        return bytes;
    }

    static byte[] encode(ExtensionVector values) {
        byte[] bytes = new byte[Math.multiplyExact(16, values.length())];
        for (int i = 0; i < values.length(); i++) {
            LONGS.set(bytes, 16 * i, canonical(values.c0()[i]));
            LONGS.set(bytes, 16 * i + 8, canonical(values.c1()[i]));
        }
        return bytes;
    }

    static byte[] encodeBase(long... values) {
        byte[] bytes = new byte[Math.multiplyExact(8, values.length)];
        for (int i = 0; i < values.length; i++) {
            LONGS.set(bytes, 8 * i, canonical(values[i]));
        }
        return bytes;
    }

    /// The eight bytes from `at` on; the caller has checked that they are there.
    static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void putWord(byte[] bytes, int at, long word) {
        LONGS.set(bytes, at, word);
    }

    static byte[] encodeWord(long word) {
        byte[] bytes = new byte[Long.BYTES];
        LONGS.set(bytes, 0, word);
        return bytes;
    }

    private static long canonical(long limb) {
        if (!Goldilocks.isCanonical(limb)) {
            throw new IllegalArgumentException("a limb below the modulus expected, found " + Long.toUnsignedString(limb));
        }
        return limb;
    }
}
