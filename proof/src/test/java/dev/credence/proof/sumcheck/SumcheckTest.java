package dev.credence.proof.sumcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.laws.Elements;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.ProofMutations;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Sums of a·b·c and of a·b over public tables, which the verifier here evaluates itself.
class SumcheckTest {
    /// Tables of one sum, of one length; the summand is their product.
    private record Sum(List<ExtensionVector> tables) {
        static Sum random(RandomGenerator random, int factors, int variables) {
            List<ExtensionVector> tables = new ArrayList<>();
            for (int i = 0; i < factors; i++) {
                tables.add(Elements.vector(random, 1 << variables));
            }
            return new Sum(tables);
        }

        Extension total() {
            Extension sum = Extension.ZERO;
            for (int z = 0; z < tables.getFirst().length(); z++) {
                int cell = z;
                sum = sum.plus(product(tables.stream().map(table -> table.get(cell)).toList()));
            }
            return sum;
        }

        Extension at(Point point) {
            return product(tables.stream().map(table -> Multilinear.evaluate(table, point)).toList());
        }

        SumcheckPolynomial slow() {
            return new CompositePolynomial(tables.stream().map(ExtensionVector::copy).toList(), tables.size(), Sum::product);
        }

        SumcheckPolynomial fast() {
            return new ProductPolynomial(tables.get(0).copy(), tables.get(1).copy());
        }

        SumcheckStatement statement() {
            return new SumcheckStatement(Integer.numberOfTrailingZeros(tables.getFirst().length()), tables.size(), total());
        }

        void verify(SumcheckStatement statement, VerifierTranscript transcript) throws ProofException {
            SumcheckOutcome outcome = SumcheckVerifier.verify(statement, transcript);
            if (!at(outcome.point()).equals(outcome.claim())) {
                throw new ProofException(ProofFault.SUMCHECK_CLAIM, "a sum of products");
            }
            transcript.finish();
        }

        private static Extension product(List<Extension> values) {
            return values.stream().reduce(Extension.ONE, Extension::times);
        }
    }

    @Test
    void acceptsHonestProofsOfEverySize() {
        Seeded.check(24, (random, round) -> {
            Sum sum = Sum.random(random, 1 + round % 4, round / 4);
            ProverTranscript prover = new ProverTranscript();
            SumcheckOutcome proved = SumcheckProver.prove(sum.slow(), sum.total(), prover);
            SumcheckStatement statement = sum.statement();
            sum.verify(statement, new VerifierTranscript(prover.proof()));
            assertThat(SumcheckVerifier.verify(statement, new VerifierTranscript(prover.proof()))).isEqualTo(proved);
            assertThat(prover.proof().length()).isEqualTo(16 * statement.rounds() * statement.degree());
        });
    }

    @Test
    void fastProductsSendWhatSlowOnesSend() {
        Seeded.check(12, (random, variables) -> {
            Sum sum = Sum.random(random, 2, variables);
            ProverTranscript slow = new ProverTranscript();
            ProverTranscript fast = new ProverTranscript();
            CompositePolynomial slowSum = (CompositePolynomial) sum.slow();
            ProductPolynomial fastSum = (ProductPolynomial) sum.fast();
            SumcheckProver.prove(slowSum, sum.total(), slow);
            SumcheckProver.prove(fastSum, sum.total(), fast);
            assertThat(fast.proof()).isEqualTo(slow.proof());
            assertThat(List.of(fastSum.first(), fastSum.second())).isEqualTo(slowSum.bound());
        });
    }

    @Test
    void refusesEveryFalseClaim() {
        Seeded.check(50, (random, round) -> {
            Sum sum = Sum.random(random, 3, 1 + round % 5);
            Extension difference = Elements.edgyExtension(random);
            Extension claim = difference.isZero() ? sum.total().plus(Extension.ONE) : sum.total().plus(difference);
            ProverTranscript prover = new ProverTranscript();
            SumcheckProver.prove(sum.slow(), claim, prover);
            SumcheckStatement lie = new SumcheckStatement(sum.statement().rounds(), 3, claim);
            assertFault(ProofFault.SUMCHECK_CLAIM, () -> sum.verify(lie, new VerifierTranscript(prover.proof())));
        });
    }

    @Test
    void refusesARoundChangedAndTheRestProvedConsistently() {
        Seeded.check(50, (random, round) -> {
            Sum sum = Sum.random(random, 3, 5);
            int altered = round % 5;
            ProverTranscript prover = new ProverTranscript();
            SumcheckProver.prove(new Altered(sum.slow(), altered, round / 5 % 3), sum.total(), prover);
            assertFault(ProofFault.SUMCHECK_CLAIM, () -> sum.verify(sum.statement(), new VerifierTranscript(prover.proof())));
        });
    }

    @Test
    void refusesEveryChangeOfEveryElement() throws ProofException {
        Sum sum = Sum.random(Seeded.random(), 3, 4);
        Bytes honest = proof(sum);
        Bytes other = proof(Sum.random(Seeded.random(), 3, 4));
        ProofMutations hashed = ProofMutations.of(honest, transcript -> sum.verify(sum.statement(), transcript));
        hashed.refuseEveryChange(other, element -> true).refuseEveryOtherLength();
        ProofMutations frozen = ProofMutations.frozen(honest, transcript -> sum.verify(sum.statement(), transcript));
        frozen.refuseEveryChange(other, element -> true).refuseEveryOtherLength();
        assertThat(hashed.elements()).hasSize(12);
        assertThat(hashed.tried()).isEqualTo(frozen.tried()).isGreaterThan(12 * 128);
    }

    @Test
    void manySumsInOneRunEndAtTheLastCoordinates() {
        Seeded.check(20, (random, round) -> {
            List<Sum> sums = List.of(
                    Sum.random(random, 2, round % 6), Sum.random(random, 3, 4), Sum.random(random, 1, 0), Sum.random(random, 2, 1));
            SumcheckBatch batch = batch(sums, Elements.extension(random));
            ProverTranscript prover = new ProverTranscript();
            BatchPolynomial together = new BatchPolynomial(batch, sums.stream().map(Sum::slow).toList());
            assertThat(together.degree()).isEqualTo(3);
            SumcheckProver.prove(together, batch.combined().claim(), prover);
            verify(batch, sums, new VerifierTranscript(prover.proof()));
        });
    }

    @Test
    void aBatchIsTheSumOfItsTablesSpreadOverAllCells() {
        Seeded.check(10, (random, round) -> {
            Sum large = Sum.random(random, 2, 3);
            Sum small = Sum.random(random, 2, 1);
            SumcheckBatch batch = batch(List.of(large, small), Elements.extension(random));
            ProverTranscript quick = new ProverTranscript();
            SumcheckProver.prove(new BatchPolynomial(batch, List.of(large.slow(), small.slow())), batch.combined().claim(), quick);
            ExtensionVector a = new ExtensionVector(8);
            ExtensionVector b = new ExtensionVector(8);
            for (int z = 0; z < 8; z++) {
                a.set(z, small.tables().get(0).get(z & 1).times(Extension.of(4).inverse()));
                b.set(z, small.tables().get(1).get(z & 1));
            }
            CompositePolynomial spread = new CompositePolynomial(
                    List.of(large.tables().get(0).copy(), large.tables().get(1).copy(), a, b),
                    2,
                    v -> v.get(0).times(v.get(1)).plus(batch.mu().times(v.get(2)).times(v.get(3))));
            ProverTranscript slow = new ProverTranscript();
            SumcheckProver.prove(spread, batch.combined().claim(), slow);
            assertThat(quick.proof()).isEqualTo(slow.proof());
        });
    }

    @Test
    void refusesABatchWithOneFalseClaim() {
        Seeded.check(20, (random, round) -> {
            List<Sum> sums = List.of(Sum.random(random, 2, 2), Sum.random(random, 3, 4), Sum.random(random, 2, 0));
            List<SumcheckStatement> claims = new ArrayList<>(sums.stream().map(Sum::statement).toList());
            SumcheckStatement honest = claims.get(round % 3);
            claims.set(round % 3, new SumcheckStatement(honest.rounds(), honest.degree(), honest.claim().plus(Extension.ONE)));
            SumcheckBatch batch = new SumcheckBatch(claims, Elements.extension(random));
            ProverTranscript prover = new ProverTranscript();
            SumcheckProver.prove(new BatchPolynomial(batch, sums.stream().map(Sum::slow).toList()), batch.combined().claim(), prover);
            assertFault(ProofFault.SUMCHECK_CLAIM, () -> verify(batch, sums, new VerifierTranscript(prover.proof())));
        });
    }

    @Test
    void aSumOfProductsIsTheSumOfTheirRounds() {
        ExtensionVector a = ExtensionVector.ofBase(1, 2, 3, 4);
        ExtensionVector b = ExtensionVector.ofBase(5, 6, 7, 9);
        ProductPolynomial both = new ProductPolynomial(2,
                List.of(new ProductPolynomial.Pair(a.copy(), b.copy()), new ProductPolynomial.Pair(b.copy(), b.copy())));
        ExtensionVector sent = both.round(Extension.of(74 + 191));
        // At 0: 5 + 12 + 25 + 36. At 2: a and b go on to (5, 6) and (9, 12).
        assertThat(sent).isEqualTo(ExtensionVector.ofBase(78, 45 + 72 + 81 + 144));
        assertThatThrownBy(() -> new ProductPolynomial(1, List.of(new ProductPolynomial.Pair(a, b)))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesShapesThatDoNotFit() {
        assertThatThrownBy(() -> new SumcheckStatement(-1, 1, Extension.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new SumcheckStatement(62, 4, Extension.ZERO).rounds()).isEqualTo(62);
        SumcheckBatch one = new SumcheckBatch(List.of(new SumcheckStatement(1, 1, Extension.ZERO)), Extension.ONE);
        assertThatThrownBy(() -> one.expected(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.expected(List.of(Extension.ONE, Extension.ONE))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BatchPolynomial(one, List.of())).isInstanceOf(IllegalArgumentException.class);
        ProductPolynomial larger = new ProductPolynomial(new ExtensionVector(4), new ExtensionVector(4));
        assertThatThrownBy(() -> new BatchPolynomial(one, List.of(larger))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SumcheckStatement(63, 1, Extension.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SumcheckStatement(1, 0, Extension.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SumcheckStatement(1, 5, Extension.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SumcheckBatch(List.of(), Extension.ONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProductPolynomial(new ExtensionVector(3), new ExtensionVector(3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProductPolynomial(new ExtensionVector(2), new ExtensionVector(4)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProductPolynomial(new ExtensionVector(2), new ExtensionVector(2)).first())
                .isInstanceOf(IllegalStateException.class);
    }

    /// A prover that changes one value of one round and goes on from the claim that this leads to.
    private record Altered(SumcheckPolynomial honest, int[] left, int which) implements SumcheckPolynomial {
        Altered(SumcheckPolynomial honest, int round, int which) {
            this(honest, new int[] {round}, which);
        }

        @Override
        public int variables() {
            return honest.variables();
        }

        @Override
        public int degree() {
            return honest.degree();
        }

        @Override
        public ExtensionVector round(Extension claim) {
            ExtensionVector sent = honest.round(claim);
            if (left[0]-- == 0) {
                sent.set(which, sent.get(which).plus(Extension.ONE));
            }
            return sent;
        }

        @Override
        public void bind(Extension r) {
            honest.bind(r);
        }
    }

    private static SumcheckBatch batch(List<Sum> sums, Extension mu) {
        return new SumcheckBatch(sums.stream().map(Sum::statement).toList(), mu);
    }

    private static void verify(SumcheckBatch batch, List<Sum> sums, VerifierTranscript transcript) throws ProofException {
        SumcheckOutcome outcome = SumcheckVerifier.verify(batch.combined(), transcript);
        List<Extension> values = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            values.add(sums.get(i).at(batch.pointOf(i, outcome.point())));
        }
        if (!batch.expected(values).equals(outcome.claim())) {
            throw new ProofException(ProofFault.SUMCHECK_CLAIM, "a batch");
        }
        transcript.finish();
    }

    private static Bytes proof(Sum sum) {
        ProverTranscript prover = new ProverTranscript();
        SumcheckProver.prove(sum.slow(), sum.total(), prover);
        return prover.proof();
    }

    private interface Check {
        void run() throws ProofException;
    }

    private static void assertFault(ProofFault fault, Check check) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(ProofException.class, refused -> assertThat(refused.fault()).isEqualTo(fault));
    }
}
