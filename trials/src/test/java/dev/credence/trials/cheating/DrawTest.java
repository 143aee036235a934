package dev.credence.trials.cheating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.client.GatewayException;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.operator.Conduct;
import dev.credence.node.store.DataDirectory;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: who replays is decided by the log's beacon over owners, so that neither the number of one owner's operators nor the gateway's
/// wishes buy agreement.
///
/// Method: eight operators of five owners (three, two, one, one, one) on a real ledger; every receipt of many is
/// verified and its drawn operators looked up in the ledger's list. Then a gateway's tricks are played on a real receipt: places
/// swapped, one left out, one outcome put in another's place.
class DrawTest {
    /// Which owner, by the number of the operator whose key it was first.
    private static final int[] OWNER_OF = {1, 1, 1, 4, 4, 6, 7, 8};

    @TempDir
    private static Path data;

    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        for (int i = 1; i <= OWNER_OF.length; i++) {
            try (DataDirectory directory = DataDirectory.open(Trial.WORLD, data.resolve("operator-" + i))) {
                directory.key("owner");
            }
            Files.copy(ownerKey(OWNER_OF[i - 1]), ownerKey(i), StandardCopyOption.REPLACE_EXISTING);
        }
        trial = Trial.start(data, ModelFolders.ours(), Collections.nCopies(OWNER_OF.length, Conduct.HONEST));
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    private static Path ownerKey(int operator) {
        return data.resolve("operator-" + operator + "/keys/owner.key");
    }

    @Test
    void oneOperatorOfEachDrawnOwnerAndNeverTheExecutorsOwn() throws Exception {
        OperatorsList listed = trial.network().ledger().service().operators();
        assertThat(listed.operators()).hasSize(8);
        Set<Digest> seen = new TreeSet<>();
        Set<Digest> executors = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            int drawn = 1 + i % 4;
            Trial.Held held = trial.ask(Questions.digits(100 + i, "digits"), "digits", "require=replay>=" + drawn);

            assertThat(held.reasons()).isEmpty();
            assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.VERIFIED);
            Digest executor = owner(listed, held.file().envelope().statement().issue().operator());
            List<Digest> owners =
                    held.replay().outcomes().stream().map(outcome -> owner(listed, outcome.operator())).toList();
            assertThat(owners).hasSize(drawn).doesNotHaveDuplicates().doesNotContain(executor);
            executors.add(executor);
            seen.addAll(owners);
        }
        Set<Digest> all = listed.operators().stream().map(ListedOperator::owner).collect(Collectors.toCollection(TreeSet::new));
        assertThat(all).hasSize(5);
        if (executors.size() == 1) {
            all.removeAll(executors);
        }
        assertThat(seen).as("every owner that can be drawn is drawn some time").isEqualTo(all);
    }

    @Test
    void moreDrawnOwnersThanThereAreIsRefusedBeforeExecution() {
        assertThatThrownBy(() -> trial.ask(Questions.digits(200, "digits"), "digits", "require=replay>=5"))
                .isInstanceOfSatisfying(GatewayException.class, refused -> assertThat(refused.status()).isEqualTo(422))
                .hasMessageContaining("at most 4 drawn owners");
    }

    @Test
    void aGatewayCannotChooseReorderOrLeaveOutWhoWasDrawn() throws Exception {
        Trial.Held held = trial.ask(Questions.digits(201, "digits"), "digits", "require=replay>=3");
        Replay replay = held.replay();
        List<ReplayOutcome> swapped = new ArrayList<>(replay.outcomes());
        Collections.swap(swapped, 0, 2);
        List<ReplayOutcome> repeated = new ArrayList<>(replay.outcomes());
        repeated.set(1, repeated.get(0));
        Digest undrawn = trial.network().ledger().service().operators().operators().stream()
                .map(ListedOperator::id)
                .filter(id -> replay.outcomes().stream().noneMatch(outcome -> outcome.operator().equals(id)))
                .findFirst()
                .orElseThrow();
        List<ReplayOutcome> befriended = new ArrayList<>(replay.outcomes());
        befriended.set(0, new ReplayOutcome.Silent(undrawn));

        assertThat(reasons(held, replay, swapped)).containsExactly(Reason.DRAW_MISMATCH);
        assertThat(reasons(held, replay, repeated)).containsExactly(Reason.DRAW_MISMATCH);
        assertThat(reasons(held, replay, befriended)).containsExactly(Reason.DRAW_MISMATCH);
    }

    // With fewer places the draw may fall on another operator of an owner; where it does not, the executor's signature names the number.
    @Test
    void leavingOutTheLastPlaceDoesNotVerify() throws Exception {
        Trial.Held held = trial.ask(Questions.digits(202, "digits"), "digits", "require=replay>=3");
        Replay replay = held.replay();
        Replay.ExecutorReveal whole = replay.executor().orElseThrow();
        Replay cut = new Replay(
                replay.leaf(),
                replay.beacon(),
                replay.outcomes().subList(0, 2),
                Optional.of(new Replay.ExecutorReveal(whole.keyed().subList(0, 2), whole.signature())));

        assertThat(Trial.reasons(judge(held, cut))).hasSize(1).isSubsetOf(Reason.DRAW_MISMATCH, Reason.OUTCOME_SIGNATURE_INVALID);
    }

    private static Set<Reason> reasons(Trial.Held held, Replay replay, List<ReplayOutcome> outcomes) throws Exception {
        VerificationReport report = judge(held, new Replay(replay.leaf(), replay.beacon(), outcomes, replay.executor()));
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.FAILED);
        return Trial.reasons(report);
    }

    private static VerificationReport judge(Trial.Held held, Replay other) throws Exception {
        ReceiptFile file = held.file();
        Bytes forged = new ReceiptFile(file.envelope(), List.of(EvidenceItem.of(other)), file.logged()).encode();
        return trial.judge(held.exchange(), forged, "require=replay");
    }

    private static Digest owner(OperatorsList listed, Digest operator) {
        return listed.find(operator).orElseThrow().owner();
    }
}
