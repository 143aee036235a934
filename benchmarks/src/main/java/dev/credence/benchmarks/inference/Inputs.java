package dev.credence.benchmarks.inference;

import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Value;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Operands for every input of a model, the same that `onnxruntime_peer.py` makes: floats in a fixed pattern in [0, 1),
/// integers counting to 255, or a constant where one is given. Dimensions without a number are 1.
final class Inputs {
    private Inputs() {}

    /// @param described `NAME=DIMENSIONS[:VALUE]`, as `sr=:16000` or `input=1,576`
    static Map<String, Tensor> of(Graph graph, List<String> described) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String item : described) {
            int split = item.indexOf('=');
            given.put(item.substring(0, split), item.substring(split + 1));
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Value input : graph.inputs()) {
            if (!(input.type() instanceof ValueType.TensorType type)) {
                throw new IllegalArgumentException("the input " + input + " is no tensor");
            }
            String text = given.get(input.name());
            int[] dimensions = text == null ? declared(type) : dimensions(text);
            String value = text != null && text.contains(":") ? text.substring(text.indexOf(':') + 1) : null;
            inputs.put(input.name(), tensor(type.element(), Shape.of(dimensions), value));
        }
        return inputs;
    }

    private static int[] dimensions(String text) {
        String numbers = text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
        List<Integer> sizes = new ArrayList<>();
        for (String number : numbers.split(",")) {
            if (!number.isEmpty()) {
                sizes.add(Integer.parseInt(number));
            }
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Tensor tensor(ElementType type, Shape shape, String value) {
        int n = shape.elements();
        return switch (type) {
            case FLOAT -> {
                float[] floats = new float[n];
                for (int i = 0; i < n; i++) {
                    floats[i] = value == null ? i * 2_654_435_761L % 1024 / 1024f : Float.parseFloat(value);
                }
                yield Tensor.ofFloats(shape, floats);
            }
            case INT32 -> {
                int[] ints = new int[n];
                for (int i = 0; i < n; i++) {
                    ints[i] = value == null ? i % 256 : Integer.parseInt(value);
                }
                yield Tensor.ofInts(shape, ints);
            }
            case INT64 -> {
                long[] longs = new long[n];
                for (int i = 0; i < n; i++) {
                    longs[i] = value == null ? i % 256 : Long.parseLong(value);
                }
                yield Tensor.ofLongs(shape, longs);
            }
            case DOUBLE, FLOAT16, BFLOAT16, INT8, INT16, UINT8, UINT16, UINT32, UINT64, BOOL, STRING ->
                throw new IllegalArgumentException("no pattern for an input of " + type);
        };
    }

    private static int[] declared(ValueType.TensorType type) {
        return type.dimensions()
                .orElseThrow(() -> new IllegalArgumentException("an input of unknown rank needs a shape on the command line"))
                .stream()
                .mapToInt(dimension -> dimension.isFixed() ? (int) dimension.size() : 1)
                .toArray();
    }
}
