package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Attribute;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.Value;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `GraphProto` and `NodeProto`, recursively and bounded.
final class GraphDecoder {
    private final SortedMap<String, Integer> opsets;
    private final DecodingBudget budget;
    private final TensorDecoder tensors;
    private final TypeDecoder types;

    GraphDecoder(SortedMap<String, Integer> opsets, DecodingBudget budget, ExternalData external) {
        this.opsets = opsets;
        this.budget = budget;
        this.tensors = new TensorDecoder(budget, external);
        this.types = new TypeDecoder(budget.nameBytesMax());
    }

    Graph graph(WireReader reader, String path, int depth) throws MalformedException, RefusedException {
        budget.depth(path, reader.offset(), depth);
        String name = "";
        List<Node> nodes = new ArrayList<>();
        List<Value> inputs = new ArrayList<>();
        List<Value> outputs = new ArrayList<>();
        Map<String, Tensor> initializers = new LinkedHashMap<>();
        while (reader.next(path)) {
            switch (reader.field()) {
                case 1 -> {
                    budget.node(path, reader.offset());
                    nodes.add(node(reader.message(path), path + ".node[" + nodes.size() + "]", depth));
                }
                case 2 -> name = reader.text(path + ".name", budget.nameBytesMax());
                case 5 -> {
                    budget.initializer(path, reader.offset());
                    initializer(tensors.decode(reader.message(path), path + ".initializer"), initializers, path);
                }
                case 11 -> inputs.add(types.value(reader.message(path), path + ".input[" + inputs.size() + "]"));
                case 12 -> outputs.add(types.value(reader.message(path), path + ".output[" + outputs.size() + "]"));
                case 15 -> throw new RefusedException(Refusal.UNSUPPORTED_TYPE, path + " has a sparse initializer");
                default -> reader.skip(path);
            }
        }
        // Up to IR version 3 every constant is listed as an input too. A caller never replaces a weight here.
        inputs.removeIf(input -> initializers.containsKey(input.name()));
        return new Graph(name, opsets, inputs, outputs, initializers, nodes);
    }

    private static void initializer(OnnxTensor read, Map<String, Tensor> initializers, String path)
            throws MalformedException {
        if (read.name().isEmpty() || initializers.putIfAbsent(read.name(), read.tensor()) != null) {
            throw new MalformedException(path + ".initializer", -1, "a name of its own for each initializer",
                    "'" + read.name() + "'" + (read.name().isEmpty() ? "" : " twice"));
        }
    }

    private Node node(WireReader reader, String path, int depth) throws MalformedException, RefusedException {
        String name = "";
        String operation = "";
        String domain = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        SortedMap<String, Attribute> attributes = new TreeMap<>();
        int nameMax = budget.nameBytesMax();
        while (reader.next(path)) {
            switch (reader.field()) {
                case 1 -> {
                    budget.items(path, reader.offset(), 1);
                    inputs.add(reader.text(path + ".input", nameMax));
                }
                case 2 -> {
                    budget.items(path, reader.offset(), 1);
                    outputs.add(reader.text(path + ".output", nameMax));
                }
                case 3 -> name = reader.text(path + ".name", nameMax);
                case 4 -> operation = reader.text(path + ".op_type", nameMax);
                case 5 -> attribute(reader.message(path), attributes, path + ".attribute", depth);
                case 7 -> domain = reader.text(path + ".domain", nameMax);
                default -> reader.skip(path);
            }
        }
        if (operation.isEmpty()) {
            throw new MalformedException(path + ".op_type", reader.offset(), "an operation's name", "none");
        }
        return new Node(name, OnnxImport.canonicalDomain(domain), operation, inputs, outputs, attributes);
    }

    /// The fields of one `AttributeProto` before its kind is known.
    private static final class Parts {
        final NumberList ints = new NumberList();
        final NumberList floats = new NumberList();
        final List<Bytes> strings = new ArrayList<>();
        String name = "";
        long kind;
        long integer;
        float number;
        Bytes text = Bytes.EMPTY;
        Tensor tensor;
        Graph graph;
        boolean reference;
    }

    private void attribute(WireReader reader, SortedMap<String, Attribute> attributes, String path, int depth)
            throws MalformedException, RefusedException {
        Parts parts = new Parts();
        while (reader.next(path)) {
            field(reader, parts, path, depth);
        }
        String where = path + "'" + parts.name + "'";
        if (parts.reference) {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE, where + " refers to an attribute of a function");
        }
        if (parts.name.isEmpty() || attributes.putIfAbsent(parts.name, assemble(parts, where)) != null) {
            throw new MalformedException(where, reader.offset(), "a name of its own for each attribute", "none or a second one");
        }
    }

    private void field(WireReader reader, Parts parts, String path, int depth)
            throws MalformedException, RefusedException {
        switch (reader.field()) {
            case 1 -> parts.name = reader.text(path + ".name", budget.nameBytesMax());
            case 2 -> parts.number = reader.float32(path + ".f");
            case 3 -> parts.integer = reader.number(path + ".i");
            case 4 -> parts.text = reader.bytes(path + ".s", Integer.MAX_VALUE);
            case 5 -> parts.tensor = tensors.decode(reader.message(path), path + ".t").tensor();
            case 6 -> parts.graph = graph(reader.message(path), path + ".g", depth + 1);
            case 7 -> {
                int before = parts.floats.size();
                parts.floats.addFloats(reader, path + ".floats");
                budget.items(path, reader.offset(), parts.floats.size() - before);
            }
            case 8 -> {
                int before = parts.ints.size();
                parts.ints.addVarints(reader, path + ".ints");
                budget.items(path, reader.offset(), parts.ints.size() - before);
            }
            case 9 -> {
                budget.items(path, reader.offset(), 1);
                parts.strings.add(reader.bytes(path + ".strings", Integer.MAX_VALUE));
            }
            case 20 -> parts.kind = reader.number(path + ".type");
            case 21 -> {
                parts.reference = true;
                reader.skip(path);
            }
            default -> reader.skip(path);
        }
    }

    private static Attribute assemble(Parts parts, String path) throws MalformedException {
        if (parts.kind == 4 && parts.tensor == null || parts.kind == 5 && parts.graph == null) {
            throw new MalformedException(path, -1, "a value", "none");
        }
        return switch ((int) parts.kind) {
            case 1 -> new Attribute.FloatValue(parts.number);
            case 2 -> new Attribute.IntValue(parts.integer);
            case 3 -> new Attribute.StringValue(parts.text);
            case 4 -> new Attribute.TensorValue(parts.tensor);
            case 5 -> new Attribute.GraphValue(parts.graph);
            case 6 -> new Attribute.Floats(floats(parts.floats));
            case 7 -> new Attribute.Ints(longs(parts.ints));
            case 8 -> new Attribute.Strings(parts.strings);
            case 9 -> new Attribute.Other("tensors");
            case 10 -> new Attribute.Other("graphs");
            case 11, 12 -> new Attribute.Other("a sparse tensor");
            case 13, 14 -> new Attribute.Other("a type");
            default -> throw new MalformedException(path + ".type", -1, "a kind from 1 to 14", Long.toString(parts.kind));
        };
    }

    private static List<Long> longs(NumberList numbers) {
        List<Long> list = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            list.add(numbers.at(i));
        }
        return list;
    }

    private static List<Float> floats(NumberList numbers) {
        List<Float> list = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            list.add(Float.intBitsToFloat((int) numbers.at(i)));
        }
        return list;
    }
}
