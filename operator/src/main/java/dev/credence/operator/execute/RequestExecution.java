package dev.credence.operator.execute;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceRecorder;
import java.util.LinkedHashMap;
import java.util.Map;

/// Runs a model on a request and records the trace.
public final class RequestExecution {
    private RequestExecution() {}

    /// The answer of `model` to `request`.
    ///
    /// @throws RefusedException if an input is missing, unknown or of another type or shape, an output is unknown, or the
    ///     budget does not suffice
    public static TensorAnswer run(TensorModel model, TensorRequest request) throws RefusedException {
        TraceRecorder recorder = new TraceRecorder();
        Map<String, Tensor> all = model.executor().run(request.inputs(), recorder);
        Map<String, Tensor> asked = new LinkedHashMap<>();
        for (String name : request.parameters().outputs()) {
            Tensor output = all.get(name);
            if (output == null) {
                throw new RefusedException(
                        Refusal.INPUT_UNKNOWN, "the model has no output '" + name + "'; it has " + String.join(", ", all.keySet()));
            }
            asked.put(name, output);
        }
        return TensorAnswer.of(asked, recorder.trace());
    }
}
