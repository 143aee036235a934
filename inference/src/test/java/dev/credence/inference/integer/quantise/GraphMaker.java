package dev.credence.inference.integer.quantise;

import dev.credence.inference.graph.Attribute;
import dev.credence.inference.graph.Dimension;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.Value;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Writes small float graphs, layer by layer: `x` is the input, each node reads the one before where nothing else is said.
final class GraphMaker {
    private final RandomGenerator random;
    private final Map<String, Tensor> constants = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Value> inputs = new ArrayList<>();
    private String last = "x";

    GraphMaker(RandomGenerator random, int... row) {
        this.random = random;
        inputs.add(value("x", row));
    }

    static Value value(String name, int... row) {
        List<Dimension> dimensions = new ArrayList<>(List.of(Dimension.UNKNOWN));
        for (int size : row) {
            dimensions.add(new Dimension(size, ""));
        }
        return new Value(name, new ValueType.TensorType(ElementType.FLOAT, Optional.of(dimensions)));
    }

    GraphMaker input(String name, int... row) {
        inputs.add(value(name, row));
        return this;
    }

    /// A constant of normally distributed numbers.
    String normal(double deviation, int... shape) {
        float[] numbers = new float[Shape.of(shape).elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (random.nextGaussian() * deviation);
        }
        return constant(Tensor.ofFloats(Shape.of(shape), numbers));
    }

    /// A constant of numbers in [0.5, 1.5).
    String positive(int... shape) {
        float[] numbers = new float[Shape.of(shape).elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat(0.5f, 1.5f);
        }
        return constant(Tensor.ofFloats(Shape.of(shape), numbers));
    }

    String constant(Tensor tensor) {
        String name = "c" + constants.size();
        constants.put(name, tensor);
        return name;
    }

    GraphMaker attributed(String operation, Map<String, Attribute> attributes, String... more) {
        List<String> operands = new ArrayList<>(List.of(last));
        operands.addAll(List.of(more));
        return node(operation, attributes, operands);
    }

    GraphMaker then(String operation, String... more) {
        return attributed(operation, Map.of(), more);
    }

    GraphMaker node(String operation, Map<String, Attribute> attributes, List<String> operands) {
        last = "v" + nodes.size();
        nodes.add(new Node("n" + nodes.size(), "", operation, operands, List.of(last), new TreeMap<>(attributes)));
        return this;
    }

    String last() {
        return last;
    }

    static Attribute ints(long... values) {
        List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return new Attribute.Ints(list);
    }

    static Attribute number(long value) {
        return new Attribute.IntValue(value);
    }

    Graph graph() {
        TreeMap<String, Integer> opsets = new TreeMap<>(Map.of("", 17));
        Value output = new Value(last, new ValueType.TensorType(ElementType.FLOAT, Optional.empty()));
        return new Graph("g", opsets, inputs, List.of(output), constants, nodes);
    }
}
