package dev.credence.node.operator;

import dev.credence.node.generation.TextProgress;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.proof.code.Workers;
import dev.credence.receipt.statement.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import dev.credence.inference.graph.RefusedException;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import dev.credence.node.http.ApiException;
import dev.credence.operator.replay.LoggedDraw;
import dev.credence.operator.replay.Replayer;
import dev.credence.receipt.evidence.ReplayOutcome;

/// How an operator behaves where it could cheat. The tests of the network put dishonest conduct here; everybody else uses `HONEST`.
public interface Conduct {
    /// Executes what was asked and says what came out.
    Conduct HONEST = new Conduct() {};

    /// A replay that this operator was drawn for.
    ///
    /// @param replayer signs for this operator
    record Replaying(Replayer replayer, LoggedDraw draw, TensorModel model, TensorRequest request) {}

    /// The answer that will be signed.
    default TensorAnswer answer(TensorModel model, TensorRequest request) throws RefusedException {
        return RequestExecution.run(model, request);
    }

    /// The outcome of a replay.
    default ReplayOutcome replay(Replaying replaying) throws RefusedException {
        TensorAnswer answer = RequestExecution.run(replaying.model(), replaying.request());
        return replaying.replayer().executed(replaying.draw(), answer);
    }

    /// A replay of text that this operator was drawn for.
    ///
    /// @param ids what the executor says that it sampled
    record ReplayingText(Replayer replayer, LoggedDraw draw, LanguageServed model, TextRequest request, List<List<Integer>> ids) {}

    /// The answer in text that will be signed; `progress` hears of it while it comes to be.
    default TextAnswer answer(LanguageServed model, TextRequest request, TextProgress progress) throws ApiException, IOException {
        return model.executor().run(request, List.of(), progress);
    }

    /// The outcome of a replay of text.
    default ReplayOutcome replay(ReplayingText replaying) throws ApiException, IOException {
        TextAnswer answer = replaying.model().executor().run(replaying.request(), replaying.ids(), TextProgress.NONE);
        return replaying.replayer().executed(replaying.draw(), answer);
    }

    /// The blob of an argument for `statement`.
    default Bytes prove(ProvedModel model, Statement statement, Map<String, Tensor> inputs) throws RefusedException {
        return model.prove(statement, inputs, Workers.ALONE).encode();
    }

    /// Whether a second statement may be signed for a slot.
    default boolean signsTwice() {
        return false;
    }
}
