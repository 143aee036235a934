package dev.credence.inference.graph;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.tensor.Tensor;
import java.util.List;

/// A constant that belongs to a node (ONNX `AttributeProto`).
public sealed interface Attribute {
    record IntValue(long value) implements Attribute {}

    record FloatValue(float value) implements Attribute {}

    record StringValue(Bytes value) implements Attribute {}

    record TensorValue(Tensor value) implements Attribute {}

    record GraphValue(Graph value) implements Attribute {}

    record Ints(List<Long> values) implements Attribute {
        public Ints {
            values = List.copyOf(values);
        }
    }

    record Floats(List<Float> values) implements Attribute {
        public Floats {
            values = List.copyOf(values);
        }
    }

    record Strings(List<Bytes> values) implements Attribute {
        public Strings {
            values = List.copyOf(values);
        }
    }

    /// A kind that no operation of ours reads (sparse tensors, types, lists of tensors or graphs).
    ///
    /// @param description in words, for the sentence of a refusal
    record Other(String description) implements Attribute {}

    /// The kind in words.
    default String kind() {
        return switch (this) {
            case IntValue _ -> "an integer";
            case FloatValue _ -> "a number";
            case StringValue _ -> "a string";
            case TensorValue _ -> "a tensor";
            case GraphValue _ -> "a graph";
            case Ints _ -> "integers";
            case Floats _ -> "numbers";
            case Strings _ -> "strings";
            case Other other -> other.description();
        };
    }
}
