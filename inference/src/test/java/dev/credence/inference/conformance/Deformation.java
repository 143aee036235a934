package dev.credence.inference.conformance;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.graph.Attribute;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.Value;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Storage;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Graphs that a well-formed file could hold, but no honest author would write: other numbers in attributes, operands in
/// other places, of other types and shapes.
final class Deformation {
    private static final long[] NUMBERS = {
        0, 1, -1, 2, -2, 3, -3, 4, 5, 7, 16, 255, -128, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 33, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private final RandomGenerator random;

    Deformation(RandomGenerator random) {
        this.random = random;
    }

    /// The graph with a few nodes changed and all declarations of inputs open.
    Graph deform(Graph graph) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            nodes.add(random.nextInt(3) > 0 ? deform(node) : node);
        }
        List<Value> inputs = graph.inputs().stream()
                .map(input -> new Value(input.name(), new ValueType.OpenType()))
                .toList();
        Map<String, Tensor> initializers = new LinkedHashMap<>();
        graph.initializers().forEach((name, tensor) ->
                initializers.put(name, random.nextInt(4) == 0 ? operand(tensor.type(), tensor.shape()) : tensor));
        return new Graph(graph.name(), graph.opsets(), inputs, graph.outputs(), initializers, nodes);
    }

    private Node deform(Node node) {
        TreeMap<String, Attribute> attributes = new TreeMap<>(node.attributes());
        attributes.replaceAll((_, attribute) -> random.nextInt(3) == 0 ? deform(attribute) : attribute);
        if (random.nextInt(8) == 0 && !attributes.isEmpty()) {
            attributes.pollFirstEntry();
        }
        List<String> inputs = new ArrayList<>(node.inputs());
        if (inputs.size() > 1 && random.nextInt(6) == 0) {
            inputs.set(random.nextInt(inputs.size()), inputs.get(random.nextInt(inputs.size())));
        }
        if (!inputs.isEmpty() && random.nextInt(12) == 0) {
            inputs.set(random.nextInt(inputs.size()), "");
        }
        if (inputs.size() > 1 && random.nextInt(12) == 0) {
            inputs.removeLast();
        }
        return new Node(node.name(), node.domain(), node.operation(), inputs, node.outputs(), attributes);
    }

    private Attribute deform(Attribute attribute) {
        return switch (attribute) {
            case Attribute.IntValue _ -> new Attribute.IntValue(number());
            case Attribute.FloatValue _ -> new Attribute.FloatValue(random.nextBoolean() ? number() : Float.NaN);
            case Attribute.StringValue _ -> new Attribute.StringValue(Bytes.ofUtf8("wrap"));
            case Attribute.TensorValue(Tensor value) -> new Attribute.TensorValue(operand(value.type(), value.shape()));
            case Attribute.GraphValue(Graph value) -> new Attribute.GraphValue(deform(value));
            case Attribute.Ints(List<Long> values) -> {
                List<Long> changed = new ArrayList<>(values);
                if (!changed.isEmpty() && random.nextInt(4) > 0) {
                    changed.set(random.nextInt(changed.size()), number());
                } else if (random.nextBoolean()) {
                    changed.add(number());
                } else if (!changed.isEmpty()) {
                    changed.removeLast();
                }
                yield new Attribute.Ints(changed);
            }
            case Attribute.Floats(List<Float> values) ->
                new Attribute.Floats(values.subList(0, random.nextInt(values.size() + 1)));
            case Attribute.Strings(List<Bytes> values) ->
                new Attribute.Strings(values.subList(0, random.nextInt(values.size() + 1)));
            case Attribute.Other other -> other;
        };
    }

    private long number() {
        return NUMBERS[random.nextInt(random.nextInt(3) == 0 ? NUMBERS.length : 9)];
    }

    /// A tensor near what is expected: sometimes of another type, rank or size.
    Tensor operand(ElementType expected, Shape near) {
        ElementType type = random.nextInt(10) == 0
                ? ElementType.values()[random.nextInt(ElementType.values().length)]
                : expected;
        long[] sizes = near.toLongs();
        if (random.nextInt(3) == 0) {
            sizes = java.util.Arrays.copyOf(sizes, random.nextInt(sizes.length + 2));
        }
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 64 || random.nextInt(4) == 0) {
                sizes[i] = random.nextInt(5);
            }
        }
        Shape shape = Shape.ofChecked(sizes).filter(s -> s.elements() <= 1 << 14).orElse(Shape.SCALAR);
        return Tensor.of(type, shape, array(type, shape.elements()));
    }

    private Object array(ElementType type, int elements) {
        Object array = Storage.allocate(type, elements);
        for (int i = 0; i < elements; i++) {
            int value = random.nextInt(6) - 2;
            switch (array) {
                case float[] floats -> floats[i] = value;
                case double[] doubles -> doubles[i] = value;
                case long[] longs -> longs[i] = random.nextInt(8) == 0 ? number() : value;
                case int[] ints -> ints[i] = value;
                case short[] shorts -> shorts[i] = (short) value;
                case byte[] bytes -> bytes[i] = (byte) (type == ElementType.BOOL ? value & 1 : value);
                default -> ((String[]) array)[i] = "text";
            }
        }
        return array;
    }
}
