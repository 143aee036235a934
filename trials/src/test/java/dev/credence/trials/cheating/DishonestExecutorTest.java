package dev.credence.trials.cheating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.client.GatewayException;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.operator.Conduct;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an operator that computes anything else than the named model on the given request yields a receipt that says so.
///
/// Method: the first of three operators, which a resting gateway asks first, signs what came out of other weights, of an
/// older release, or of its own pen; two honest operators are drawn. The receipt must be refuted by their disagreement, the verdict
/// failed, the confidence nothing, and a caller who waits for the evidence must not get the answer as if nothing had been.
class DishonestExecutorTest {
    private static final String POLICY = "require=replay>=2";
    private static final Switched EXECUTOR = new Switched();

    @TempDir
    private static Path folder;

    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        Path models = folder.resolve("models");
        ModelFolders.write(models, "digits", "1", ModelFolders.digitsWithOneWeightChanged());
        ModelFolders.write(models, "digits", "2", ModelFolders.digits());
        trial = Trial.start(folder.resolve("data"), models, List.of(EXECUTOR, Conduct.HONEST, Conduct.HONEST));
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    @AfterEach
    void repent() {
        EXECUTOR.behave(Conduct.HONEST);
    }

    /// Runs another model than the one that it signs for.
    private record OtherModel(Executor other) implements Conduct {
        @Override
        public TensorAnswer answer(TensorModel model, TensorRequest request) throws RefusedException {
            return RequestExecution.run(new TensorModel(model.id(), model.manifest(), other), request);
        }
    }

    /// Runs for every release what it loaded for the first one.
    private static final class NeverUpdated implements Conduct {
        private TensorModel first;

        @Override
        public synchronized TensorAnswer answer(TensorModel model, TensorRequest request) throws RefusedException {
            if (first == null) {
                first = model;
            }
            return RequestExecution.run(new TensorModel(model.id(), model.manifest(), first.executor()), request);
        }
    }

    /// Executes honestly and makes one number of the answer a little larger; the trace is that of the honest execution.
    private record Retouching() implements Conduct {
        @Override
        public TensorAnswer answer(TensorModel model, TensorRequest request) throws RefusedException {
            TensorAnswer honest = RequestExecution.run(model, request);
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            honest.outputs().forEach((name, tensor) -> {
                float[] numbers = tensor.floats().clone();
                numbers[0] = Math.nextUp(numbers[0]);
                outputs.put(name, Tensor.ofFloats(tensor.shape(), numbers));
            });
            return TensorAnswer.of(outputs, honest.trace());
        }
    }

    @Test
    void anHonestExecutorIsVerified() throws Exception {
        Trial.Held held = trial.ask(Questions.digits(1, "digits@2"), "digits@2", POLICY);

        assertThat(held.reasons()).isEmpty();
        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.VERIFIED);
        assertThat(held.file().envelope().statement().issue().operator())
                .as("the operator whose conduct these tests change")
                .isEqualTo(trial.network().operators().getFirst().id());
    }

    @Test
    void oneWrongWeightIsCaught() throws Exception {
        Executor other = new Executor(OnnxImport.read(ModelFolders.digitsWithOneWeightChanged()), Engine.REFERENCE);
        EXECUTOR.behave(new OtherModel(other));

        refuted(trial.ask(Questions.digits(2, "digits@2"), "digits@2", POLICY));
    }

    @Test
    void anOlderReleaseUnderTheNewName() throws Exception {
        EXECUTOR.behave(new NeverUpdated());

        Trial.Held older = trial.ask(Questions.digits(3, "digits@1"), "digits@1", POLICY);
        assertThat(older.report().verdict()).as("what it did load").isEqualTo(VerificationReport.Verdict.VERIFIED);
        refuted(trial.ask(Questions.digits(4, "digits@2"), "digits@2", POLICY));
    }

    @Test
    void anAnswerAlteredInItsLastBitIsCaught() throws Exception {
        EXECUTOR.behave(new Retouching());

        refuted(trial.ask(Questions.digits(5, "digits@2"), "digits@2", POLICY));
    }

    @Test
    void whoWaitsForTheEvidenceIsToldAndGetsNoAnswer() {
        EXECUTOR.behave(new Retouching());

        assertThatThrownBy(() -> trial.ask(Questions.digits(6, "digits@2"), "digits@2", POLICY + "; wait=evidence"))
                .isInstanceOfSatisfying(GatewayException.class, refused -> assertThat(refused.status()).isEqualTo(502))
                .hasMessageContaining("the evidence contradicts the answer")
                .hasMessageContaining("REPLAY_DISAGREES");
    }

    @Test
    void withoutEvidenceTheReceiptClaimsNoConfidence() throws Exception {
        EXECUTOR.behave(new Retouching());

        Trial.Held held = trial.ask(Questions.digits(7, "digits@2"), "digits@2", "");

        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.INCOMPLETE);
        assertThat(held.reasons()).containsExactly(Reason.NO_EVIDENCE);
        assertThat(held.report().md()).isZero();
    }

    private static void refuted(Trial.Held held) {
        assertThat(held.receipt().complete()).isTrue();
        assertThat(held.report().verdicts().receiptAuthentic().passed()).as("what it signed is its own").isTrue();
        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.FAILED);
        assertThat(held.reasons()).containsExactly(Reason.REPLAY_DISAGREES);
        assertThat(held.report().md()).isZero();
        assertThat(held.report().verified()).isEmpty();
    }
}
