package dev.credence.foundation.note;

import static dev.credence.foundation.note.NoteFixture.CHECKPOINT;
import static dev.credence.foundation.note.NoteFixture.LOG;
import static dev.credence.foundation.note.NoteFixture.NOTE;
import static dev.credence.foundation.note.NoteFixture.ONE;
import static dev.credence.foundation.note.NoteFixture.ONE_KEY;
import static dev.credence.foundation.note.NoteFixture.TIME;
import static dev.credence.foundation.note.NoteFixture.TWO_KEY;
import static dev.credence.foundation.note.NoteFixture.policyHead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.note.CosignatureVerdict.Counted;
import org.junit.jupiter.api.Test;

class TlogPolicyTest {
    @Test
    void acceptsCheckpointWithQuorumAndNamesWhoCounted() throws MalformedException {
        TlogPolicy policy = TlogPolicy.parse(policyHead() + "group both all one two\nquorum both\n");
        CosignatureVerdict verdict = policy.evaluate(NOTE, UnknownKeys.REFUSED);
        assertThat(verdict.isAccepted()).isTrue();
        assertThat(verdict.checkpoint()).contains(CHECKPOINT);
        assertThat(verdict.logs()).containsExactly(NoteFixture.LOG_KEY);
        assertThat(verdict.cosigners())
                .containsExactly(new Counted("one", ONE_KEY, TIME), new Counted("two", TWO_KEY, TIME + 1));
    }

    @Test
    void missesQuorumWithOneOfTwo() throws MalformedException {
        TlogPolicy policy = TlogPolicy.parse(policyHead() + "group both all one two\nquorum both\n");
        SignedNote note = CHECKPOINT.sign(LOG).with(Cosignature.sign("one.example", ONE, TIME, CHECKPOINT));
        CosignatureVerdict verdict = policy.evaluate(note, UnknownKeys.REFUSED);
        assertThat(verdict.problems())
                .extracting(CosignatureVerdict.Problem::reason)
                .containsExactly(CosignatureVerdict.Reason.QUORUM_MISSING);
    }
}
