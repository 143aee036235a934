package dev.credence.trials.cheating;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.receipt.statement.Statement;
import java.util.Map;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.generation.TextProgress;
import dev.credence.node.http.ApiException;
import dev.credence.node.operator.Conduct;
import dev.credence.node.operator.LanguageServed;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import java.io.IOException;
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
    public TextAnswer answer(LanguageServed model, TextRequest request, TextProgress progress) throws ApiException, IOException {
        return now.answer(model, request, progress);
    }

    @Override
    public ReplayOutcome replay(ReplayingText replaying) throws ApiException, IOException {
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
