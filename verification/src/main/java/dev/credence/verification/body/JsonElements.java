package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.NumberRow;
import dev.credence.receipt.request.Datatype;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Elements that came as JSON, rounded to their datatype once, in the bytes that are hashed (docs/spec/receipt.md 1.1).
///
/// `data` is flat, or nested exactly as the shape says.
final class JsonElements {
    private static final BigInteger U64_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final Datatype datatype;
    private final String path;

    JsonElements(Datatype datatype, String path) {
        this.datatype = datatype;
        this.path = path;
    }

    /// The canonical bytes of `elements` elements, which `data` must hold exactly.
    Bytes canonical(JsonArray data, List<Long> shape, long elements) throws MalformedException {
        if (datatype == Datatype.FP16 || datatype == Datatype.BF16) {
            throw new MalformedException(path, -1, datatype + " as binary data, since it has no form in JSON", "an array");
        }
        List<JsonArray> rows = new ArrayList<>();
        boolean nested = !data.items().isEmpty() && !(data.items() instanceof NumberRow) && data.get(0) instanceof JsonArray;
        collect(data, nested ? shape : List.of(elements), 0, rows);
        return datatype == Datatype.BYTES ? texts(rows) : numbers(rows, Math.toIntExact(elements));
    }

    // The innermost arrays in their order; together they have as many items as the shape says.
    private void collect(JsonArray array, List<Long> shape, int depth, List<JsonArray> rows) throws MalformedException {
        if (depth >= shape.size()) {
            throw new MalformedException(path, -1, "arrays nested " + shape.size() + " deep, as the shape says", "deeper ones");
        }
        if (array.size() != shape.get(depth)) {
            throw new MalformedException(path, -1, shape.get(depth) + " elements, as the shape says", array.size() + "");
        }
        if (depth == shape.size() - 1) {
            rows.add(array);
            return;
        }
        for (Json item : array.items()) {
            if (item instanceof JsonArray inner) {
                collect(inner, shape, depth + 1, rows);
            } else {
                throw new MalformedException(path, -1, "arrays nested " + shape.size() + " deep, as the shape says", item.kind());
            }
        }
    }

    private Bytes numbers(List<JsonArray> rows, int elements) throws MalformedException {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(elements, datatype.widthBytes())).order(ByteOrder.LITTLE_ENDIAN);
        int index = 0;
        for (JsonArray row : rows) {
            if (datatype == Datatype.FP32 && row.items() instanceof NumberRow numbers) {
                singles(buffer, numbers, index);
            } else {
                for (int i = 0; i < row.size(); i++) {
                    put(buffer, row.get(i), index + i);
                }
            }
            index += row.size();
        }
        return Bytes.wrap(buffer.array());
    }

    // What most bodies are made of, without an object for each number.
    private void singles(ByteBuffer buffer, NumberRow numbers, int index) throws MalformedException {
        for (int i = 0; i < numbers.size(); i++) {
            float value = numbers.floatAt(i);
            if (Float.isInfinite(value)) {
                throw outOfRange(index + i, numbers.lexeme(i));
            }
            buffer.putFloat(value);
        }
    }

    private MalformedException outOfRange(int index, String lexeme) {
        return new MalformedException(at(index), -1, "a number in the range of FP32", lexeme);
    }

    private void put(ByteBuffer buffer, Json datum, int index) throws MalformedException {
        switch (datatype) {
            case BOOL -> buffer.put((byte) (truth(datum, index) ? 1 : 0));
            case UINT8, INT8 -> buffer.put((byte) integer(datum, index));
            case UINT16, INT16 -> buffer.putShort((short) integer(datum, index));
            case UINT32, INT32 -> buffer.putInt((int) integer(datum, index));
            case UINT64, INT64 -> buffer.putLong(integer(datum, index));
            case FP32 -> buffer.putFloat(single(datum, index));
            case FP64 -> buffer.putDouble(twofold(datum, index));
            case FP16, BF16, BYTES -> throw new IllegalStateException(datatype + " is dealt with before");
        }
    }

    private boolean truth(Json datum, int index) throws MalformedException {
        if (datum instanceof JsonBoolean bool) {
            return bool.value();
        }
        throw refused(index, "true or false", datum);
    }

    private float single(Json datum, int index) throws MalformedException {
        if (!(datum instanceof JsonNumeric number)) {
            return (float) special(datum, index);
        }
        float value = number.asFloat();
        if (Float.isInfinite(value)) {
            throw outOfRange(index, number.lexeme());
        }
        return value;
    }

    private double twofold(Json datum, int index) throws MalformedException {
        return datum instanceof JsonNumeric number ? number.asDouble() : special(datum, index);
    }

    // Exact in both widths; putFloat and putDouble of Java's NaN constants write the canonical one.
    private double special(Json datum, int index) throws MalformedException {
        return switch (datum instanceof JsonString text ? text.value() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw refused(index, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"", datum);
        };
    }

    private long integer(Json datum, int index) throws MalformedException {
        if (!(datum instanceof JsonNumeric number)) {
            throw refused(index, "an integer of " + datatype, datum);
        }
        if (number instanceof JsonInteger small && fits(small.value())) {
            return small.value();
        }
        return wide(number, index);
    }

    private boolean fits(long value) {
        int bits = 8 * datatype.widthBytes();
        if (datatype.name().startsWith("U")) {
            return value >= 0 && (bits == 64 || value < 1L << bits);
        }
        return bits == 64 || value >= -(1L << (bits - 1)) && value < 1L << (bits - 1);
    }

    // Beyond 2^53 the reader keeps the number's text.
    private long wide(JsonNumeric number, int index) throws MalformedException {
        String text = number.lexeme();
        boolean digits = text.chars().skip(text.startsWith("-") ? 1 : 0).allMatch(c -> c >= '0' && c <= '9');
        if (digits && !text.equals("-0") && datatype.widthBytes() == 8) {
            BigInteger value = new BigInteger(text);
            boolean fits = datatype == Datatype.INT64 ? value.bitLength() < 64 : value.signum() >= 0 && value.compareTo(U64_MAX) <= 0;
            if (fits) {
                return value.longValue();
            }
        }
        throw new MalformedException(at(index), -1, "an integer of " + datatype, text);
    }

    private Bytes texts(List<JsonArray> rows) throws MalformedException {
        List<Json> flat = new ArrayList<>();
        rows.forEach(row -> flat.addAll(row.items()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < flat.size(); i++) {
            if (!(flat.get(i) instanceof JsonString text)) {
                throw refused(i, "a string", flat.get(i));
            }
            byte[] utf8 = text.value().getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(length.putInt(0, utf8.length).array());
            bytes.writeBytes(utf8);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private MalformedException refused(int index, String expected, Json datum) {
        String actual = datum instanceof JsonString text ? "\"" + text.value() + "\"" : datum.kind();
        return new MalformedException(at(index), -1, expected, actual);
    }

    private String at(int index) {
        return path + "[" + index + "]";
    }
}
