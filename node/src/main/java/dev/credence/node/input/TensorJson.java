package dev.credence.node.input;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.numeric.HalfFloat;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Storage;
import dev.credence.inference.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// A tensor's elements as the protocol's JSON `data`, and back (docs/spec/receipt.md 1.1).
///
/// Each number is rounded to the element type once, from its decimal text; what JSON has no number for is written `"NaN"`,
/// `"Infinity"`, `"-Infinity"`; 64-bit integers beyond 2^53 with all their digits.
public final class TensorJson {
    private TensorJson() {}

    /// Reads `data`, flat or nested as the shape.
    public static Tensor decode(String path, ElementType type, Shape shape, Json data) throws MalformedException {
        if (type.isHalf()) {
            throw new MalformedException(path, -1, type.protocolName() + " as binary data (it has no JSON form)", "JSON");
        }
        List<Json> flat = new ArrayList<>(Math.min(shape.elements(), 1 << 16));
        flatten(path, data, shape.elements(), flat);
        if (flat.size() != shape.elements()) {
            throw new MalformedException(path, -1, shape.elements() + " elements for shape " + shape, flat.size() + " elements");
        }
        Object array = Storage.allocate(type, shape.elements());
        for (int i = 0; i < flat.size(); i++) {
            store(path + "[" + i + "]", type, flat.get(i), array, i);
        }
        return Tensor.of(type, shape, array);
    }

    private static void flatten(String path, Json data, int elementsMax, List<Json> flat) throws MalformedException {
        if (data instanceof JsonArray(List<Json> items)) {
            for (Json item : items) {
                flatten(path, item, elementsMax, flat);
            }
            return;
        }
        if (flat.size() >= elementsMax) {
            throw new MalformedException(path, -1, "at most " + elementsMax + " elements", "more");
        }
        flat.add(data);
    }

    private static void store(String path, ElementType type, Json item, Object array, int at) throws MalformedException {
        switch (array) {
            case float[] floats -> floats[at] = single(path, item);
            case double[] doubles -> doubles[at] = real(path, item);
            case long[] longs -> longs[at] = type == ElementType.UINT64
                    ? integer(path, item, BigInteger.ZERO, BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE))
                    : signed(path, item, 64);
            case int[] ints -> ints[at] = (int) (type == ElementType.UINT32 ? unsigned(path, item, 32) : signed(path, item, 32));
            case short[] shorts -> shorts[at] =
                    (short) (type == ElementType.UINT16 ? unsigned(path, item, 16) : signed(path, item, 16));
            case byte[] bytes -> bytes[at] = type == ElementType.BOOL
                    ? truth(path, item)
                    : (byte) (type == ElementType.UINT8 ? unsigned(path, item, 8) : signed(path, item, 8));
            case String[] strings -> strings[at] = text(path, item);
            default -> throw new IllegalStateException("unknown storage " + array.getClass());
        }
    }

    private static float single(String path, Json item) throws MalformedException {
        float value = item instanceof JsonNumeric number ? number.asFloat() : (float) special(path, item);
        if (item instanceof JsonNumeric && Float.isInfinite(value)) {
            throw new MalformedException(path, -1, "a number within single precision", item.toString());
        }
        return value;
    }

    private static double real(String path, Json item) throws MalformedException {
        return item instanceof JsonNumeric number ? number.asDouble() : special(path, item);
    }

    private static double special(String path, Json item) throws MalformedException {
        String text = item instanceof JsonString(String value) ? value : "";
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new MalformedException(path, -1, "a number", item.getClass().getSimpleName());
        };
    }

    private static long signed(String path, Json item, int bits) throws MalformedException {
        BigInteger bound = BigInteger.ONE.shiftLeft(bits - 1);
        return integer(path, item, bound.negate(), bound.subtract(BigInteger.ONE));
    }

    private static long unsigned(String path, Json item, int bits) throws MalformedException {
        return integer(path, item, BigInteger.ZERO, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
    }

    private static long integer(String path, Json item, BigInteger min, BigInteger max) throws MalformedException {
        BigInteger value =
                switch (item) {
                    case JsonInteger(long number) -> BigInteger.valueOf(number);
                    case JsonNumber number when number.lexeme().matches("-?[0-9]{1,20}") -> new BigInteger(number.lexeme());
                    default -> throw new MalformedException(path, -1, "an integer", item.toString());
                };
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new MalformedException(path, -1, "an integer from " + min + " to " + max, value.toString());
        }
        return value.longValue();
    }

    private static byte truth(String path, Json item) throws MalformedException {
        if (item instanceof JsonBoolean(boolean value)) {
            return (byte) (value ? 1 : 0);
        }
        return (byte) integer(path, item, BigInteger.ZERO, BigInteger.ONE);
    }

    private static String text(String path, Json item) throws MalformedException {
        if (item instanceof JsonString(String value)) {
            return value;
        }
        throw new MalformedException(path, -1, "a string", item.toString());
    }

    /// The elements, flat, as JSON.
    public static JsonArray encode(Tensor tensor) {
        List<Json> items = new ArrayList<>(tensor.elements());
        for (int i = 0; i < tensor.elements(); i++) {
            items.add(item(tensor, i));
        }
        return JsonArray.of(items);
    }

    private static Json item(Tensor tensor, int at) {
        return switch (tensor.type()) {
            case FLOAT -> number(tensor.floats()[at]);
            case DOUBLE -> number(tensor.doubles()[at]);
            case FLOAT16 -> number(HalfFloat.from16(tensor.shorts()[at]));
            case BFLOAT16 -> number(HalfFloat.fromBrain(tensor.shorts()[at]));
            case INT64 -> integer(BigInteger.valueOf(tensor.longs()[at]));
            case UINT64 -> integer(new BigInteger(Long.toUnsignedString(tensor.longs()[at])));
            case INT32 -> new JsonInteger(tensor.ints()[at]);
            case UINT32 -> new JsonInteger(Integer.toUnsignedLong(tensor.ints()[at]));
            case INT16 -> new JsonInteger(tensor.shorts()[at]);
            case UINT16 -> new JsonInteger(Short.toUnsignedInt(tensor.shorts()[at]));
            case INT8 -> new JsonInteger(tensor.bytes()[at]);
            case UINT8 -> new JsonInteger(Byte.toUnsignedInt(tensor.bytes()[at]));
            case BOOL -> new JsonBoolean(tensor.bytes()[at] != 0);
            case STRING -> new JsonString(tensor.strings()[at]);
        };
    }

    // ECMAScript's spelling, which JsonNumber.of follows, has no sign for zero.
    private static final JsonNumber MINUS_ZERO = new JsonNumber("-0.0");

    private static Json number(float value) {
        if (Float.floatToRawIntBits(value) == Float.floatToRawIntBits(-0.0f)) {
            return MINUS_ZERO;
        }
        return Float.isFinite(value) ? JsonNumber.of(value) : new JsonString(Float.toString(value));
    }

    private static Json number(double value) {
        if (Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(-0.0)) {
            return MINUS_ZERO;
        }
        return Double.isFinite(value) ? JsonNumber.of(value) : new JsonString(Double.toString(value));
    }

    private static Json integer(BigInteger value) {
        return value.bitLength() <= 53 ? new JsonInteger(value.longValueExact()) : new JsonNumber(value.toString());
    }
}
