package dev.credence.trials.cheating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.graph.RefusedException;
import dev.credence.node.operator.Conduct;
import dev.credence.node.operator.OperatorNode;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an operator whose machine is gone costs confidence, never truth: the receipt says who said nothing.
///
/// Method: a drawn operator stops before it is asked; then the executor stops after all others have spoken and before it opens its
/// keyed roots.
class VanishingTest {
    @TempDir
    Path data;

    @Test
    void whoIsGoneIsSilent() throws Exception {
        Switched second = new Switched();
        Switched third = new Switched();
        try (Trial trial = Trial.start(data, ModelFolders.ours(), List.of(Conduct.HONEST, second, third))) {
            List<OperatorNode> operators = trial.network().operators();
            operators.get(2).close();

            Trial.Held drawn = trial.ask(Questions.digits(1, "digits"), "digits", "require=replay>=2");
            assertThat(drawn.report().verdict()).isEqualTo(VerificationReport.Verdict.INCOMPLETE);
            assertThat(drawn.reasons()).contains(Reason.REPLAY_SILENT);
            assertThat(drawn.replay().outcomes())
                    .filteredOn(ReplayOutcome.Silent.class::isInstance)
                    .singleElement()
                    .satisfies(silent -> assertThat(silent.operator()).isEqualTo(operators.get(2).id()));
        }
    }

    @Test
    void anExecutorThatIsGoneDoesNotOpenItsTrace() throws Exception {
        Switched second = new Switched();
        try (Trial trial = Trial.start(data, ModelFolders.ours(), List.of(Conduct.HONEST, second))) {
            OperatorNode executor = trial.network().operators().getFirst();
            second.behave(new Conduct() {
                @Override
                public ReplayOutcome replay(Replaying replaying) throws RefusedException {
                    try {
                        executor.close();
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                    return Conduct.super.replay(replaying);
                }
            });

            Trial.Held held = trial.ask(Questions.digits(2, "digits"), "digits", "require=replay");

            assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.INCOMPLETE);
            assertThat(held.reasons()).contains(Reason.EXECUTOR_SILENT).doesNotContain(Reason.REPLAY_SILENT);
            assertThat(held.report().md()).isZero();
        }
    }
}
