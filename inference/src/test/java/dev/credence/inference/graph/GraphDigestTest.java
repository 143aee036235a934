package dev.credence.inference.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GraphDigestTest {
    private static final Tensor W = Tensor.ofFloats(Shape.of(2), 1f, 2f);

    private static Value value(String name, long... sizes) {
        List<Dimension> dimensions = java.util.Arrays.stream(sizes)
                .mapToObj(size -> size < 0 ? new Dimension(-1, "n") : new Dimension(size, ""))
                .toList();
        return new Value(name, new ValueType.TensorType(ElementType.FLOAT, Optional.of(dimensions)));
    }

    private static Node node(String operation, Map<String, Attribute> attributes) {
        return new Node("", "", operation, List.of("x", "w"), List.of("y"), new TreeMap<>(attributes));
    }

    private static Graph graph(Node node, Map<String, Tensor> weights) {
        return new Graph("g", new TreeMap<>(Map.of("", 17)), List.of(value("x", -1)), List.of(value("y", 2)), weights, List.of(node));
    }

    private static final Node ADD = node("Add", Map.of());
    private static final Graph BASE = graph(ADD, Map.of("w", W));

    @Test
    void namesOfNodesAndGraphsDoNotCount() {
        Graph renamed = new Graph("other", BASE.opsets(), BASE.inputs(), BASE.outputs(), BASE.initializers(),
                List.of(new Node("name", "", "Add", ADD.inputs(), ADD.outputs(), ADD.attributes())));
        assertThat(GraphDigest.of(renamed)).isEqualTo(GraphDigest.of(BASE));
    }

    @Test
    void everythingThatDecidesTheComputationCounts() {
        Graph inner = graph(node("Sub", Map.of()), Map.of("w", W));
        Graph otherWeights = graph(node("Sub", Map.of()), Map.of("w", Tensor.ofFloats(Shape.of(2), 1f, 3f)));
        Set<Digest> digests = new HashSet<>();
        List<Graph> all = List.of(
                BASE,
                graph(node("Sub", Map.of()), Map.of("w", W)),
                graph(new Node("", "d", "Add", ADD.inputs(), ADD.outputs(), ADD.attributes()), Map.of("w", W)),
                graph(new Node("", "", "Add", List.of("w", "x"), ADD.outputs(), ADD.attributes()), Map.of("w", W)),
                graph(new Node("", "", "Add", List.of("x", "w", ""), ADD.outputs(), ADD.attributes()), Map.of("w", W)),
                graph(ADD, Map.of("w", W.reshape(Shape.of(2, 1)))),
                graph(ADD, Map.of("w", Tensor.ofInts(Shape.of(2), 1, 2))),
                graph(ADD, Map.of("w", W, "v", W)),
                new Graph("g", new TreeMap<>(Map.of("", 18)), BASE.inputs(), BASE.outputs(), BASE.initializers(), BASE.nodes()),
                new Graph("g", new TreeMap<>(Map.of("", 17, "m", 1)), BASE.inputs(), BASE.outputs(), BASE.initializers(), BASE.nodes()),
                new Graph("g", BASE.opsets(), List.of(value("x", 1)), BASE.outputs(), BASE.initializers(), BASE.nodes()),
                new Graph("g", BASE.opsets(), List.of(new Value("x", new ValueType.OpenType())), BASE.outputs(), BASE.initializers(), BASE.nodes()),
                new Graph("g", BASE.opsets(), List.of(new Value("x", new ValueType.TensorType(ElementType.FLOAT, Optional.empty()))), BASE.outputs(), BASE.initializers(), BASE.nodes()),
                new Graph("g", BASE.opsets(), List.of(new Value("x", new ValueType.OtherType("a map"))), BASE.outputs(), BASE.initializers(), BASE.nodes()),
                new Graph("g", BASE.opsets(), BASE.inputs(), List.of(value("y", 2), value("x", 1)), BASE.initializers(), BASE.nodes()),
                new Graph("g", BASE.opsets(), BASE.inputs(), BASE.outputs(), BASE.initializers(), List.of(ADD, ADD)),
                graph(node("Add", Map.of("a", new Attribute.IntValue(1))), Map.of("w", W)),
                graph(node("Add", Map.of("b", new Attribute.IntValue(1))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.IntValue(2))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.FloatValue(1))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.StringValue(Bytes.ofUtf8("1")))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.TensorValue(W))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.GraphValue(inner))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.GraphValue(otherWeights))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.Ints(List.of(1L)))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.Floats(List.of(1f)))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.Strings(List.of(Bytes.ofUtf8("1"))))), Map.of("w", W)),
                graph(node("Add", Map.of("a", new Attribute.Other("a type"))), Map.of("w", W)));
        all.forEach(graph -> digests.add(GraphDigest.of(graph)));
        assertThat(digests).hasSize(all.size());
    }

    @Test
    void valuesOfWeightsCountInTheWeightRootAlone() {
        Graph other = graph(ADD, Map.of("w", Tensor.ofFloats(Shape.of(2), 1f, 3f)));
        assertThat(GraphDigest.of(other)).isEqualTo(GraphDigest.of(BASE));
        assertThat(WeightRoot.of(other)).isNotEqualTo(WeightRoot.of(BASE));
    }

    @Test
    void orderOfWeightsInTheFileDoesNotCount() {
        Map<String, Tensor> forwards = new LinkedHashMap<>();
        Map<String, Tensor> backwards = new LinkedHashMap<>();
        List<String> names = List.of("b", "a", "ä", "Z", "w", "\uD83D\uDE00", "\uFFFD");
        names.forEach(name -> forwards.put(name, Tensor.scalar(name.hashCode())));
        names.reversed().forEach(name -> backwards.put(name, Tensor.scalar(name.hashCode())));
        assertThat(WeightRoot.of(graph(ADD, forwards))).isEqualTo(WeightRoot.of(graph(ADD, backwards)));
        assertThat(GraphDigest.of(graph(ADD, forwards))).isEqualTo(GraphDigest.of(graph(ADD, backwards)));
        List<Digest> leaves = names.stream().map(Bytes::ofUtf8).sorted()
                .map(name -> MerkleTree.leafHash(WeightRoot.entry(name, forwards.get(text(name))).bytes()))
                .toList();
        assertThat(WeightRoot.of(graph(ADD, forwards))).isEqualTo(MerkleTree.root(leaves));
    }

    private static String text(Bytes name) {
        return new String(name.toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
