package dev.credence.inference.graph;

import dev.credence.foundation.bytes.MalformedException;
import java.util.HashSet;
import java.util.Set;

/// Checks that a graph can run in the order of its nodes: single assignment, nothing read before it is defined, and
/// therefore no cycle.
public final class GraphCheck {
    private GraphCheck() {}

    /// Checks `graph` and every graph inside it.
    ///
    /// @throws MalformedException if a name is defined twice in one graph, or is read but not defined before
    public static void check(Graph graph) throws MalformedException {
        check(graph, Set.of(), "graph");
    }

    // A subgraph sees what its enclosing graph has defined before the node that holds it, and may hide none of it.
    private static void check(Graph graph, Set<String> outer, String path) throws MalformedException {
        Set<String> defined = new HashSet<>(outer);
        Set<String> own = new HashSet<>();
        for (Value input : graph.inputs()) {
            define(input.name(), defined, own, path + ".input");
        }
        for (String name : graph.initializers().keySet()) {
            define(name, defined, own, path + ".initializer");
        }
        int index = 0;
        for (Node node : graph.nodes()) {
            checkNode(node, defined, own, path + ".node[" + index++ + "]");
        }
        for (Value output : graph.outputs()) {
            if (!defined.contains(output.name())) {
                throw new MalformedException(
                        path + ".output", -1, "an output that some node gives", "'" + output.name() + "', which none does");
            }
        }
    }

    private static void checkNode(Node node, Set<String> defined, Set<String> own, String path)
            throws MalformedException {
        for (String input : node.inputs()) {
            if (!input.isEmpty() && !defined.contains(input)) {
                throw new MalformedException(path + " (" + node.qualifiedOperation() + ")", -1,
                        "inputs that an earlier node, a constant or the graph's inputs define (no cycles)",
                        "'" + input + "'");
            }
        }
        for (var entry : node.attributes().entrySet()) {
            if (entry.getValue() instanceof Attribute.GraphValue(Graph inner)) {
                check(inner, defined, path + "." + entry.getKey());
            }
        }
        for (String output : node.outputs()) {
            if (!output.isEmpty()) {
                define(output, defined, own, path + ".output");
            }
        }
    }

    private static void define(String name, Set<String> defined, Set<String> own, String path)
            throws MalformedException {
        if (name.isEmpty()) {
            throw new MalformedException(path, -1, "a name", "an empty one");
        }
        if (!own.add(name)) {
            throw new MalformedException(path, -1, "one definition of each name", "a second one of '" + name + "'");
        }
        defined.add(name);
    }
}
