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
        check(graph, new Scope(null, new HashSet<>()), "graph");
    }

    /// The names that a graph has defined so far, and those of the graphs around it. (No copy of the outer names: a file
    /// of many small graphs would make that quadratic.)
    private record Scope(Scope outer, Set<String> own) {
        boolean has(String name) {
            return own.contains(name) || outer != null && outer.has(name);
        }

        void define(String name, String path) throws MalformedException {
            if (name.isEmpty()) {
                throw new MalformedException(path, -1, "a name", "an empty one");
            }
            if (!own.add(name)) {
                throw new MalformedException(path, -1, "one definition of each name", "a second one of '" + name + "'");
            }
        }
    }

    // A subgraph sees what its enclosing graph has defined before the node that holds it.
    private static void check(Graph graph, Scope scope, String path) throws MalformedException {
        for (Value input : graph.inputs()) {
            scope.define(input.name(), path + ".input");
        }
        for (String name : graph.initializers().keySet()) {
            scope.define(name, path + ".initializer");
        }
        int index = 0;
        for (Node node : graph.nodes()) {
            checkNode(node, scope, path + ".node[" + index++ + "]");
        }
        for (Value output : graph.outputs()) {
            if (!scope.has(output.name())) {
                throw new MalformedException(
                        path + ".output", -1, "an output that some node gives", "'" + output.name() + "', which none does");
            }
        }
    }

    private static void checkNode(Node node, Scope scope, String path)
            throws MalformedException {
        for (String input : node.inputs()) {
            if (!input.isEmpty() && !scope.has(input)) {
                throw new MalformedException(path + " (" + node.qualifiedOperation() + ")", -1,
                        "inputs that an earlier node, a constant or the graph's inputs define (no cycles)",
                        "'" + input + "'");
            }
        }
        for (var entry : node.attributes().entrySet()) {
            if (entry.getValue() instanceof Attribute.GraphValue(Graph inner)) {
                check(inner, new Scope(scope, new HashSet<>()), path + "." + entry.getKey());
            }
        }
        for (String output : node.outputs()) {
            if (!output.isEmpty()) {
                scope.define(output, path + ".output");
            }
        }
    }
}
