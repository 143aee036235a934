package dev.credence.inference.op;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Attribute;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A node as an operation's decoder sees it: typed attributes with defaults, and the version that applies.
///
/// It remembers which attributes were asked for: one that nobody read is not honoured, so the node is refused.
public final class OpNode {
    private final Node node;
    private final int version;
    private final Set<String> read = new HashSet<>();

    /// @param version of the operation set that the operation belongs to
    public OpNode(Node node, int version) {
        this.node = node;
        this.version = version;
    }

    public int version() {
        return version;
    }

    public int outputs() {
        return node.outputs().size();
    }

    /// Whether the node names output `index`.
    public boolean hasOutput(int index) {
        return index < node.outputs().size() && !node.outputs().get(index).isEmpty();
    }

    public int inputs() {
        return node.inputs().size();
    }

    /// Whether the node names input `index`.
    public boolean hasInput(int index) {
        return index < node.inputs().size() && !node.inputs().get(index).isEmpty();
    }

    public boolean has(String name) {
        return node.attributes().containsKey(name);
    }

    public long integer(String name, long otherwise) throws RefusedException {
        return switch (find(name)) {
            case null -> otherwise;
            case Attribute.IntValue(long value) -> value;
            case Attribute other -> throw kind(name, "an integer", other);
        };
    }

    /// An integer in [low, high].
    public int integer(String name, int otherwise, int low, int high) throws RefusedException {
        long value = integer(name, otherwise);
        if (value < low || value > high) {
            throw invalid("attribute " + name + " is " + value + ", expected " + low + " to " + high);
        }
        return (int) value;
    }

    /// An integer that is 0 or 1.
    public boolean flag(String name, boolean otherwise) throws RefusedException {
        return integer(name, otherwise ? 1 : 0, 0, 1) == 1;
    }

    public float number(String name, float otherwise) throws RefusedException {
        return switch (find(name)) {
            case null -> otherwise;
            case Attribute.FloatValue(float value) -> value;
            case Attribute other -> throw kind(name, "a number", other);
        };
    }

    public String text(String name, String otherwise) throws RefusedException {
        return switch (find(name)) {
            case null -> otherwise;
            case Attribute.StringValue(Bytes value) -> utf8(name, value);
            case Attribute other -> throw kind(name, "a string", other);
        };
    }

    /// One of `allowed`; any other text is a mode that we do not have.
    public String choice(String name, String otherwise, String... allowed) throws RefusedException {
        String value = text(name, otherwise);
        if (!List.of(allowed).contains(value)) {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE,
                    "attribute " + name + " is '" + value + "', expected one of " + List.of(allowed));
        }
        return value;
    }

    public Optional<long[]> integers(String name) throws RefusedException {
        return switch (find(name)) {
            case null -> Optional.empty();
            case Attribute.Ints(List<Long> values) ->
                Optional.of(values.stream().mapToLong(Long::longValue).toArray());
            case Attribute other -> throw kind(name, "integers", other);
        };
    }

    public Optional<float[]> numbers(String name) throws RefusedException {
        return switch (find(name)) {
            case null -> Optional.empty();
            case Attribute.Floats(List<Float> values) -> {
                float[] array = new float[values.size()];
                for (int i = 0; i < array.length; i++) {
                    array[i] = values.get(i);
                }
                yield Optional.of(array);
            }
            case Attribute other -> throw kind(name, "numbers", other);
        };
    }

    public Optional<String[]> texts(String name) throws RefusedException {
        return switch (find(name)) {
            case null -> Optional.empty();
            case Attribute.Strings(List<Bytes> values) -> {
                String[] array = new String[values.size()];
                for (int i = 0; i < array.length; i++) {
                    array[i] = utf8(name, values.get(i));
                }
                yield Optional.of(array);
            }
            case Attribute other -> throw kind(name, "strings", other);
        };
    }

    public Optional<Tensor> tensor(String name) throws RefusedException {
        return switch (find(name)) {
            case null -> Optional.empty();
            case Attribute.TensorValue(Tensor value) -> Optional.of(value);
            case Attribute other -> throw kind(name, "a tensor", other);
        };
    }

    /// Passes over attributes that have no effect on the result.
    public void ignore(String... names) {
        read.addAll(List.of(names));
    }

    /// @throws RefusedException if the node has an attribute that was not read
    public void end() throws RefusedException {
        for (String name : node.attributes().keySet()) {
            if (!read.contains(name)) {
                throw new RefusedException(Refusal.UNSUPPORTED_MODE, "attribute " + name + " is not honoured");
            }
        }
    }

    /// The exception for a node that breaks its operation's specification.
    public static RefusedException invalid(String sentence) {
        return new RefusedException(Refusal.INVALID_NODE, sentence);
    }

    private Attribute find(String name) {
        read.add(name);
        return node.attributes().get(name);
    }

    private static RefusedException kind(String name, String expected, Attribute found) {
        return invalid("attribute " + name + " is " + found.kind() + ", expected " + expected);
    }

    private static String utf8(String name, Bytes value) throws RefusedException {
        try {
            return value.utf8();
        } catch (MalformedException malformed) {
            throw invalid("attribute " + name + " is not text in UTF-8");
        }
    }
}
