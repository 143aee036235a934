package dev.credence.inference.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.op.Budget;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceRecorder;
import dev.credence.testkit.External;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Models that others trained, held against what ONNX Runtime answers.
///
/// Run on the fastest kernels that there are, and the smaller ones on reference kernels too, with the same trace.
class RealModelsTest {
    private static final Engine FASTEST = new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT);
    private static final float RELATIVE = 1e-3f;
    private static final float ABSOLUTE = 1e-5f;

    @ParameterizedTest
    @ValueSource(strings = {"mnist", "wonnx-opt-mnist", "magika", "silero-voice", "silero-noise", "treecl"})
    void agreesWithOnnxRuntime(String name) throws Exception {
        Golden golden = Golden.read(name);
        Bytes file = Bytes.wrap(Files.readAllBytes(External.models("real models: " + name, golden.model())));
        Graph graph = OnnxImport.read(file);
        Executor executor = new Executor(graph, FASTEST);

        TraceRecorder recorder = new TraceRecorder();
        Map<String, Tensor> outputs = executor.run(golden.inputs(), recorder);

        assertThat(outputs.keySet()).containsExactlyElementsOf(golden.outputs().keySet());
        outputs.forEach((output, tensor) -> assertClose(output, tensor, golden.outputs().get(output)));
        if (!name.equals("magika")) { // its 100 million multiply-adds would take seconds
            TraceRecorder again = new TraceRecorder();
            new Executor(graph, Engine.REFERENCE).run(golden.inputs(), again);
            assertThat(again.trace()).isEqualTo(recorder.trace());
        }
    }

    private static void assertClose(String name, Tensor found, Tensor expected) {
        assertThat(found.type()).as(name).isEqualTo(expected.type());
        assertThat(found.shape()).as(name).isEqualTo(expected.shape());
        if (found.type() != ElementType.FLOAT) {
            assertThat(found.canonicalBytes()).as(name).isEqualTo(expected.canonicalBytes());
            return;
        }
        for (int i = 0; i < found.elements(); i++) {
            float wanted = expected.floats()[i];
            assertThat(found.floats()[i]).as(name + "[" + i + "]")
                    .isBetween(wanted - ABSOLUTE - RELATIVE * Math.abs(wanted), wanted + ABSOLUTE + RELATIVE * Math.abs(wanted));
        }
    }
}
