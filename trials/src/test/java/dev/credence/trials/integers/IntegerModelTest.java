package dev.credence.trials.integers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.manifest.Manifest;
import dev.credence.node.operator.Conduct;
import dev.credence.node.reexecution.LocalModel;
import dev.credence.node.reexecution.Reexecution;
import dev.credence.receipt.statement.Statement;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.replay.LocalReexecution;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `digits-int8` as it ships: published by `up`, served and replayed as any model, re-executed from the hub's files.
class IntegerModelTest {
    @TempDir
    private static Path folder;

    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = Trial.start(folder.resolve("data"), ModelFolders.ours(), List.of(Conduct.HONEST, Conduct.HONEST, Conduct.HONEST));
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    @Test
    void isReplayedByDrawnOperatorsAndReexecutedByAnybody() throws Exception {
        Trial.Held held = trial.ask(Questions.digits(1, "digits-int8"), "digits-int8", "require=replay>=2");

        assertThat(held.reasons()).isEmpty();
        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.VERIFIED);
        Statement statement = held.file().envelope().statement();
        assertThat(statement.execution().profile()).isEqualTo("int8-v1");

        LocalModel model = LocalModel.ofHub(Trial.WORLD.disk(), folder.resolve("data/gateway/hub"), "digits-int8");
        LocalReexecution here = Reexecution.run(model, Engine.REFERENCE, statement, held.exchange().request());
        assertThat(here.model()).isEqualTo(statement.execution().model());
        assertThat(here.answer()).isEqualTo(statement.commitment().answer());
        assertThat(here.trace()).isEqualTo(statement.commitment().trace());
    }

    @Test
    void isAModelOfItsOwnThatNamesItsParent() throws Exception {
        LocalModel parent = LocalModel.ofHub(Trial.WORLD.disk(), folder.resolve("data/gateway/hub"), "digits");
        Manifest child = LocalModel.ofHub(Trial.WORLD.disk(), folder.resolve("data/gateway/hub"), "digits-int8").manifest();
        assertThat(child.parent()).contains(parent.manifest().id());
        assertThat(child.id()).isNotEqualTo(parent.manifest().id());
    }
}
