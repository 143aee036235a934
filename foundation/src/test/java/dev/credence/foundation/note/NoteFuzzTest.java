package dev.credence.foundation.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.note.TlogProof.Extra;
import dev.credence.testkit.Seeded;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Texts put together from pieces of good ones: whatever a parser makes of them, it either reads and writes the same text
/// or throws `MalformedException`.
class NoteFuzzTest {
    private static final List<String> PIECES = List.of(
            "\n", "\n\n", " ", "\t", "+", "=", "A", "0", "-1", "10", "9223372036854775808", "— ", "old ", "index ", "extra ",
            "log ", "witness ", "group ", "quorum ", "any ", "all ", "none", "one", "#", "\u0000", "\r", "\u00a0", "é", "\ud800",
            "c2sp.org/tlog-proof@v1\n", NoteFixture.LOG_KEY.text(), NoteFixture.ONE_KEY.text(),
            NoteFixture.NOTE.signatures().getFirst().line(), NoteFixture.CHECKPOINT.text());

    /// Reads a text, and gives what it would be written as; empty where several spellings are one on purpose.
    private interface Parser {
        Optional<String> parse(String text) throws MalformedException;
    }

    @Test
    void notes() {
        fuzz(NoteFixture.NOTE.format(), text -> Optional.of(SignedNote.parse(text).format()));
    }

    @Test
    void checkpoints() {
        fuzz(NoteFixture.CHECKPOINT.text(), text -> Optional.of(Checkpoint.parse(text).text()));
    }

    @Test
    void proofs() {
        String good = TlogProof.of(3, NoteFixture.TREE.inclusion(3, 10), NoteFixture.NOTE).format();
        fuzz(good, text -> Optional.of(TlogProof.parse(text, Extra.ALLOWED).format()));
    }

    @Test
    void requestsForCosignatures() {
        String good = new AddCheckpoint(4, NoteFixture.TREE.consistency(4, 10), NoteFixture.NOTE).format();
        fuzz(good, text -> Optional.of(AddCheckpoint.parse(text).format()));
    }

    @Test
    void keys() {
        fuzz(NoteFixture.ONE_KEY.text(), text -> Optional.of(NoteKey.parse(text).text()));
    }

    @Test
    void policies() {
        fuzz(ProofDefects.BOTH, text -> {
            TlogPolicy policy = TlogPolicy.parse(text);
            assertThat(TlogPolicy.parse(policy.format())).isEqualTo(policy);
            return Optional.empty();
        });
    }

    private static void fuzz(String good, Parser parser) {
        Seeded.check(3_000, (random, _) -> {
            String text = mutated(good, random);
            try {
                parser.parse(text).ifPresent(written -> assertThat(written).isEqualTo(text));
            } catch (MalformedException refused) {
                assertThat(refused.getMessage()).contains("expected").doesNotContain("\n");
            }
        });
    }

    private static String mutated(String good, RandomGenerator random) {
        StringBuilder text = new StringBuilder(good);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + (random.nextBoolean() ? 0 : random.nextInt(40)));
            text.replace(from, to, random.nextInt(4) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
