package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.graph.Dimension;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.GraphDigest;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.Value;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.graph.WeightRoot;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.TensorSignature;
import dev.credence.inference.onnx.OnnxImport;
import java.util.ArrayList;
import java.util.List;

/// From a model file to its manifest, and back: whether a manifest says of a file what the file is.
public final class ModelReader {
    private ModelReader() {}

    /// A file on its way into a manifest.
    public record NamedFile(String role, String name, Bytes content) {}

    /// Reads the model and writes its manifest.
    ///
    /// @param others   card, samples
    /// @param licence  as the publisher states it
    public static Manifest manifest(NamedFile model, List<NamedFile> others, String licence)
            throws MalformedException, RefusedException {
        Graph graph = OnnxImport.read(model.content());
        List<ManifestFile> files = new ArrayList<>();
        files.add(entry(model));
        others.forEach(file -> files.add(entry(file)));
        Manifest.Signatures signatures = new Manifest.Signatures(signature(graph.inputs()), signature(graph.outputs()));
        return Manifest.ofGraph(files, GraphDigest.of(graph), WeightRoot.of(graph), signatures, licence);
    }

    /// Reads the files that an execution needs and checks that they are what the manifest says.
    ///
    /// @throws MalformedException naming the first member of the manifest that a file contradicts
    /// @throws E                  what `source` throws
    public static <E extends Exception> LoadedModel load(Manifest manifest, FileSource<E> source)
            throws MalformedException, RefusedException, E {
        if (manifest.kind().equals(Manifest.GGUF)) {
            return GgufFiles.read(manifest, source.map(manifest.model()));
        }
        List<Bytes> contents = new ArrayList<>();
        for (ManifestFile file : manifest.executed()) {
            Bytes content = source.read(file);
            same("files['" + file.name() + "'].sha256", file.sha256(), Sha256.of(content));
            contents.add(content);
        }
        return switch (manifest.kind()) {
            case Manifest.ONNX -> new LoadedModel.Floats(graph(manifest, contents.getFirst()));
            case Manifest.INTEGER -> new LoadedModel.Integers(IntegerFiles.read(manifest, contents.getFirst(), contents.get(1)));
            default -> throw new IllegalStateException("a manifest of the kind " + manifest.kind());
        };
    }

    /// Reads files that were checked when they were stored under their digests: as `load`, but of a language model, whose weights may be
    /// gigabytes, the size and everything before the weights are checked and no weight is read.
    public static <E extends Exception> LoadedModel reopen(Manifest manifest, FileSource<E> source)
            throws MalformedException, RefusedException, E {
        return manifest.kind().equals(Manifest.GGUF) ? GgufFiles.open(manifest, source.map(manifest.model())) : load(manifest, source);
    }

    private static Graph graph(Manifest manifest, Bytes model) throws MalformedException, RefusedException {
        Graph graph = OnnxImport.read(model);
        same("graph", manifest.graph(), GraphDigest.of(graph));
        same("weights", manifest.weights(), WeightRoot.of(graph));
        same("inputs", manifest.inputs(), signature(graph.inputs()));
        same("outputs", manifest.outputs(), signature(graph.outputs()));
        return graph;
    }

    static void same(String path, List<TensorSignature> claimed, List<TensorSignature> found) throws MalformedException {
        if (!claimed.equals(found)) {
            throw new MalformedException("manifest." + path, -1, found.toString(), claimed.toString());
        }
    }

    static void same(String path, Digest claimed, Digest found) throws MalformedException {
        if (!claimed.equals(found)) {
            throw new MalformedException("manifest." + path, -1, found.hex() + " (as the file is)", claimed.hex());
        }
    }

    static ManifestFile entry(NamedFile file) {
        return new ManifestFile(file.role(), file.name(), file.content().length(), Sha256.of(file.content()));
    }

    private static List<TensorSignature> signature(List<Value> values) throws MalformedException {
        List<TensorSignature> signature = new ArrayList<>();
        for (Value value : values) {
            if (!(value.type() instanceof ValueType.TensorType tensor) || tensor.dimensions().isEmpty()) {
                throw new MalformedException(
                        value.name(), -1, "a tensor of declared rank (what the protocol can carry)", value.type().toString());
            }
            signature.add(new TensorSignature(
                    value.name(),
                    tensor.element().protocolName(),
                    tensor.dimensions().get().stream().map(Dimension::size).toList()));
        }
        return signature;
    }
}
