package dev.credence.operator;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.GraphDigest;
import dev.credence.inference.graph.WeightRoot;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.TensorSignature;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.foundation.hash.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The digit classifier of this repository, and requests to it.
public final class Digits {
    private Digits() {}

    public static TensorModel served() {
        try {
            Bytes file = Bytes.wrap(Files.readAllBytes(Path.of(System.getProperty("credence.home"), "models/digits/model.onnx")));
            Graph graph = OnnxImport.read(file);
            Manifest manifest = Manifest.ofGraph(
                    List.of(new ManifestFile("model", "model.onnx", file.length(), Sha256.of(file))),
                    GraphDigest.of(graph),
                    WeightRoot.of(graph),
                    new Manifest.Signatures(
                            List.of(new TensorSignature("image", "FP32", List.of(-1L, 1L, 28L, 28L))),
                            List.of(new TensorSignature("logits", "FP32", List.of(-1L, 10L)))),
                    "Apache-2.0");
            return TensorModel.of(manifest, new Executor(graph, Engine.REFERENCE));
        } catch (Exception impossible) {
            throw new IllegalStateException("the repository's own model is there and reads", impossible);
        }
    }

    public static TensorRequest request(Digest model, RandomGenerator random) {
        float[] pixels = new float[28 * 28];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        byte[] nonce = new byte[TensorParameters.NONCE_LENGTH];
        random.nextBytes(nonce);
        TensorParameters parameters =
                TensorParameters.of(model, new Release("digits", "1"), Bytes.wrap(nonce), List.of("logits"), 0);
        return new TensorRequest(Map.of("image", Tensor.ofFloats(Shape.of(1, 1, 28, 28), pixels)), parameters);
    }
}
