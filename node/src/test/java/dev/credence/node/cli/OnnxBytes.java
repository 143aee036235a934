package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the protobuf messages of ONNX files, good ones and bad ones, field by field.
final class OnnxBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    OnnxBytes number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    OnnxBytes text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    OnnxBytes message(int field, OnnxBytes value) {
        return bytes(field, value.bytes.toByteArray());
    }

    OnnxBytes bytes(int field, byte[] value) {
        varint((long) field << 3 | 2);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    Bytes done() {
        return Bytes.wrap(bytes.toByteArray());
    }

    byte[] raw() {
        return bytes.toByteArray();
    }

    /// `ModelProto` of IR version 8 and operation set 17 around a graph.
    static OnnxBytes model(OnnxBytes graph) {
        return new OnnxBytes().number(1, 8).message(8, new OnnxBytes().number(2, 17)).message(7, graph);
    }

    static OnnxBytes node(String operation, String input, String output) {
        return new OnnxBytes().text(1, input).text(2, output).text(3, "the-" + operation).text(4, operation);
    }

    /// `ValueInfoProto` of a FLOAT tensor.
    static OnnxBytes floats(String name, long... dimensions) {
        OnnxBytes shape = new OnnxBytes();
        for (long dimension : dimensions) {
            shape.message(1, new OnnxBytes().number(1, dimension));
        }
        OnnxBytes tensor = new OnnxBytes().number(1, 1).message(2, shape);
        return new OnnxBytes().text(1, name).message(2, new OnnxBytes().message(1, tensor));
    }

    /// `TensorProto` of FLOAT elements in raw bytes.
    static OnnxBytes tensor(String name, float... values) {
        byte[] raw = new byte[4 * values.length];
        for (int i = 0; i < values.length; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            for (int b = 0; b < 4; b++) {
                raw[4 * i + b] = (byte) (bits >>> 8 * b);
            }
        }
        return new OnnxBytes().number(1, values.length).number(2, 1).text(8, name).bytes(9, raw);
    }

    /// A model y = operation(x) over one float.
    static OnnxBytes unary(String operation) {
        return model(new OnnxBytes()
                .message(1, node(operation, "x", "y"))
                .text(2, "g")
                .message(11, floats("x", 1))
                .message(12, floats("y", 1)));
    }
}
