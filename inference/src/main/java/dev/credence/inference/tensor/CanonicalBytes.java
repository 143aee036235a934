package dev.credence.inference.tensor;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A tensor's elements as little-endian bytes with one NaN, and back.
///
/// A NaN's payload differs between processors and between interpreted and compiled code, so each is written as the
/// quiet NaN without sign and payload: 7fc00000, 7ff8000000000000, 7e00 (FLOAT16), 7fc0 (BFLOAT16).
public final class CanonicalBytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private CanonicalBytes() {}

    static byte[] encode(Tensor tensor) {
        if (tensor.type() == ElementType.STRING) {
            return encodeStrings(tensor.strings());
        }
        byte[] target = new byte[Math.multiplyExact(tensor.elements(), tensor.type().widthBytes())];
        switch (tensor.type()) {
            case FLOAT -> encodeFloats(tensor.floats(), target);
            case DOUBLE -> encodeDoubles(tensor.doubles(), target);
            case INT64, UINT64 -> {
                long[] from = tensor.longs();
                for (int i = 0; i < from.length; i++) {
                    LONG.set(target, 8 * i, from[i]);
                }
            }
            case INT32, UINT32 -> {
                int[] from = tensor.ints();
                for (int i = 0; i < from.length; i++) {
                    INT.set(target, 4 * i, from[i]);
                }
            }
            case INT16, UINT16, FLOAT16, BFLOAT16 -> encodeShorts(tensor, target);
            case INT8, UINT8, BOOL -> System.arraycopy(tensor.bytes(), 0, target, 0, target.length);
            case STRING -> throw new IllegalStateException("strings were handled above");
        }
        return target;
    }

    private static void encodeFloats(float[] from, byte[] target) {
        for (int i = 0; i < from.length; i++) {
            INT.set(target, 4 * i, Float.floatToIntBits(from[i]));
        }
    }

    private static void encodeDoubles(double[] from, byte[] target) {
        for (int i = 0; i < from.length; i++) {
            LONG.set(target, 8 * i, Double.doubleToLongBits(from[i]));
        }
    }

    private static void encodeShorts(Tensor tensor, byte[] target) {
        short[] from = tensor.shorts();
        for (int i = 0; i < from.length; i++) {
            SHORT.set(target, 2 * i, canonicalHalf(tensor.type(), from[i]));
        }
    }

    /// The bits of a 16-bit number with every NaN in canonical form; integers unchanged.
    static short canonicalHalf(ElementType type, short bits) {
        int magnitude = bits & 0x7fff;
        if (type == ElementType.FLOAT16 && magnitude > 0x7c00) {
            return 0x7e00;
        }
        if (type == ElementType.BFLOAT16 && magnitude > 0x7f80) {
            return 0x7fc0;
        }
        return bits;
    }

    private static byte[] encodeStrings(String[] strings) {
        byte[][] parts = new byte[strings.length][];
        int length = 0;
        for (int i = 0; i < strings.length; i++) {
            parts[i] = strings[i].getBytes(StandardCharsets.UTF_8);
            length = Math.addExact(length, Math.addExact(4, parts[i].length));
        }
        ByteBuffer target = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] part : parts) {
            target.putInt(part.length).put(part);
        }
        return target.array();
    }

    /// Reads a tensor from its little-endian bytes. NaNs of any payload are accepted and become canonical.
    ///
    /// @throws MalformedException if the length does not fit type and shape, a truth value is neither 0 nor 1, or a
    ///     string is not well-formed UTF-8
    public static Tensor decode(ElementType type, Shape shape, Bytes bytes) throws MalformedException {
        if (type == ElementType.STRING) {
            return Tensor.of(type, shape, decodeStrings(shape.elements(), bytes));
        }
        long expected = (long) shape.elements() * type.widthBytes();
        if (bytes.length() != expected) {
            throw new MalformedException(
                    "", -1, expected + " bytes for " + type + shape, bytes.length() + " bytes");
        }
        ByteBuffer from = bytes.toBuffer().order(ByteOrder.LITTLE_ENDIAN);
        Object array = Storage.allocate(type, shape.elements());
        switch (array) {
            case float[] floats -> {
                from.asFloatBuffer().get(floats);
                canonicalise(floats);
            }
            case double[] doubles -> {
                for (int i = 0; i < doubles.length; i++) {
                    double value = from.getDouble();
                    doubles[i] = value != value ? Double.NaN : value;
                }
            }
            case long[] longs -> from.asLongBuffer().get(longs);
            case int[] ints -> from.asIntBuffer().get(ints);
            case short[] shorts -> {
                for (int i = 0; i < shorts.length; i++) {
                    shorts[i] = canonicalHalf(type, from.getShort());
                }
            }
            case byte[] narrow -> {
                from.get(narrow);
                if (type == ElementType.BOOL) {
                    requireTruthValues(narrow);
                }
            }
            default -> throw new IllegalStateException("unknown storage " + array.getClass());
        }
        return Tensor.of(type, shape, array);
    }

    private static void canonicalise(float[] floats) {
        for (int i = 0; i < floats.length; i++) {
            if (floats[i] != floats[i]) {
                floats[i] = Float.NaN;
            }
        }
    }

    private static void requireTruthValues(byte[] values) throws MalformedException {
        for (int i = 0; i < values.length; i++) {
            if ((values[i] & ~1) != 0) {
                throw new MalformedException("", i, "0 or 1 as a truth value", String.valueOf(values[i]));
            }
        }
    }

    private static String[] decodeStrings(int elements, Bytes bytes) throws MalformedException {
        // Four bytes of length come before each string: an honest file is at least that long.
        if (bytes.length() / 4 < elements) {
            throw new MalformedException("", -1, "at least 4 bytes for each of " + elements + " strings",
                    bytes.length() + " bytes");
        }
        String[] strings = new String[elements];
        ByteBuffer from = bytes.toBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            if (from.remaining() < 4) {
                throw new MalformedException("[" + i + "]", from.position(), "a u32 length", from.remaining() + " bytes");
            }
            int length = from.getInt();
            if (length < 0 || length > from.remaining()) {
                throw new MalformedException("[" + i + "]", from.position(),
                        Integer.toUnsignedString(length) + " more bytes", from.remaining() + " bytes");
            }
            int start = from.position();
            strings[i] = bytes.slice(start, start + length).utf8();
            from.position(start + length);
        }
        if (from.hasRemaining()) {
            throw new MalformedException("", from.position(), "the end", from.remaining() + " more bytes");
        }
        return strings;
    }
}
