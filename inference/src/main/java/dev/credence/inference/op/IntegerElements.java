package dev.credence.inference.op;

import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// Integers of any width as 64-bit numbers, and back with wrap-around.
///
/// UINT64 keeps its bits; whoever orders or divides such numbers must treat them as unsigned.
public final class IntegerElements {
    private IntegerElements() {}

    /// The elements, extended by sign or, for unsigned types and truth values, by zeros.
    public static long[] read(Tensor tensor) {
        if (tensor.array() instanceof long[] longs) {
            return longs;
        }
        long[] wide = new long[tensor.elements()];
        boolean unsigned = !tensor.type().isInteger() || tensor.type().isUnsigned();
        for (int i = 0; i < wide.length; i++) {
            wide[i] = switch (tensor.array()) {
                case int[] ints -> unsigned ? Integer.toUnsignedLong(ints[i]) : ints[i];
                case short[] shorts -> unsigned ? Short.toUnsignedLong(shorts[i]) : shorts[i];
                case byte[] bytes -> unsigned ? Byte.toUnsignedLong(bytes[i]) : bytes[i];
                default -> throw new IllegalArgumentException("integers expected, found " + tensor.type());
            };
        }
        return wide;
    }

    /// Writes the low bits of `values` to the storage of `target`.
    public static Tensor write(long[] values, Tensor target) {
        switch (target.array()) {
            case long[] longs -> System.arraycopy(values, 0, longs, 0, values.length);
            case int[] ints -> {
                for (int i = 0; i < values.length; i++) {
                    ints[i] = (int) values[i];
                }
            }
            case short[] shorts -> {
                for (int i = 0; i < values.length; i++) {
                    shorts[i] = (short) values[i];
                }
            }
            case byte[] bytes -> {
                for (int i = 0; i < values.length; i++) {
                    bytes[i] = (byte) values[i];
                }
            }
            default -> throw new IllegalArgumentException("integers expected, found " + target.type());
        }
        return target;
    }

    /// The smallest number of an integer type.
    public static long min(ElementType type) {
        return type.isUnsigned() ? 0 : -1L << (8 * type.widthBytes() - 1);
    }

    /// The largest number of an integer type; for UINT64 its bits.
    public static long max(ElementType type) {
        return type.isUnsigned() ? -1L >>> (64 - 8 * type.widthBytes()) : -1L >>> (65 - 8 * type.widthBytes());
    }
}
