package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.GraphCheck;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads ONNX model files (`ModelProto`) into checked graphs.
///
/// Unknown fields are passed over, as in every protobuf reader; they reach no graph and therefore no digest of one. The
/// file's own digest is in the manifest.
public final class OnnxImport {
    /// IR versions that have been published so far; 3 is the first that the opsets from 7 on came with.
    private static final int IR_VERSION_MIN = 3;
    private static final int IR_VERSION_MAX = 14;

    private OnnxImport() {}

    /// Reads a model whose constants are inside it.
    public static Graph read(Bytes model) throws MalformedException, RefusedException {
        return read(model, ExternalData.REFUSED, OnnxLimits.DEFAULT);
    }

    /// Reads a model.
    ///
    /// @param external gives constants that lie in files beside the model
    /// @throws MalformedException if the bytes are no ONNX model within `limits`, or its graph cannot be ordered
    /// @throws RefusedException   if it is one, but has a part that we do not have (element types, functions)
    public static Graph read(Bytes model, ExternalData external, OnnxLimits limits)
            throws MalformedException, RefusedException {
        SortedMap<String, Integer> opsets = new TreeMap<>();
        WireReader graph = null;
        long irVersion = 0;
        WireReader reader = new WireReader(model);
        while (reader.next("model")) {
            switch (reader.field()) {
                case 1 -> irVersion = reader.number("model.ir_version");
                case 7 -> {
                    if (graph != null) {
                        throw new MalformedException("model.graph", reader.offset(), "one graph", "a second one");
                    }
                    graph = reader.message("model.graph");
                }
                case 8 -> opset(reader.message("model.opset_import"), opsets);
                case 25 -> throw new RefusedException(Refusal.UNSUPPORTED_OPERATOR, "the model defines functions of its own");
                default -> reader.skip("model");
            }
        }
        if (irVersion < IR_VERSION_MIN || irVersion > IR_VERSION_MAX) {
            throw new MalformedException("model.ir_version", -1,
                    "a version from " + IR_VERSION_MIN + " to " + IR_VERSION_MAX, Long.toString(irVersion));
        }
        if (graph == null) {
            throw new MalformedException("model.graph", -1, "a graph", "none");
        }
        if (opsets.isEmpty()) {
            throw new MalformedException("model.opset_import", -1, "the operation sets that the model uses", "none");
        }
        Graph read = new GraphDecoder(opsets, new DecodingBudget(limits), external).graph(graph, "graph", 0);
        GraphCheck.check(read);
        return read;
    }

    /// ONNX's own domain has two names.
    static String canonicalDomain(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }

    private static void opset(WireReader reader, SortedMap<String, Integer> opsets) throws MalformedException {
        String domain = "";
        long version = 0;
        while (reader.next("model.opset_import")) {
            switch (reader.field()) {
                case 1 -> domain = reader.text("model.opset_import.domain", OnnxLimits.DEFAULT.nameBytes());
                case 2 -> version = reader.number("model.opset_import.version");
                default -> reader.skip("model.opset_import");
            }
        }
        if (version < 1 || version > 1_000) {
            throw new MalformedException("model.opset_import.version", -1, "a version from 1 to 1000", Long.toString(version));
        }
        if (opsets.putIfAbsent(canonicalDomain(domain), (int) version) != null) {
            throw new MalformedException("model.opset_import", -1, "each domain once", "a second '" + domain + "'");
        }
    }
}
