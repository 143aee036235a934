package dev.credence.trials.cheating;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.receipt.statement.Statement;
import java.util.Map;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.operator.Conduct;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.evidence.ReplayOutcome;

/// Conduct that a test changes while the network runs.
final class Switched implements Conduct {
    private volatile Conduct now = Conduct.HONEST;

    void behave(Conduct conduct) {
        now = conduct;
    }

    @Override
    public TensorAnswer answer(TensorModel model, TensorRequest request) throws RefusedException {
        return now.answer(model, request);
    }

    @Override
    public ReplayOutcome replay(Replaying replaying) throws RefusedException {
        return now.replay(replaying);
    }

    @Override
    public Bytes prove(ProvedModel model, Statement statement, Map<String, Tensor> inputs) throws RefusedException {
        return now.prove(model, statement, inputs);
    }

    @Override
    public boolean signsTwice() {
        return now.signsTwice();
    }
}
