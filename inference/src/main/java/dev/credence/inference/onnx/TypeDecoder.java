package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Dimension;
import dev.credence.inference.graph.Value;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `ValueInfoProto` and `TypeProto`: what a model declares its inputs and outputs to be.
final class TypeDecoder {
    private final int nameBytesMax;

    TypeDecoder(int nameBytesMax) {
        this.nameBytesMax = nameBytesMax;
    }

    Value value(WireReader reader, String path) throws MalformedException {
        String name = "";
        ValueType type = new ValueType.OpenType();
        while (reader.next(path)) {
            switch (reader.field()) {
                case 1 -> name = reader.text(path + ".name", nameBytesMax);
                case 2 -> type = type(reader.message(path), path + ".type");
                default -> reader.skip(path);
            }
        }
        return new Value(name, type);
    }

    private ValueType type(WireReader reader, String path) throws MalformedException {
        ValueType type = new ValueType.OpenType();
        while (reader.next(path)) {
            switch (reader.field()) {
                case 1 -> type = tensor(reader.message(path), path);
                case 4 -> type = other(reader, path, "a sequence");
                case 5 -> type = other(reader, path, "a map");
                case 7 -> type = other(reader, path, "an opaque value");
                case 8 -> type = other(reader, path, "a sparse tensor");
                case 9 -> type = other(reader, path, "an optional value");
                default -> reader.skip(path);
            }
        }
        return type;
    }

    private static ValueType other(WireReader reader, String path, String description) throws MalformedException {
        reader.skip(path);
        return new ValueType.OtherType(description);
    }

    private ValueType tensor(WireReader reader, String path) throws MalformedException {
        long code = 0;
        Optional<List<Dimension>> dimensions = Optional.empty();
        while (reader.next(path)) {
            switch (reader.field()) {
                case 1 -> code = reader.number(path + ".elem_type");
                case 2 -> dimensions = Optional.of(shape(reader.message(path), path + ".shape"));
                default -> reader.skip(path);
            }
        }
        if (code == 0) {
            return new ValueType.OpenType();
        }
        Optional<ElementType> element = ElementType.ofOnnxCode(code);
        return element.isPresent()
                ? new ValueType.TensorType(element.get(), dimensions)
                : new ValueType.OtherType("a tensor of " + OnnxTypeNames.describe(code));
    }

    private List<Dimension> shape(WireReader reader, String path) throws MalformedException {
        List<Dimension> dimensions = new ArrayList<>();
        while (reader.next(path)) {
            if (reader.field() != 1) {
                reader.skip(path);
                continue;
            }
            if (dimensions.size() == Shape.RANK_MAX) {
                throw new MalformedException(path, reader.offset(), "at most " + Shape.RANK_MAX + " dimensions", "more");
            }
            dimensions.add(dimension(reader.message(path), path + "[" + dimensions.size() + "]"));
        }
        return dimensions;
    }

    private Dimension dimension(WireReader reader, String path) throws MalformedException {
        Dimension dimension = Dimension.UNKNOWN;
        while (reader.next(path)) {
            switch (reader.field()) {
                case 1 -> {
                    long size = reader.number(path);
                    // Some exporters write −1 or 0 for "any"; 0 is a size all the same (empty tensors exist).
                    if (size < -1 || size > Shape.ELEMENTS_MAX) {
                        throw new MalformedException(path, reader.offset(), "a size below 2^31", Long.toString(size));
                    }
                    dimension = new Dimension(size, "");
                }
                case 2 -> dimension = new Dimension(-1, reader.text(path, nameBytesMax));
                default -> reader.skip(path);
            }
        }
        return dimension;
    }
}
