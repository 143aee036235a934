package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Storage;
import dev.credence.inference.tensor.Tensor;
import java.util.List;

/// Puts tensors together from the typed fields of `TensorProto` (`float_data`, `int32_data` and so on).
final class TypedData {
    private TypedData() {}

    /// @param numbers the one field that ONNX assigns to `type`; strings come in `strings`
    /// @param present how many values all typed fields hold together: none may stand in a field of another type
    static Tensor tensor(ElementType type, Shape shape, NumberList numbers, List<Bytes> strings, int present)
            throws MalformedException {
        int found = type == ElementType.STRING ? strings.size() : numbers.size();
        if (found != shape.elements() || present != found) {
            throw new MalformedException("", -1, shape.elements() + " values for " + type + shape,
                    found + (present != found ? " and " + (present - found) + " of other types" : ""));
        }
        Object array = Storage.allocate(type, found);
        switch (array) {
            case float[] floats -> {
                for (int i = 0; i < found; i++) {
                    float value = Float.intBitsToFloat((int) numbers.at(i));
                    floats[i] = value != value ? Float.NaN : value;
                }
            }
            case double[] doubles -> {
                for (int i = 0; i < found; i++) {
                    double value = Double.longBitsToDouble(numbers.at(i));
                    doubles[i] = value != value ? Double.NaN : value;
                }
            }
            case long[] longs -> System.arraycopy(numbers.toArray(), 0, longs, 0, found);
            case int[] ints -> {
                for (int i = 0; i < found; i++) {
                    ints[i] = (int) inRange(type, numbers.at(i), i);
                }
            }
            case short[] shorts -> {
                for (int i = 0; i < found; i++) {
                    shorts[i] = (short) inRange(type, numbers.at(i), i);
                }
            }
            case byte[] bytes -> {
                for (int i = 0; i < found; i++) {
                    bytes[i] = (byte) inRange(type, numbers.at(i), i);
                }
            }
            case String[] texts -> {
                for (int i = 0; i < found; i++) {
                    texts[i] = strings.get(i).utf8();
                }
            }
            default -> throw new IllegalStateException("unknown storage " + array.getClass());
        }
        return Tensor.of(type, shape, array);
    }

    private static long inRange(ElementType type, long value, int index) throws MalformedException {
        long low = type.isInteger() && !type.isUnsigned() ? -1L << (8 * type.widthBytes() - 1) : 0;
        long high = type == ElementType.BOOL ? 1 : low + (1L << 8 * type.widthBytes()) - 1;
        if (value < low || value > high) {
            throw new MalformedException("[" + index + "]", -1, "a number from " + low + " to " + high,
                    Long.toString(value));
        }
        return value;
    }
}
