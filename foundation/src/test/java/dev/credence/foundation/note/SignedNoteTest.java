package dev.credence.foundation.note;

import static dev.credence.foundation.note.NoteFixture.CHECKPOINT;
import static dev.credence.foundation.note.NoteFixture.LOG;
import static dev.credence.foundation.note.NoteFixture.NOTE;
import static dev.credence.foundation.note.NoteFixture.ONE;
import static dev.credence.foundation.note.NoteFixture.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    @Test
    void isReadAsItWasWritten() throws MalformedException {
        assertThat(SignedNote.decode(NOTE.encode())).isEqualTo(NOTE);
        assertThat(SignedNote.parse(NOTE.format())).isEqualTo(NOTE);
        assertThat(Checkpoint.parse(NOTE.text())).isEqualTo(CHECKPOINT);
    }

    @Test
    void dividesAtTheLastEmptyLine() throws MalformedException {
        String text = "one\n\ntwo\n";
        SignedNote note = new SignedNote(text, CHECKPOINT.sign(LOG).signatures());
        assertThat(SignedNote.parse(note.format()).text()).isEqualTo(text);
    }

    @Test
    void keepsOneSignatureOfAKey() {
        NoteSignature later = Cosignature.sign("one.example", ONE, TIME + 60, CHECKPOINT);
        SignedNote note = NOTE.with(later);
        assertThat(note.signatures()).hasSize(3).contains(later).doesNotContain(NOTE.signatures().get(1));
        assertThatThrownBy(() -> new SignedNote(NOTE.text(), List.of(later, later)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMoreSignaturesThanItsLimit() throws MalformedException {
        List<NoteSignature> many = new ArrayList<>();
        for (int i = 0; i < SignedNote.SIGNATURES_MAX; i++) {
            many.add(new NoteSignature("n" + i, Bytes.of(new byte[4]), Bytes.of(new byte[1])));
        }
        SignedNote full = new SignedNote("text\n", many);
        assertThat(SignedNote.parse(full.format())).isEqualTo(full);
        String over = full.format() + new NoteSignature("more", Bytes.of(new byte[4]), Bytes.of(new byte[1])).line() + "\n";
        assertThatThrownBy(() -> SignedNote.parse(over)).isInstanceOf(MalformedException.class).hasMessageContaining("64");
    }

    @Test
    void refusesMoreBytesThanItsLimitBeforeReadingThem() {
        assertThatThrownBy(() -> SignedNote.decode(Bytes.of(new byte[SignedNote.NOTE_BYTES_MAX + 1])))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void refusesWhatIsNotUnicode() {
        byte[] bytes = NOTE.encode().toArray();
        bytes[3] = (byte) 0xff;
        assertThatThrownBy(() -> SignedNote.decode(Bytes.of(bytes))).isInstanceOf(MalformedException.class);
        // A lone surrogate would be signed as a question mark.
        String text = NOTE.format().replace(CHECKPOINT.origin() + "\n10", "?\n10");
        assertThatThrownBy(() -> SignedNote.parse(text.replace("?\n10", "\ud800\n10")))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("Unicode");
    }

    @Test
    void refusesNamesThatCouldBeReadTwoWays() {
        for (String name : List.of("", "a b", "a+b", "a\tb", "a\u00a0b", "a\u2003b", "a\u3000b", "a\u0085b", "a\u2028b", "a".repeat(256))) {
            assertThatThrownBy(() -> new NoteKey(name, KeyKind.LOG, LOG.publicKey()))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void oneKeyUnderTwoKindsHasTwoIds() {
        NoteKey log = new NoteKey("same.example", KeyKind.LOG, ONE.publicKey());
        NoteKey cosigner = new NoteKey("same.example", KeyKind.COSIGNER, ONE.publicKey());
        assertThat(log.id()).isNotEqualTo(cosigner.id());
    }

    @Test
    void logSignatureIsNoCosignatureAndTheOtherWayRound() {
        NoteKey log = new NoteKey("one.example", KeyKind.LOG, ONE.publicKey());
        NoteSignature cosigned = NOTE.signatures().get(1);
        NoteSignature relabelled = new NoteSignature("one.example", log.id(), cosigned.bytes().slice(8, 72));
        assertThat(NoteFixture.ONE_KEY.verify(NOTE.text(), cosigned)).isTrue();
        assertThat(log.verify(NOTE.text(), relabelled)).isFalse();
    }
}
