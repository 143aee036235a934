package dev.credence.inference.conformance;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.onnx.OnnxTensor;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceRecorder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs the backend tests of ONNX: `SUITE/test_NAME/model.onnx` with `test_data_set_N/{input,output}_I.pb`.
final class NodeSuite {
    /// How one test ended.
    sealed interface Outcome {
        /// @param traces the root of each data set's trace
        record Passed(List<Digest> traces) implements Outcome {}

        record Failed(String why) implements Outcome {}

        /// Outside of every claim.
        record Outside(RefusedException refusal) implements Outcome {}
    }

    private NodeSuite() {}

    static Map<String, Outcome> run(Map<String, byte[]> files, Engine engine) {
        Map<String, Outcome> outcomes = new TreeMap<>();
        for (String path : files.keySet()) {
            if (path.endsWith("/model.onnx")) {
                String folder = path.substring(0, path.length() - "/model.onnx".length());
                outcomes.put(folder, runOne(folder, files, engine));
            }
        }
        return outcomes;
    }

    private static Outcome runOne(String folder, Map<String, byte[]> files, Engine engine) {
        try {
            Executor executor = new Executor(OnnxImport.read(Bytes.wrap(files.get(folder + "/model.onnx"))), engine);
            List<Digest> traces = new ArrayList<>();
            for (int set = 0; files.keySet().contains(folder + "/test_data_set_" + set + "/output_0.pb"); set++) {
                TraceRecorder recorder = new TraceRecorder();
                String difference = runSet(folder + "/test_data_set_" + set, files, executor, recorder);
                traces.add(recorder.trace().root());
                if (difference != null) {
                    return new Outcome.Failed(difference);
                }
            }
            return new Outcome.Passed(traces);
        } catch (RefusedException refused) {
            return switch (refused.refusal()) {
                case UNSUPPORTED_OPERATOR, UNSUPPORTED_OPSET, UNSUPPORTED_TYPE, UNSUPPORTED_MODE -> new Outcome.Outside(refused);
                case INVALID_NODE, INVALID_SHAPE, INVALID_VALUE, ACCUMULATOR_OVERFLOW, BUDGET_EXCEEDED, INPUT_MISSING, INPUT_UNKNOWN,
                        INPUT_MISMATCH -> new Outcome.Failed(refused.getMessage());
            };
        } catch (MalformedException | RuntimeException failed) {
            return new Outcome.Failed(failed.toString() + (failed instanceof RuntimeException ? " " + failed.getStackTrace()[0] : ""));
        }
    }

    private static String runSet(
            String folder, Map<String, byte[]> files, Executor executor, TraceRecorder recorder)
            throws MalformedException, RefusedException {
        Graph graph = executor.graph();
        Map<String, Tensor> inputs = new HashMap<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            byte[] file = files.get(folder + "/input_" + i + ".pb");
            if (file == null) {
                return "input " + i + " is absent";
            }
            inputs.put(graph.inputs().get(i).name(), OnnxTensor.decode(Bytes.wrap(file)).tensor());
        }
        List<Tensor> outputs = new ArrayList<>(executor.run(inputs, recorder).values());
        for (int i = 0; i < outputs.size(); i++) {
            Tensor expected = OnnxTensor.decode(Bytes.wrap(files.get(folder + "/output_" + i + ".pb"))).tensor();
            String difference = Closeness.difference(outputs.get(i), expected, 1e-3, 1e-5);
            if (difference != null) {
                return graph.outputs().get(i).name() + ": " + difference;
            }
        }
        return null;
    }
}
