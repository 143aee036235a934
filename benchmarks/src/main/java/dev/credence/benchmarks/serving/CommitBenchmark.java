package dev.credence.benchmarks.serving;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.GraphDigest;
import dev.credence.inference.graph.WeightRoot;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.TensorSignature;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.op.Budget;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;
import dev.credence.operator.commit.Issuance;
import dev.credence.operator.commit.OperatorIdentity;
import dev.credence.operator.commit.StatementIssuer;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Moment;
import dev.credence.verification.body.TensorRequestBody;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/// What receipts cost in one thread: the digits model alone, with its trace, and everything that is done for the receipt.
///
/// ```
/// java -cp … dev.credence.benchmarks.serving.CommitBenchmark MODELS-FOLDER
/// ```
// On paper: one signature 32 µs, one verification 74 µs, a dozen SHA-256 of a few KB 30 µs, two small JSON texts 20 µs.
public final class CommitBenchmark {
    private static final int ROUNDS = 20_000;

    private CommitBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        TensorModel model = served(Path.of(arguments[0]).resolve("digits/model.onnx"));
        SecretKey key = SecretKey.ofSeed(Bytes.of(new byte[32]));
        StatementIssuer issuer = new StatementIssuer(new OperatorIdentity(key, "local-0000000000000000", "benchmark"));
        TensorRequest request = request(model);
        StatementIssuer.Asked asked = StatementIssuer.Asked.of(request);
        TensorAnswer answer = RequestExecution.run(model, request);
        Issuance issuance = new Issuance(Bytes.of(new byte[16]), new Moment(1, 1, 1), 0);
        Envelope envelope = issuer.issue(model, asked, answer, issuance);
        measure("the model alone", () -> model.executor().run(request.inputs(), TraceSink.NONE));
        measure("the model with its trace and the answer's digest", () -> RequestExecution.run(model, request));
        Bytes json = json();
        measure("784 numbers of JSON read", () -> TensorRequestBody.decode(json));
        measure("request digest", () -> StatementIssuer.Asked.of(request));
        measure("statement, signature, leaf", () -> issuer.issue(model, asked, answer, issuance).leaf());
        measure("the gateway's check of the statement", () -> envelope.signedBy(key.publicKey()) && envelope.statement() != null);
    }

    private static void measure(String what, Callable<Object> work) throws Exception {
        long[] micros = new long[ROUNDS];
        int kept = 0;
        for (int round = 0; round < 2 * ROUNDS; round++) {
            long start = System.nanoTime();
            Object result = work.call();
            long nanos = System.nanoTime() - start;
            if (round >= ROUNDS && result != null) {
                micros[kept++] = nanos;
            }
        }
        Latencies nanos = Latencies.of(micros, 1);
        System.out.printf(java.util.Locale.ROOT, "%-52s median %7.1f µs   p99 %8.1f µs%n", what, nanos.at(0.5), nanos.at(0.99));
    }

    private static TensorModel served(Path path) throws Exception {
        Bytes file = Bytes.wrap(Files.readAllBytes(path));
        Graph graph = OnnxImport.read(file);
        Manifest manifest = Manifest.ofGraph(
                List.of(new ManifestFile("model", "model.onnx", file.length(), dev.credence.foundation.hash.Sha256.of(file))),
                GraphDigest.of(graph),
                WeightRoot.of(graph),
                new Manifest.Signatures(
                        List.of(new TensorSignature("image", "FP32", List.of(-1L, 1L, 28L, 28L))),
                        List.of(new TensorSignature("logits", "FP32", List.of(-1L, 10L)))),
                "Apache-2.0");
        Engine engine = new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT);
        return TensorModel.of(manifest, new Executor(graph, engine));
    }

    private static Bytes json() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder body = new StringBuilder("{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1,28,28],\"datatype\":\"FP32\",\"data\":[");
        for (int i = 0; i < 784; i++) {
            body.append(i == 0 ? "" : ",").append(random.nextInt(256) / 255.0f);
        }
        return Bytes.ofUtf8(body.append("]}]}").toString());
    }

    private static TensorRequest request(TensorModel model) {
        float[] pixels = new float[784];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256) / 255.0f;
        }
        TensorParameters parameters =
                TensorParameters.of(model.id(), new Release("digits", "1"), Bytes.of(new byte[16]), List.of("logits"), 0);
        return new TensorRequest(Map.of("image", Tensor.ofFloats(Shape.of(1, 1, 28, 28), pixels)), parameters);
    }
}
