package dev.credence.inference.kernel;

import dev.credence.inference.graph.Attribute;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Applications of the operations that ask for attributes or for operands of unlike types.
final class WrittenCases {
    private static final int LATEST = 28;
    private static final int CLASSICAL = 3;

    private final Map<String, List<Written>> cases = new HashMap<>();
    /// Begins anew with every case, so that no case's operands depend on another's.
    private long seed = 7;

    /// @param version of the operation set
    record Written(int version, TreeMap<String, Attribute> attributes, Tensor[] inputs) {}

    private WrittenCases() {}

    static Map<String, List<Written>> byOperation() {
        WrittenCases made = new WrittenCases();
        made.windows();
        made.indexed();
        made.shaped();
        made.typed();
        made.classical();
        made.quantised();
        return made.cases;
    }

    private void windows() {
        Map<String, Object> window = Map.of("kernel_shape", new long[] {3, 2}, "strides", new long[] {2, 1}, "pads", new long[] {1, 0, 1, 1});
        add("AveragePool", window, floats(2, 3, 7, 6));
        add("MaxPool", window, floats(2, 3, 7, 6));
        add("LpPool", window, floats(2, 3, 7, 6));
        add("Conv", Map.of("group", 2L, "dilations", new long[] {1, 2}, "pads", new long[] {1, 1, 0, 2}), floats(2, 4, 9, 21), floats(6, 2, 3, 3), floats(6));
        add("GroupNormalization", Map.of("num_groups", 2L), floats(2, 4, 3, 3), floats(4), floats(4));
        add("LRN", Map.of("size", 3L), floats(2, 5, 3, 3));
        add("DepthToSpace", Map.of("blocksize", 2L), floats(1, 8, 2, 3));
        add("SpaceToDepth", Map.of("blocksize", 2L), floats(1, 2, 4, 6));
        add("Gemm", Map.of("transB", 1L, "alpha", 0.5f, "beta", 2f), floats(3, 40), floats(5, 40), floats(5));
    }

    private void indexed() {
        add("Gather", Map.of("axis", 1L), floats(3, 5), longs(4, 0, -1));
        add("GatherElements", Map.of("axis", 1L), floats(2, 3), matrix(2, 2, 0, 1, 2, 0));
        add("GatherND", Map.of(), floats(2, 3, 2), matrix(2, 2, 0, 1, 1, 0));
        add("Scatter", 10, Map.of("axis", 1L), floats(2, 3), matrix(2, 1, 2, 0), floats(2, 1));
        add("ScatterElements", Map.of("axis", 1L), floats(2, 3), matrix(2, 1, 2, 0), floats(2, 1));
        add("ScatterND", Map.of(), floats(4, 3), matrix(2, 1, 3, 1), floats(2, 3));
        add("Compress", Map.of("axis", 0L), floats(3, 2), truths(1, 0, 1));
        add("OneHot", Map.of(), longs(1, 0, 2), longs(3), floats(2));
        add("ReverseSequence", Map.of(), floats(4, 2, 3), longs(4, 2));
        add("TopK", Map.of(), floats(3, 6), longs(2));
        add("CumSum", Map.of(), floats(3, 6), scalar(1));
        add("CumProd", Map.of(), floats(3, 6), scalar(1));
        add("Where", Map.of(), truths(1, 0, 1), floats(2, 3), floats(2, 3));
    }

    private void quantised() {
        Tensor scale = Tensor.scalar(0.07f);
        Tensor zero = OperandMaker.tensor(random(), ElementType.UINT8);
        add("DequantizeLinear", Map.of(), bytes(3, 5), scale, zero);
        add("QLinearMatMul", Map.of(), bytes(3, 5), scale, zero, bytes(5, 4), scale, zero, scale, zero);
        add("QLinearConv", Map.of(), bytes(1, 2, 5, 5), scale, zero, bytes(3, 2, 3, 3), scale, zero, scale, zero);
    }

    private Tensor bytes(int... dimensions) {
        return OperandMaker.tensor(random(), ElementType.UINT8, dimensions);
    }

    private void shaped() {
        add("RotaryEmbedding", Map.of(), floats(1, 2, 3, 4), floats(5, 2), floats(5, 2), matrix(1, 3, 0, 1, 4));
        add("Concat", Map.of("axis", 1L), floats(2, 3), floats(2, 4));
        add("Expand", Map.of(), floats(3, 1), longs(2, 3, 4));
        add("Pad", Map.of(), floats(2, 3), longs(0, 1, 2, 0));
        add("Range", Map.of(), Tensor.scalar(1f), Tensor.scalar(4f), Tensor.scalar(0.7f));
        add("Reshape", Map.of(), floats(2, 6), longs(3, -1));
        add("Slice", Map.of(), floats(4, 5), longs(1, 0), longs(4, 5), longs(0, 1), longs(1, 2));
        add("Tile", Map.of(), floats(2, 3), longs(2, 2));
        add("Unsqueeze", Map.of(), floats(2, 3), longs(1));
        add("Split", Map.of("num_outputs", 1L), floats(2, 3));
        add("Constant", Map.of("value_floats", new float[] {1.5f, Float.NaN}));
    }

    private void typed() {
        for (ElementType type : List.of(ElementType.DOUBLE, ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.INT32, ElementType.BOOL)) {
            add("Cast", Map.of("to", (long) type.onnxCode()), floats(40));
        }
        add("Cast", Map.of("to", (long) ElementType.FLOAT.onnxCode()), OperandMaker.tensor(random(), ElementType.DOUBLE, 40));
        add("BitCast", Map.of("to", (long) ElementType.INT32.onnxCode()), floats(12));
        add("BitShift", Map.of("direction", "LEFT"), OperandMaker.tensor(random(), ElementType.UINT32, 5), OperandMaker.tensor(random(), ElementType.UINT32, 5));
        add("Mod", Map.of("fmod", 1L), floats(40), floats(40));
    }

    private void classical() {
        classical("ArrayFeatureExtractor", Map.of(), floats(2, 4), longs(3, 1));
        classical("LinearClassifier", Map.of("coefficients", new float[] {0.5f, -1f, 2f, 0.25f, 1f, -0.75f}, "intercepts", new float[] {0.1f, -0.2f},
                "classlabels_ints", new long[] {0, 1}, "post_transform", "SOFTMAX"), floats(4, 3));
        classical("LinearRegressor", Map.of("coefficients", new float[] {0.5f, -1f, 2f}, "intercepts", new float[] {0.1f}), floats(4, 3));
        Map<String, Object> tree = new HashMap<>(Map.of(
                "nodes_treeids", new long[] {0, 0, 0}, "nodes_nodeids", new long[] {0, 1, 2}, "nodes_featureids", new long[] {1, 0, 0},
                "nodes_values", new float[] {0.1f, 0f, 0f}, "nodes_modes", new String[] {"BRANCH_LEQ", "LEAF", "LEAF"},
                "nodes_truenodeids", new long[] {1, 0, 0}, "nodes_falsenodeids", new long[] {2, 0, 0}));
        tree.put("target_treeids", new long[] {0, 0});
        tree.put("target_nodeids", new long[] {1, 2});
        tree.put("target_ids", new long[] {0, 0});
        tree.put("target_weights", new float[] {0.3f, -1.7f});
        tree.put("n_targets", 1L);
        classical("TreeEnsembleRegressor", tree, floats(6, 2));
        Map<String, Object> classes = new HashMap<>(tree);
        classes.keySet().removeIf(name -> name.contains("target"));
        classes.put("class_treeids", new long[] {0, 0});
        classes.put("class_nodeids", new long[] {1, 2});
        classes.put("class_ids", new long[] {0, 1});
        classes.put("class_weights", new float[] {0.3f, 0.7f});
        classes.put("classlabels_int64s", new long[] {0, 1});
        classical("TreeEnsembleClassifier", classes, floats(6, 2));
    }

    private void classical(String name, Map<String, Object> attributes, Tensor... inputs) {
        put("ai.onnx.ml:" + name, CLASSICAL, attributes, inputs);
    }

    private void add(String name, Map<String, Object> attributes, Tensor... inputs) {
        put(":" + name, LATEST, attributes, inputs);
    }

    private void add(String name, int version, Map<String, Object> attributes, Tensor... inputs) {
        put(":" + name, version, attributes, inputs);
    }

    private void put(String operation, int version, Map<String, Object> attributes, Tensor[] inputs) {
        TreeMap<String, Attribute> typed = new TreeMap<>();
        attributes.forEach((name, value) -> typed.put(name, attribute(value)));
        seed = 7;
        cases.computeIfAbsent(operation, _ -> new ArrayList<>()).add(new Written(version, typed, inputs));
    }

    private static Attribute attribute(Object value) {
        return switch (value) {
            case Long number -> new Attribute.IntValue(number);
            case Float number -> new Attribute.FloatValue(number);
            case String text -> new Attribute.StringValue(OperatorCases.utf8(text));
            case long[] numbers -> new Attribute.Ints(LongStream.of(numbers).boxed().toList());
            case float[] numbers -> {
                List<Float> list = new ArrayList<>();
                for (float number : numbers) {
                    list.add(number);
                }
                yield new Attribute.Floats(list);
            }
            case String[] texts -> new Attribute.Strings(List.of(texts).stream().map(OperatorCases::utf8).toList());
            default -> throw new IllegalArgumentException("no attribute holds a " + value.getClass());
        };
    }

    private SplittableRandom random() {
        return new SplittableRandom(seed++);
    }

    private Tensor floats(int... dimensions) {
        return OperandMaker.tensor(random(), ElementType.FLOAT, dimensions);
    }

    private static Tensor longs(long... values) {
        return Tensor.ofLongs(Shape.of(values.length), values);
    }

    private static Tensor scalar(long value) {
        return Tensor.ofLongs(Shape.SCALAR, value);
    }

    private static Tensor matrix(int rows, int columns, long... values) {
        return Tensor.ofLongs(Shape.of(rows, columns), values);
    }

    private static Tensor truths(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Tensor.of(ElementType.BOOL, Shape.of(values.length), bytes);
    }
}
