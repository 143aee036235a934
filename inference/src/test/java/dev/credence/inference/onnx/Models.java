package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;

/// Small ONNX models for tests, made of `Proto` messages.
public final class Models {
    public static final int FLOAT = 1;
    public static final int INT64 = 7;
    public static final int BOOL = 9;

    private Models() {}

    /// A model of IR version 8 and the given opset around one graph.
    public static Bytes model(int opset, Proto graph) {
        return new Proto().number(1, 8).message(8, new Proto().number(2, opset)).message(7, graph).toBytes();
    }

    public static Proto graph() {
        return new Proto().text(2, "g");
    }

    public static Proto node(String operation, String[] inputs, String... outputs) {
        Proto node = new Proto().text(4, operation);
        for (String input : inputs) {
            node.text(1, input);
        }
        for (String output : outputs) {
            node.text(2, output);
        }
        return node;
    }

    public static String[] in(String... names) {
        return names;
    }

    /// A `ValueInfoProto` of a tensor; −1 is an open dimension.
    public static Proto value(String name, int type, long... sizes) {
        Proto shape = new Proto();
        for (long size : sizes) {
            shape.message(1, size < 0 ? new Proto().text(2, "n") : new Proto().number(1, size));
        }
        Proto tensor = new Proto().number(1, type).message(2, shape);
        return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
    }

    /// A `TensorProto` whose bytes are zeros.
    public static Proto tensor(String name, int type, int bytes, long... sizes) {
        Proto tensor = new Proto();
        for (long size : sizes) {
            tensor.number(1, size);
        }
        return tensor.number(2, type).text(8, name).bytes(9, new byte[bytes]);
    }

    /// A `TensorProto` of INT64.
    public static Proto longs(String name, long... values) {
        Proto tensor = new Proto().number(1, values.length).number(2, INT64).text(8, name);
        for (long value : values) {
            tensor.number(7, value);
        }
        return tensor;
    }

    public static Proto attribute(String name, long value) {
        return new Proto().text(1, name).number(3, value).number(20, 2);
    }

    public static Proto attribute(String name, Proto graph) {
        return new Proto().text(1, name).message(6, graph).number(20, 5);
    }

    /// y = operation(x) over FLOAT[n].
    public static Bytes unary(String operation) {
        return model(17, graph().message(11, value("x", FLOAT, -1)).message(1, node(operation, in("x"), "y"))
                .message(12, value("y", FLOAT, -1)));
    }
}
