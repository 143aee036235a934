package dev.credence.foundation.note;

import static dev.credence.foundation.note.NoteFixture.CHECKPOINT;
import static dev.credence.foundation.note.NoteFixture.LOG;
import static dev.credence.foundation.note.NoteFixture.LOG_KEY;
import static dev.credence.foundation.note.NoteFixture.NOTE;
import static dev.credence.foundation.note.NoteFixture.ONE;
import static dev.credence.foundation.note.NoteFixture.ONE_KEY;
import static dev.credence.foundation.note.NoteFixture.TIME;
import static dev.credence.foundation.note.NoteFixture.TWO_KEY;
import static dev.credence.foundation.note.NoteFixture.policyHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.note.CosignatureVerdict.Counted;
import dev.credence.foundation.signature.SecretKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    @Test
    void thresholdOfCosignersIsWhatItsTextSays() throws MalformedException {
        TlogPolicy policy = TlogPolicy.threshold(LOG_KEY, List.of(ONE_KEY, TWO_KEY), 2);
        assertThat(TlogPolicy.parse(policy.format())).isEqualTo(policy);
        assertThat(policy.isQuorum(Set.of("one.example", "two.example"))).isTrue();
        assertThat(policy.isQuorum(Set.of("one.example"))).isFalse();
        assertThat(TlogPolicy.threshold(LOG_KEY, List.of(), 0).isQuorum(Set.of())).isTrue();
    }

    @Test
    void quorumCountsCosignersOfThePolicyOnly() throws MalformedException {
        TlogPolicy policy = TlogPolicy.parse(policyHead() + "group any-of-them any one two\nquorum any-of-them\n");
        assertThat(policy.isQuorum(Set.of("any-of-them"))).isFalse();
        assertThat(policy.isQuorum(Set.of("stranger"))).isFalse();
        assertThat(policy.isQuorum(Set.of("two"))).isTrue();
    }

    @Test
    void builtPolicyIsHeldToTheRulesOfAReadOne() {
        NoteKey twin = new NoteKey("twin.example", KeyKind.COSIGNER, ONE_KEY.key());
        assertThatThrownBy(() -> TlogPolicy.threshold(LOG_KEY, List.of(ONE_KEY, twin), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("again");
        assertThatThrownBy(() -> TlogPolicy.threshold(ONE_KEY, List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlogPolicy.threshold(LOG_KEY, List.of(ONE_KEY), 2)).isInstanceOf(IllegalArgumentException.class);
        List<TlogPolicy.Log> logs = List.of(new TlogPolicy.Log(LOG_KEY, Optional.empty()));
        assertThatThrownBy(() -> new TlogPolicy(logs, List.of(), List.of(), "nobody")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TlogPolicy(List.of(), List.of(), List.of(), "none")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherLogsSignatureDoesNotCountWhereUnknownKeysAreIgnored() throws MalformedException {
        SecretKey secret = NoteFixture.secret("second");
        NoteKey second = new NoteKey("example.org/second", KeyKind.LOG, secret.publicKey());
        Bytes signature = secret.sign(Bytes.ofUtf8(CHECKPOINT.text()));
        SignedNote note = new SignedNote(
                CHECKPOINT.text(), List.of(new NoteSignature(second.name(), second.id(), signature)));
        TlogPolicy policy = TlogPolicy.parse(policyHead() + "log " + second.text() + "\nquorum none\n");
        CosignatureVerdict verdict = policy.evaluate(note, UnknownKeys.IGNORED);
        assertThat(verdict.logs()).isEmpty();
        assertThat(verdict.problems())
                .extracting(CosignatureVerdict.Problem::reason)
                .containsExactly(CosignatureVerdict.Reason.LOG_SIGNATURE_MISSING);
        // The very key counts for a checkpoint of its own.
        SignedNote own = new Checkpoint(second.name(), 10, CHECKPOINT.root()).sign(secret);
        assertThat(policy.evaluate(own, UnknownKeys.IGNORED).isAccepted()).isTrue();
    }
}
