package dev.credence.trials.cheating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.client.GatewayException;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.hub.HubClient;
import dev.credence.node.operator.Conduct;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.statement.Statement;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.argument.ArgumentEvidence;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a proof that is not of the statement never reaches a receipt, and no operator can prove an answer that the model did not give.
///
/// Method: three operators; the first of them answers, and proves wrongly or not at all. Proofs are as good from anybody, so the gateway
/// then asks the others.
class DishonestProverTest {
    private static final String POLICY = "require=argument";
    private static final String MODEL = "digits-int8";
    private static final Switched FIRST = new Switched();
    private static final Switched SECOND = new Switched();
    private static final Switched THIRD = new Switched();
    private static final List<Switched> ALL = List.of(FIRST, SECOND, THIRD);

    @TempDir
    private static Path data;

    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = Trial.start(data, ModelFolders.ours(), List.copyOf(ALL));
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    @AfterEach
    void repent() {
        ALL.forEach(operator -> operator.behave(Conduct.HONEST));
    }

    /// Proves by `prover`, is honest otherwise.
    private interface Prover extends Conduct {
        @Override
        Bytes prove(ProvedModel model, Statement statement, Map<String, Tensor> inputs) throws RefusedException;
    }

    @Test
    void anHonestProofIsWorthItsNines() throws Exception {
        Trial.Held held = trial.ask(Questions.digits(1, MODEL), MODEL, POLICY);

        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.VERIFIED);
        assertThat(held.file().evidence()).extracting(EvidenceItem::kind).containsExactly(EvidenceItem.ARGUMENT);
        // The hub then says what proofs of this model take.
        HubClient hub = new HubClient(Trial.WORLD.network(), URI.create(trial.network().gatewayUrl()));
        JsonFields measured = JsonFields.of("proof", hub.proof(MODEL).orElseThrow()).object("measured");
        assertThat(measured.integer("proofs", 1, 32)).isPositive();
        assertThat(measured.integer("medianMillis", 1, 600_000)).isPositive();
        assertThat(measured.integer("medianBytes", 100_000, 140_000)).isPositive();
    }

    @Test
    void aProofAndReplaysStandSideBySide() throws Exception {
        Trial.Held held = trial.ask(Questions.digits(2, MODEL), MODEL, "require=argument;require=replay>=2");

        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.VERIFIED);
        assertThat(held.file().evidence()).extracting(EvidenceItem::kind).containsExactly(EvidenceItem.ARGUMENT, EvidenceItem.REPLAY);
    }

    @Test
    void aProofOfAnotherRequestIsPassedOver() throws Exception {
        CompletableFuture<Bytes> earlier = new CompletableFuture<>();
        ALL.forEach(operator -> operator.behave((Prover) (model, statement, inputs) -> {
            Bytes honest = Conduct.HONEST.prove(model, statement, inputs);
            earlier.complete(honest);
            return honest;
        }));
        trial.ask(Questions.digits(3, MODEL), MODEL, POLICY);
        ALL.forEach(operator -> operator.behave((Prover) (_, _, _) -> earlier.join()));

        nothingIsAttached(trial.ask(Questions.digits(4, MODEL), MODEL, POLICY));
    }

    @Test
    void aByteOfAProofChangedIsPassedOver() throws Exception {
        ALL.forEach(operator -> operator.behave((Prover) (model, statement, inputs) -> {
            try {
                ArgumentEvidence honest = ArgumentEvidence.decode(Conduct.HONEST.prove(model, statement, inputs));
                byte[] proof = honest.proof().toArray();
                proof[proof.length / 2] ^= 1;
                return new ArgumentEvidence(honest.manifest(), honest.program(), honest.registration(), honest.output(), Bytes.wrap(proof)).encode();
            } catch (MalformedException malformed) {
                throw new AssertionError(malformed);
            }
        }));

        nothingIsAttached(trial.ask(Questions.digits(5, MODEL), MODEL, POLICY));
    }

    @Test
    void garbageIsPassedOver() throws Exception {
        ALL.forEach(operator -> operator.behave((Prover) (_, _, _) -> Bytes.ofUtf8("trust me")));

        nothingIsAttached(trial.ask(Questions.digits(6, MODEL), MODEL, POLICY));
    }

    @Test
    void whoCannotProveIsReplacedByWhoCan() throws Exception {
        Conduct unable = (Prover) (_, _, _) -> {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE, "not today");
        };
        FIRST.behave(unable);
        SECOND.behave(unable);

        assertThat(trial.ask(Questions.digits(7, MODEL), MODEL, POLICY).report().verdict()).isEqualTo(VerificationReport.Verdict.VERIFIED);
    }

    @Test
    void anAnswerThatTheModelDidNotGiveCannotBeProvedByAnybody() throws Exception {
        ALL.forEach(operator -> operator.behave(new Conduct() {
            @Override
            public TensorAnswer answer(TensorModel model, TensorRequest request) throws RefusedException {
                TensorAnswer honest = RequestExecution.run(model, request);
                Map<String, Tensor> outputs = new LinkedHashMap<>();
                honest.outputs().forEach((name, tensor) -> {
                    float[] shifted = tensor.floats().clone();
                    shifted[0] += 100;
                    outputs.put(name, Tensor.ofFloats(tensor.shape(), shifted));
                });
                return TensorAnswer.of(outputs, honest.trace());
            }
        }));

        nothingIsAttached(trial.ask(Questions.digits(8, MODEL), MODEL, POLICY));
    }

    @Test
    void aFloatModelIsRefusedWithTheNameOfItsQuantisedForm() {
        assertThatThrownBy(() -> trial.ask(Questions.digits(9, "digits"), "digits", POLICY))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("digits@1 cannot be proved; its quantised form digits-int8@1 can");
    }

    private static void nothingIsAttached(Trial.Held held) throws MalformedException {
        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.INCOMPLETE);
        assertThat(held.file().evidence()).isEmpty();
        assertThat(held.reasons()).contains(Reason.POLICY_REQUIRE);
    }
}
