package dev.credence.proof.gkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.laws.Elements;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.CompositePolynomial;
import dev.credence.proof.sumcheck.SumcheckProver;
import dev.credence.proof.transcript.ChallengeTape;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.ProofMutations;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FractionalTest {
    private record Leaves(ExtensionVector numerators, ExtensionVector denominators) {
        static Leaves random(RandomGenerator random, int variables) {
            return new Leaves(Elements.vector(random, 1 << variables), Elements.vector(random, 1 << variables));
        }

        int variables() {
            return Integer.numberOfTrailingZeros(numerators.length());
        }

        Leaves copy() {
            return new Leaves(numerators.copy(), denominators.copy());
        }

        Bytes proof() {
            ProverTranscript prover = new ProverTranscript();
            prove(prover);
            return prover.proof();
        }

        FractionalOutcome prove(ProverTranscript transcript) {
            Leaves used = copy();
            return FractionalProver.prove(used.numerators, used.denominators, transcript);
        }

        FractionalOutcome verify(VerifierTranscript transcript) throws ProofException {
            FractionalOutcome outcome = FractionalVerifier.verify(variables(), transcript);
            Fraction leaf = new Fraction(
                    Multilinear.evaluate(numerators, outcome.point()), Multilinear.evaluate(denominators, outcome.point()));
            if (!leaf.equals(outcome.leaf())) {
                throw new ProofException(ProofFault.SUMCHECK_CLAIM, "the leaves");
            }
            transcript.finish();
            return outcome;
        }
    }

    @Test
    void acceptsHonestProofsOfEverySize() {
        Seeded.check(11, (random, variables) -> {
            Leaves leaves = Leaves.random(random, variables);
            ProverTranscript prover = new ProverTranscript();
            FractionalOutcome proved = leaves.prove(prover);
            FractionalOutcome verified = leaves.verify(new VerifierTranscript(prover.proof()));
            assertThat(verified).isEqualTo(proved);
            Fraction sum = sumOfAll(leaves);
            assertThat(verified.root().numerator().times(sum.denominator()))
                    .isEqualTo(sum.numerator().times(verified.root().denominator()));
            assertThat(verified.root().denominator()).isEqualTo(sum.denominator());
        });
    }

    @Test
    void theFastLayersSendWhatTheSlowOnesSend() {
        Seeded.check(9, (random, variables) -> {
            Leaves leaves = Leaves.random(random, variables);
            ProverTranscript slow = new ProverTranscript();
            slowly(leaves, slow, new Lie(-1, -1));
            assertThat(leaves.proof()).isEqualTo(slow.proof());
        });
    }

    @Test
    void threadsSendWhatOneSends() {
        Leaves leaves = Leaves.random(Seeded.random(), 14);
        ProverTranscript shared = new ProverTranscript();
        Leaves used = leaves.copy();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            FractionalProver.prove(used.numerators(), used.denominators(), shared, new Workers(threads, 3));
        }
        assertThat(shared.proof()).isEqualTo(leaves.proof());
    }

    @Test
    void challengesAtWhichTheClaimSaysNothingOfOneAreProvedToo() throws ProofException {
        Seeded.check(20, (random, round) -> {
            Leaves leaves = Leaves.random(random, 4);
            List<Extension> challenges = new ArrayList<>(Collections.nCopies(30, round % 2 == 0 ? Extension.ZERO : Extension.ONE));
            for (int i = 0; i < round; i++) {
                challenges.set(random.nextInt(30), Elements.edgyExtension(random));
            }
            ChallengeTape tape = ChallengeTape.of(challenges);
            ProverTranscript prover = tape.proving();
            leaves.prove(prover);
            leaves.verify(tape.replaying(prover.proof()));
        });
    }

    @Test
    void refusesARootThatIsNotTheSum() {
        Seeded.check(20, (random, round) -> {
            Leaves leaves = Leaves.random(random, round % 5);
            ProverTranscript prover = new ProverTranscript();
            slowly(leaves, prover, new Lie(-1, round % 2));
            assertFault(() -> leaves.verify(new VerifierTranscript(prover.proof())));
        });
    }

    @Test
    void refusesValuesOfALayerThatAreChangedAndTheRestProvedConsistently() {
        Seeded.check(40, (random, round) -> {
            Leaves leaves = Leaves.random(random, 4);
            ProverTranscript prover = new ProverTranscript();
            slowly(leaves, prover, new Lie(round % 4, round / 4 % 4));
            assertFault(() -> leaves.verify(new VerifierTranscript(prover.proof())));
        });
    }

    @Test
    void refusesTheProofOfOtherLeaves() {
        Leaves leaves = Leaves.random(Seeded.random(), 5);
        for (int cell = 0; cell < 32; cell++) {
            Leaves other = leaves.copy();
            (cell % 2 == 0 ? other.numerators() : other.denominators()).set(cell, new Extension(cell, 1));
            assertFault(() -> leaves.verify(new VerifierTranscript(other.proof())));
        }
    }

    @Test
    void refusesEveryChangeOfEveryElement() throws ProofException {
        Leaves leaves = Leaves.random(Seeded.random(), 3);
        RandomGenerator random = Seeded.random();
        random.nextLong();
        Bytes other = Leaves.random(random, 3).proof();
        ProofMutations hashed = ProofMutations.of(leaves.proof(), leaves::verify);
        hashed.refuseEveryChange(other, element -> true).refuseEveryOtherLength();
        ProofMutations frozen = ProofMutations.frozen(leaves.proof(), leaves::verify);
        frozen.refuseEveryChange(other, element -> true).refuseEveryOtherLength();
        assertThat(hashed.elements()).hasSize(2 + 3 * 4 + 3 * (1 + 2));
        assertThat(frozen.tried()).isEqualTo(hashed.tried());
    }

    @Test
    void aPoleMakesTheRootsDenominatorZero() throws ProofException {
        Leaves leaves = Leaves.random(Seeded.random(), 3);
        leaves.denominators().set(5, Extension.ZERO);
        assertThat(leaves.verify(new VerifierTranscript(leaves.proof())).root().denominator()).isEqualTo(Extension.ZERO);
    }

    /// What the honest prover's messages are changed by: value `which` of layer `layer`; layer −1 stands for the root.
    private record Lie(int layer, int which) {
        boolean at(int someLayer) {
            return layer == someLayer && which >= 0;
        }
    }

    /// The prover as the specification has it, with the slow sumcheck; after a lie it goes on from what it said.
    private static void slowly(Leaves leaves, ProverTranscript transcript, Lie lie) {
        FractionTree tree = FractionTree.over(leaves.numerators(), leaves.denominators(), new FractionKernels(Workers.ALONE));
        Fraction node = tree.root();
        if (lie.at(-1)) {
            node = lie.which() == 0
                    ? new Fraction(node.numerator().plus(Extension.ONE), node.denominator())
                    : new Fraction(node.numerator(), node.denominator().plus(Extension.ONE));
        }
        transcript.send("sum-root", node.numerator(), node.denominator());
        Point point = Point.EMPTY;
        for (int layer = 0; layer < leaves.variables(); layer++) {
            FractionLayer below = tree.release(layer + 1);
            int half = below.size() / 2;
            Extension lambda = transcript.challenge("sum-lambda");
            CompositePolynomial summand = new CompositePolynomial(
                    List.of(
                            Eq.table(point),
                            below.numerators().slice(0, half),
                            below.numerators().slice(half, 2 * half),
                            below.denominators().slice(0, half),
                            below.denominators().slice(half, 2 * half)),
                    3,
                    v -> v.get(0).times(v.get(1).times(v.get(4))
                            .plus(v.get(2).times(v.get(3)))
                            .plus(lambda.times(v.get(3)).times(v.get(4)))));
            Extension claim = node.numerator().plus(lambda.times(node.denominator()));
            Point sumcheckPoint = SumcheckProver.prove(summand, claim, transcript).point();
            Extension[] values = summand.bound().subList(1, 5).toArray(Extension[]::new);
            if (lie.at(layer)) {
                values[lie.which()] = values[lie.which()].plus(Extension.ONE);
            }
            transcript.send("sum-values", values);
            Extension r = transcript.challenge("sum-halves");
            node = new Fraction(
                    values[0].plus(r.times(values[1].minus(values[0]))), values[2].plus(r.times(values[3].minus(values[2]))));
            point = Point.of(r).then(sumcheckPoint);
        }
    }

    private static Fraction sumOfAll(Leaves leaves) {
        Fraction sum = Fraction.ZERO;
        for (int z = 0; z < leaves.numerators().length(); z++) {
            sum = sum.plus(new Fraction(leaves.numerators().get(z), leaves.denominators().get(z)));
        }
        return sum;
    }

    private interface Check {
        void run() throws ProofException;
    }

    private static void assertFault(Check check) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(ProofException.class, refused -> assertThat(refused.fault()).isEqualTo(ProofFault.SUMCHECK_CLAIM));
    }
}
