package dev.credence.proof.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// A small protocol that uses every operation once; `Drawn` is all that depends on the history.
class TranscriptTest {
    private static final Digest ROOT = Sha256.of(Bytes.ofUtf8("root"));

    private record Drawn(Extension first, List<Integer> indices, Extension last) {}

    @Test
    void bothSidesDrawTheSame() throws ProofException {
        ProverTranscript prover = new ProverTranscript();
        Drawn drawn = prove(prover, "statement");
        assertThat(verify(new VerifierTranscript(prover.proof()), "statement")).isEqualTo(drawn);
        assertThat(prover.proof().length()).isEqualTo(3 * 16 + 2 * 8 + 3 * 32 + 8);
    }

    @Test
    void whatIsReceivedIsWhatWasSent() throws ProofException {
        ProverTranscript prover = new ProverTranscript();
        prover.send("one", new Extension(3, 4));
        prover.sendDigest("root", ROOT);
        VerifierTranscript verifier = new VerifierTranscript(prover.proof());
        assertThat(verifier.receive("one")).isEqualTo(new Extension(3, 4));
        assertThat(verifier.receiveDigest("root")).isEqualTo(ROOT);
        assertThat(verifier.receive("none", 0).length()).isZero();
        assertThatThrownBy(() -> verifier.receive("fewer", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyByteOfTheProofChangesWhatIsDrawnAfterIt() {
        ProverTranscript prover = new ProverTranscript();
        Drawn drawn = prove(prover, "statement");
        byte[] proof = prover.proof().toArray();
        for (int at = 0; at < proof.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                proof[at] ^= (byte) (1 << bit);
                try {
                    Drawn other = verify(new VerifierTranscript(Bytes.of(proof)), "statement");
                    assertThat(other.last()).as("byte %d bit %d", at, bit).isNotEqualTo(drawn.last());
                } catch (ProofException refused) {
                    assertThat(refused.fault()).isIn(ProofFault.GRINDING, ProofFault.NOT_CANONICAL);
                }
                proof[at] ^= (byte) (1 << bit);
            }
        }
    }

    @Test
    void publicDataChangesEveryChallenge() {
        Drawn one = prove(new ProverTranscript(), "statement");
        Drawn other = prove(new ProverTranscript(), "statemenu");
        assertThat(other.first()).isNotEqualTo(one.first());
        assertThat(other.indices()).isNotEqualTo(one.indices());
        assertThat(other.last()).isNotEqualTo(one.last());
    }

    @Test
    void labelKindAndGroupingAreAbsorbed() {
        List<Extension> drawn = new ArrayList<>();
        drawn.add(after(t -> t.send("ab", Extension.ONE)));
        drawn.add(after(t -> t.send("a", Extension.ONE)));
        drawn.add(after(t -> t.sendBase("ab", 1, 0)));
        drawn.add(after(t -> t.absorb("ab", Bytes.wrap(Elements.encode(Extension.ONE)))));
        drawn.add(after(t -> t.send("ab", Extension.ONE, Extension.ONE)));
        drawn.add(after(t -> {
            t.send("ab", Extension.ONE);
            t.send("ab", Extension.ONE);
        }));
        drawn.add(after(t -> t.send("ab")));
        drawn.add(after(t -> {}));
        drawn.add(after(t -> t.indices("ab", 1, 1)));
        drawn.add(after(t -> t.indices("ab", 2, 1)));
        drawn.add(after(t -> t.indices("ab", 1, 2)));
        drawn.add(after(t -> t.challenge("ab")));
        drawn.add(after(t -> t.grind("ab", 0)));
        assertThat(drawn).doesNotHaveDuplicates();
    }

    @Test
    void refusesEveryTruncation() {
        ProverTranscript prover = new ProverTranscript();
        prove(prover, "statement");
        for (int length = 0; length < prover.proof().length(); length++) {
            Bytes cut = prover.proof().slice(0, length);
            assertThatThrownBy(() -> verify(new VerifierTranscript(cut), "statement"))
                    .isInstanceOfSatisfying(ProofException.class, refused -> assertThat(refused.fault()).isEqualTo(ProofFault.TRUNCATED));
        }
    }

    @Test
    void refusesATrailingByte() {
        ProverTranscript prover = new ProverTranscript();
        prove(prover, "statement");
        Bytes longer = Bytes.concat(prover.proof(), Bytes.of(new byte[1]));
        assertThatThrownBy(() -> verify(new VerifierTranscript(longer), "statement"))
                .isInstanceOfSatisfying(ProofException.class, refused -> assertThat(refused.fault()).isEqualTo(ProofFault.TRAILING));
    }

    @Test
    void refusesLimbsAtAndAboveTheModulus() {
        for (long limb : new long[] {Goldilocks.MODULUS, Goldilocks.MODULUS + 1, -1}) {
            Bytes word = Bytes.wrap(Elements.encodeWord(limb));
            Bytes zero = Bytes.of(new byte[8]);
            assertNotCanonical(t -> t.receiveBase("x", 1), word);
            assertNotCanonical(t -> t.receive("x"), Bytes.concat(word, zero));
            assertNotCanonical(t -> t.receive("x"), Bytes.concat(zero, word));
            assertNotCanonical(t -> t.receive("x", 2), Bytes.concat(zero, zero, zero, word));
        }
    }

    @Test
    void refusesToSendLimbsThatAreNotCanonical() {
        long p = Goldilocks.MODULUS;
        ExtensionVector c1 = ExtensionVector.wrap(new long[1], new long[] {p});
        assertThatThrownBy(() -> new ProverTranscript().sendBase("x", p)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProverTranscript().send("x", c1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void workIsFoundAtTheSmallestNonceAndDemanded() throws ProofException {
        ProverTranscript prover = new ProverTranscript();
        prover.grind("work", 9);
        long nonce = Elements.word(prover.proof().toArray(), 0);
        new VerifierTranscript(prover.proof()).grind("work", 9);
        for (long smaller = 0; smaller < nonce; smaller++) {
            Bytes other = Bytes.wrap(Elements.encodeWord(smaller));
            assertThatThrownBy(() -> new VerifierTranscript(other).grind("work", 9))
                    .isInstanceOfSatisfying(ProofException.class, refused -> assertThat(refused.fault()).isEqualTo(ProofFault.GRINDING));
        }
        Bytes none = Bytes.of(new byte[8]);
        assertThatThrownBy(() -> new VerifierTranscript(none).grind("work", 40)).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> prover.grind("work", 41)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> prover.grind("work", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void threadsFindTheSameNonce() throws ProofException {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int salt = 0; salt < 20; salt++) {
                ProverTranscript alone = new ProverTranscript();
                ProverTranscript shared = new ProverTranscript();
                alone.sendBase("salt", salt);
                shared.sendBase("salt", salt);
                alone.grind("work", 11);
                shared.grind("work", 11, new Workers(threads, 3));
                assertThat(shared.proof()).isEqualTo(alone.proof());
                VerifierTranscript verifier = new VerifierTranscript(shared.proof());
                verifier.receiveBase("salt", 1);
                verifier.grind("work", 11);
            }
        }
    }

    @Test
    void indicesFillTheirRangeAndMayRepeat() {
        int[] drawn = new ProverTranscript().indices("q", 2000, 3);
        assertThat(drawn).hasSize(2000).contains(0, 1, 2, 3, 4, 5, 6, 7);
        for (int index : drawn) {
            assertThat(index).isBetween(0, 7);
        }
        assertThat(new ProverTranscript().indices("q", 3, 0)).containsExactly(0, 0, 0);
        assertThat(new ProverTranscript().indices("q", 1, 31)[0]).isNotNegative();
        assertThatThrownBy(() -> new ProverTranscript().indices("q", 1, 32)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new ProverTranscript().indices("q", 0, 3)).isEmpty();
        assertThatThrownBy(() -> new ProverTranscript().indices("q", 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProverTranscript().indices("q", -1, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWordThatIsNotCanonicalIsPassedOver() {
        long[] words = {-1, 5, Goldilocks.MODULUS, Goldilocks.MODULUS + 1, Goldilocks.MODULUS - 1, 9};
        int[] next = {0};
        assertThat(HashChain.sample(() -> words[next[0]++])).isEqualTo(new Extension(5, Goldilocks.MODULUS - 1));
        assertThat(next[0]).isEqualTo(5);
    }

    @Test
    void refusesLabelsThatDoNotFit() {
        assertThat(new ProverTranscript().challenge("x".repeat(255))).isNotNull();
        assertThatThrownBy(() -> new ProverTranscript().challenge("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProverTranscript().challenge("x".repeat(256))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProverTranscript().challenge("é")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theListenerHearsEveryElement() throws ProofException {
        ProverTranscript prover = new ProverTranscript();
        prove(prover, "statement");
        List<String> heard = new ArrayList<>();
        verify(new VerifierTranscript(prover.proof(), (label, kind, offset) -> heard.add(label + " " + kind + " " + offset)), "statement");
        assertThat(heard).containsExactly(
                "root DIGEST 0", "claim EXTENSION 32", "row EXTENSION 48", "row EXTENSION 64", "base BASE 80", "base BASE 88",
                "work NONCE 96", "path DIGEST 104", "path DIGEST 136");
    }

    private static Drawn prove(ProverTranscript transcript, String statement) {
        transcript.absorb("statement", Bytes.ofUtf8(statement));
        transcript.sendDigest("root", ROOT);
        Extension first = transcript.challenge("first");
        transcript.send("claim", first.square());
        transcript.send("row", ExtensionVector.of(first, Extension.ONE));
        transcript.sendBase("base", 7, Goldilocks.MODULUS - 1);
        transcript.grind("work", 4);
        int[] indices = transcript.indices("indices", 20, 12);
        transcript.sendDigests("path", List.of(ROOT, ROOT));
        return drawn(first, indices, transcript.challenge("last"));
    }

    private static Drawn verify(VerifierTranscript transcript, String statement) throws ProofException {
        transcript.absorb("statement", Bytes.ofUtf8(statement));
        transcript.receiveDigest("root");
        Extension first = transcript.challenge("first");
        transcript.receive("claim");
        transcript.receive("row", 2);
        transcript.receiveBase("base", 2);
        transcript.grind("work", 4);
        int[] indices = transcript.indices("indices", 20, 12);
        transcript.receiveDigests("path", 2);
        Drawn drawn = drawn(first, indices, transcript.challenge("last"));
        transcript.finish();
        return drawn;
    }

    private static Drawn drawn(Extension first, int[] indices, Extension last) {
        List<Integer> list = new ArrayList<>();
        for (int index : indices) {
            list.add(index);
        }
        return new Drawn(first, list, last);
    }

    private interface Step {
        void run(ProverTranscript transcript);
    }

    private static Extension after(Step step) {
        ProverTranscript transcript = new ProverTranscript();
        step.run(transcript);
        return transcript.challenge("after");
    }

    private interface Read {
        void run(VerifierTranscript transcript) throws ProofException;
    }

    private static void assertNotCanonical(Read read, Bytes proof) {
        assertThatThrownBy(() -> read.run(new VerifierTranscript(proof)))
                .isInstanceOfSatisfying(ProofException.class, refused -> assertThat(refused.fault()).isEqualTo(ProofFault.NOT_CANONICAL));
    }
}
