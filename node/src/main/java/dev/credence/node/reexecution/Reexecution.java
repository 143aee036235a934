package dev.credence.node.reexecution;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.input.InputReader;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.replay.LocalReexecution;
import java.util.Map;
import java.util.Optional;

/// Executes here what a statement says was executed there.
public final class Reexecution {
    private Reexecution() {}

    /// @param statement what the receipt says; only its parameters are used
    /// @param request   the API body as sent
    /// @throws RefusedException if the model does not take the request
    public static LocalReexecution run(LocalModel model, Engine engine, Statement statement, Bytes request)
            throws MalformedException, RefusedException {
        if (!(statement.parameters() instanceof TensorParameters parameters)) {
            throw new RefusedException(Refusal.INPUT_MISMATCH, "the receipt is about text, the model takes tensors");
        }
        Map<String, Tensor> inputs = new InputReader(model.manifest(), Optional.empty()).read("request.json", request);
        TensorModel served = TensorModel.of(model.manifest(), model.model().executor(engine));
        TensorRequest asked = new TensorRequest(inputs, parameters);
        TensorAnswer answer = RequestExecution.run(served, asked);
        return new LocalReexecution(
                served.id(), asked.effective().digest(), answer.record().digest(), answer.trace().root());
    }
}
