package dev.credence.inference.graph;

/// An input or output of a graph as declared.
public record Value(String name, ValueType type) {
    @Override
    public String toString() {
        return name + " " + type;
    }
}
