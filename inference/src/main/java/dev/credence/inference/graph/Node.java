package dev.credence.inference.graph;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One application of an operation.
///
/// @param name       the author's name for it, possibly empty; no part of any digest
/// @param domain     the operation's domain; empty is ONNX's own
/// @param operation  the operation's name, such as `Conv`
/// @param inputs     names of values; an empty name is an optional input left out
/// @param outputs    names of values; an empty name is an output that nobody reads
/// @param attributes by name, sorted
public record Node(
        String name,
        String domain,
        String operation,
        List<String> inputs,
        List<String> outputs,
        SortedMap<String, Attribute> attributes) {
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /// Domain and name of the operation, such as `ai.onnx.ml.Scaler`; ONNX's own domain is left out.
    public String qualifiedOperation() {
        return domain.isEmpty() ? operation : domain + "." + operation;
    }

    /// How a sentence names this node: by its name, or else by its first output.
    public String label() {
        if (!name.isEmpty()) {
            return "'" + name + "' (" + qualifiedOperation() + ")";
        }
        return "of " + qualifiedOperation() + " that gives '" + (outputs.isEmpty() ? "" : outputs.getFirst()) + "'";
    }
}
