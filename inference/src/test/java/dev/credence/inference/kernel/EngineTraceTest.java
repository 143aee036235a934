package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Value;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.op.Budget;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceRecorder;
import dev.credence.testkit.External;
import dev.credence.testkit.Seeded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole models: reference and vector kernels, one thread and two, give one trace, hence one answer.
class EngineTraceTest {
    @Test
    void theDigitClassifierGivesOneTraceOnEveryEngine() throws Exception {
        oneTrace(Path.of(System.getProperty("credence.home", ".."), "models", "digits", "model.onnx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnist.onnx", "wonnx-opt-mnist.onnx"})
    void realModelsGiveOneTraceOnEveryEngine(String name) throws Exception {
        oneTrace(External.models("models on every engine", name));
    }

    private static void oneTrace(Path model) throws Exception {
        Graph graph = OnnxImport.read(Bytes.wrap(Files.readAllBytes(model)));
        RandomGenerator random = Seeded.random();
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 3; round++) {
                Map<String, Tensor> inputs = Map.of(graph.inputs().getFirst().name(), input(graph.inputs().getFirst(), random));
                Digest expected = trace(graph, ReferenceKernels.INSTANCE, inputs);
                assertThat(trace(graph, new VectorKernels(Workers.CALLER), inputs)).isEqualTo(expected);
                assertThat(trace(graph, new VectorKernels(Workers.of(helper, 2), 0), inputs)).isEqualTo(expected);
            }
        }
    }

    private static Digest trace(Graph graph, Kernels kernels, Map<String, Tensor> inputs) throws Exception {
        TraceRecorder recorder = new TraceRecorder();
        new Executor(graph, new Engine(kernels, Budget.DEFAULT)).run(inputs, recorder);
        assertThat(recorder.steps()).isNotEmpty();
        return recorder.trace().root();
    }

    private static Tensor input(Value value, RandomGenerator random) {
        int[] sizes = ((ValueType.TensorType) value.type())
                .dimensions().orElseThrow().stream().mapToInt(size -> size.isFixed() ? (int) size.size() : 2).toArray();
        Shape shape = Shape.of(sizes);
        float[] pixels = new float[shape.elements()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return Tensor.ofFloats(shape, pixels);
    }
}
