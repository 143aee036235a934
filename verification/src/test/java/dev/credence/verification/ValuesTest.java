package dev.credence.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.verification.laws.ForgedCase;
import dev.credence.verification.laws.ReceiptForge;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the verifier's values refuse to be.
class ValuesTest {
    @Test
    void aVerdictHasCausesIfAndOnlyIfItDidNotPass() {
        assertThatThrownBy(() -> new Judgement(Judgement.Result.FAIL, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Judgement(Judgement.Result.NOT_CHECKED, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Judgement(Judgement.Result.PASS, List.of(Cause.of(Reason.NO_EVIDENCE)))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Judgement.PASS.passed()).isTrue();
        assertThat(Judgement.fail(Reason.NO_EVIDENCE, "").passed()).isFalse();
    }

    @Test
    void aStrangersTextCannotSteerATerminal() {
        assertThat(new Cause(Reason.ANSWER_MISMATCH, "a\u001b[2Jb\nc\u0085\u202ed\u2028\uD83D\uDE00é").detail()).isEqualTo("a?[2Jb?c??d???é");
        assertThat(new Cause(Reason.ANSWER_MISMATCH, "x".repeat(400)).detail()).hasSize(400);
        assertThat(new Cause(Reason.ANSWER_MISMATCH, "x".repeat(401)).detail()).hasSize(401).endsWith("x…");
    }

    @Test
    void everyReasonIsASentenceForPeople() {
        for (Reason reason : Reason.values()) {
            assertThat(reason.sentence()).matches("[a-z].*[^.]");
        }
        assertThat(new Cause(Reason.NO_EVIDENCE, "none").sentence()).isEqualTo(Reason.NO_EVIDENCE.sentence() + ": none");
        assertThat(Cause.of(Reason.NO_EVIDENCE).sentence()).isEqualTo(Reason.NO_EVIDENCE.sentence());
    }

    @Test
    void aVerifiedReceiptIsHandedOutOnlyWhereAllFourVerdictsPassed() {
        ForgedCase honest = new ReceiptForge("values").forge();
        VerifiedReceipt receipt = honest.verify().verified().orElseThrow();
        assertThat(receipt.leaf()).isEqualTo(honest.file().envelope().leaf());
        assertThat(receipt.md()).isEqualTo(954);
        assertThat(receipt.statement().parameters().seed()).isEqualTo(7);
        ReceiptForge unseen = new ReceiptForge("values");
        unseen.withAnswer = false;
        assertThat(unseen.forge().verify().verified()).isEmpty();
        // What is incomplete keeps its figure: nothing speaks against it.
        assertThat(unseen.forge().verify().md()).isEqualTo(954);
        ReceiptForge failed = new ReceiptForge("values");
        failed.requestShown = text -> text.replace("0.5", "0.25");
        assertThat(failed.forge().verify().verified()).isEmpty();
        assertThat(failed.forge().verify().md()).isZero();
    }
}
