package dev.credence.node.reexecution;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.input.InputReader;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.generation.TextLoader;
import dev.credence.node.generation.TextProgress;
import dev.credence.node.http.ApiException;
import dev.credence.node.hub.LoadedModel;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.request.TextParameters;
import dev.credence.verification.body.TextRequestBody;
import java.io.IOException;
import java.util.List;
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

    /// Answers a request for text once more, with the tokens that its answer says it has computed many at once.
    ///
    /// @param statement what the receipt says; only its parameters are used
    /// @param request   the API body as sent
    /// @param answer    the API body as received; nothing of it decides anything
    /// @throws RefusedException if the model does not take the request
    public static LocalReexecution run(LocalModel model, TextLoader languages, Statement statement, Bytes request, Optional<Bytes> answer)
            throws MalformedException, RefusedException, IOException {
        if (!(statement.parameters() instanceof TextParameters parameters) || !(model.model() instanceof LoadedModel.Language(var file))) {
            throw new RefusedException(Refusal.INPUT_MISMATCH, "the receipt is about tensors, the model takes text");
        }
        TextRequest asked = new TextRequest(TextRequestBody.decode(request).content(), parameters);
        Digest id = model.manifest().id();
        try {
            TextAnswer again = languages.load(id, file).run(asked, answer.map(ToldIds::of).orElse(List.of()), TextProgress.NONE);
            return new LocalReexecution(id, asked.effective().digest(), again.record().digest(), again.trace().root(), Optional.of(Sha256.of(again.fingerprint())));
        } catch (ApiException refused) {
            throw new RefusedException(Refusal.INPUT_MISMATCH, refused.getMessage());
        }
    }

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
