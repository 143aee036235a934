package dev.credence.inference.graph;

import dev.credence.inference.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An immutable model graph: declared inputs and outputs, constants, and nodes in an order in which they can run.
///
/// Every name has one definition, and a node reads only what an earlier node, a constant, an input or an enclosing
/// graph defines: `GraphCheck` has seen to it before an importer hands a graph out.
///
/// @param name         the author's name for it; no part of any digest
/// @param opsets       version of the operation set by domain, sorted; a subgraph carries those of its model
/// @param inputs       what the caller provides; a constant is never an input, even where the file lists it among them
/// @param outputs      what the graph returns
/// @param initializers constants by name, in the file's order
/// @param nodes        in topological order, as in the file
public record Graph(
        String name,
        SortedMap<String, Integer> opsets,
        List<Value> inputs,
        List<Value> outputs,
        Map<String, Tensor> initializers,
        List<Node> nodes) {
    public Graph {
        opsets = Collections.unmodifiableSortedMap(new TreeMap<>(opsets));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
        nodes = List.copyOf(nodes);
    }

    /// The version of ONNX's own operation set, or 0 if the model imports none.
    public int opset() {
        return opsets.getOrDefault("", 0);
    }
}
