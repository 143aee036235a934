package dev.credence.node.operator;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.proof.code.Workers;
import dev.credence.receipt.statement.Statement;
import java.util.Map;
import dev.credence.inference.graph.RefusedException;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
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

    /// The blob of an argument for `statement`.
    default Bytes prove(ProvedModel model, Statement statement, Map<String, Tensor> inputs) throws RefusedException {
        return model.prove(statement, inputs, Workers.ALONE).encode();
    }

    /// Whether a second statement may be signed for a slot.
    default boolean signsTwice() {
        return false;
    }
}
