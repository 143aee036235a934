package dev.credence.inference.graph;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.inference.tensor.ElementType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The digest of everything in a graph that decides what it computes, but its constants' values (docs/spec/model.md).
///
/// ```
/// digest = tagged("credence/graph/v1", encoding of the graph)
/// ```
///
/// Texts of no effect (names of nodes and graphs, documentation, producer, declared types of inner values) are left out.
/// A constant inside an attribute counts by its tensor root; initializers count by name, type and shape, and by value in
/// `WeightRoot`.
public final class GraphDigest {
    private static final TaggedHash TAG = TaggedHash.of("credence/graph/v1");

    private GraphDigest() {}

    public static Digest of(Graph graph) {
        ByteWriter out = new ByteWriter();
        out.u32(graph.opsets().size());
        graph.opsets().forEach((domain, version) -> out.sized(Bytes.ofUtf8(domain)).u32(version));
        write(graph, out);
        return TAG.digest(out.toBytes());
    }

    private static void write(Graph graph, ByteWriter out) {
        writeValues(graph.inputs(), out);
        writeValues(graph.outputs(), out);
        out.u32(graph.initializers().size());
        graph.initializers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Bytes::ofUtf8)))
                .forEach(entry -> {
                    out.sized(Bytes.ofUtf8(entry.getKey()));
                    out.u8(entry.getValue().type().onnxCode()).u8(entry.getValue().shape().rank());
                    for (long size : entry.getValue().shape().toLongs()) {
                        out.u64(size);
                    }
                });
        out.u32(graph.nodes().size());
        for (Node node : graph.nodes()) {
            out.sized(Bytes.ofUtf8(node.domain())).sized(Bytes.ofUtf8(node.operation()));
            writeNames(node.inputs(), out);
            writeNames(node.outputs(), out);
            out.u32(node.attributes().size());
            node.attributes().forEach((name, attribute) -> {
                out.sized(Bytes.ofUtf8(name));
                writeAttribute(attribute, out);
            });
        }
    }

    private static void writeNames(List<String> names, ByteWriter out) {
        out.u32(names.size());
        for (String name : names) {
            out.sized(Bytes.ofUtf8(name));
        }
    }

    private static void writeValues(List<Value> values, ByteWriter out) {
        out.u32(values.size());
        for (Value value : values) {
            out.sized(Bytes.ofUtf8(value.name()));
            writeType(value.type(), out);
        }
    }

    private static void writeType(ValueType type, ByteWriter out) {
        switch (type) {
            case ValueType.OpenType _ -> out.u8(0);
            case ValueType.TensorType(ElementType element, Optional<List<Dimension>> dimensions) -> {
                out.u8(1).u8(element.onnxCode()).u8(dimensions.isPresent() ? 1 : 0);
                dimensions.ifPresent(all -> {
                    out.u8(all.size());
                    all.forEach(each -> out.u64(each.size()).sized(Bytes.ofUtf8(each.symbol())));
                });
            }
            case ValueType.OtherType(String description) -> out.u8(2).sized(Bytes.ofUtf8(description));
        }
    }

    private static void writeAttribute(Attribute attribute, ByteWriter out) {
        switch (attribute) {
            case Attribute.IntValue(long value) -> out.u8(1).u64(value);
            case Attribute.FloatValue(float value) -> out.u8(2).u32(Integer.toUnsignedLong(Float.floatToIntBits(value)));
            case Attribute.StringValue(Bytes value) -> out.u8(3).sized(value);
            case Attribute.TensorValue(var value) -> out.u8(4).raw(value.root().bytes());
            case Attribute.GraphValue(Graph value) -> {
                out.u8(5);
                write(value, out);
                out.raw(WeightRoot.of(value).bytes());
            }
            case Attribute.Ints(List<Long> values) -> {
                out.u8(6).u32(values.size());
                values.forEach(out::u64);
            }
            case Attribute.Floats(List<Float> values) -> {
                out.u8(7).u32(values.size());
                values.forEach(value -> out.u32(Integer.toUnsignedLong(Float.floatToIntBits(value))));
            }
            case Attribute.Strings(List<Bytes> values) -> {
                out.u8(8).u32(values.size());
                values.forEach(out::sized);
            }
            case Attribute.Other(String description) -> out.u8(9).sized(Bytes.ofUtf8(description));
        }
    }
}
