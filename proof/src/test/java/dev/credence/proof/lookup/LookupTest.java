package dev.credence.proof.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.gkr.Fraction;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalProver;
import dev.credence.proof.laws.Elements;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A column of values, looked up in one table; here everything is public, so that the verifier evaluates the leaves itself.
class LookupTest {
    private static final LookupTable BYTES = new LookupTable(1, 0, 255);
    private static final LookupTable SIGNED = new LookupTable(2, -128, 127);
    private static final int VARIABLES = 10;

    private record Column(LookupTable table, long[] values, long[] multiplicities, Extension alpha, Extension beta) {
        static Column honest(RandomGenerator random, LookupTable table) {
            long[] values = random.longs(700, table.lowest(), table.highest() + 1L).toArray();
            return new Column(
                    table, values, table.multiplicities(values), Elements.extension(random), Elements.extension(random));
        }

        Column with(int cell, long value) {
            long[] changed = values.clone();
            changed[cell] = value;
            return new Column(table, changed, multiplicities, alpha, beta);
        }

        List<Fraction> leaves() {
            List<Fraction> leaves = new ArrayList<>();
            for (long value : values) {
                leaves.add(new Fraction(Extension.ONE, table.denominator(alpha, beta, value)));
            }
            for (int row = 0; row < table.rows(); row++) {
                leaves.add(new Fraction(
                        Extension.of(multiplicities[row]).negate(), table.denominator(alpha, beta, table.lowest() + row)));
            }
            while (leaves.size() < 1 << VARIABLES) {
                leaves.add(Fraction.ZERO);
            }
            return leaves;
        }
    }

    @Test
    void acceptsValuesOfTheTable() throws ProofException {
        Seeded.check(4, (random, round) -> verify(Column.honest(random, round % 2 == 0 ? BYTES : SIGNED).leaves()));
    }

    @Test
    void refusesAValueOutsideWhateverTheMultiplicities() {
        Seeded.check(30, (random, round) -> {
            Column honest = Column.honest(random, round % 2 == 0 ? BYTES : SIGNED);
            long outside = new long[] {-1000, 256, 300, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE}[round % 6];
            int cell = random.nextInt(700);
            Column lie = honest.with(cell, outside);
            // Leaving the row it replaces as often as before, taking one off, or a multiplicity near the characteristic.
            int row = (int) (honest.values()[cell] - honest.table().lowest());
            lie.multiplicities()[row] = switch (round % 3) {
                case 0 -> lie.multiplicities()[row];
                case 1 -> Goldilocks.sub(lie.multiplicities()[row], 1);
                default -> Goldilocks.MODULUS - 1;
            };
            assertFault(ProofFault.LOOKUP_SUM, lie.leaves());
        });
    }

    @Test
    void refusesMultiplicitiesThatDoNotCount() {
        Column honest = Column.honest(Seeded.random(), BYTES);
        for (int row = 0; row < 256; row += 17) {
            long[] forged = honest.multiplicities().clone();
            forged[row]++;
            assertFault(ProofFault.LOOKUP_SUM, new Column(BYTES, honest.values(), forged, honest.alpha(), honest.beta()).leaves());
        }
    }

    @Test
    void refusesAPoleEvenWhereTheNumeratorVanishes() {
        List<Fraction> leaves = new ArrayList<>(Column.honest(Seeded.random(), BYTES).leaves());
        leaves.set(0, new Fraction(Extension.ONE, Extension.ZERO));
        assertFault(ProofFault.LOOKUP_POLE, leaves);
        // Two poles: every numerator below the root is a multiple of a zero denominator, so that anything "sums to zero".
        leaves.set(1, new Fraction(Extension.ONE, Extension.ZERO));
        leaves.set(2, new Fraction(Extension.of(77), Extension.ONE));
        assertFault(ProofFault.LOOKUP_POLE, leaves);
    }

    @Test
    void tablesOnDifferentBusesDoNotMix() {
        Column column = Column.honest(Seeded.random(), BYTES);
        LookupTable sameRows = new LookupTable(7, 0, 255);
        List<Fraction> leaves = new ArrayList<>(column.leaves());
        for (int row = 0; row < 256; row++) {
            Fraction leaf = leaves.get(700 + row);
            leaves.set(700 + row, new Fraction(leaf.numerator(), sameRows.denominator(column.alpha(), column.beta(), row)));
        }
        assertFault(ProofFault.LOOKUP_SUM, leaves);
    }

    @Test
    void countsOnlyWhatItHolds() {
        assertThat(SIGNED.multiplicities(new long[] {-128, 5, 127, 5})).hasSize(256).contains(2, org.assertj.core.data.Index.atIndex(133));
        assertThatThrownBy(() -> SIGNED.multiplicities(new long[] {128})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SIGNED.multiplicities(new long[] {-129})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LookupTable(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new LookupTable(1, 3, 3).rows()).isEqualTo(1);
        assertThatThrownBy(() -> new LookupTable(1, Integer.MIN_VALUE, Integer.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LookupTable(1, 0, 256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LookupTable(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHistogramAgreesWithItsValuesAlone() {
        Seeded.check(10, (random, round) -> {
            Extension alpha = Elements.extension(random);
            long[] values = random.longs(300, -128, 128).toArray();
            long[] counts = SIGNED.multiplicities(values);
            Fraction sum = Arrays.stream(values)
                    .mapToObj(value -> new Fraction(Extension.ONE, alpha.minus(Extension.ofSigned(value))))
                    .reduce(Fraction.ZERO, Fraction::plus);
            assertThat(Histogram.agrees(sum, alpha, -128, counts)).isTrue();
            counts[random.nextInt(256)]++;
            assertThat(Histogram.agrees(sum, alpha, -128, counts)).isFalse();
            assertThat(Histogram.agrees(new Fraction(Extension.ZERO, Extension.ZERO), alpha, -128, counts)).isFalse();
            assertThat(Histogram.agrees(sum, Extension.ofSigned(-3), -128, counts)).isFalse();
        });
    }

    @Test
    void countsAreThoseOfATotalOrNot() {
        assertThat(Histogram.isOf(5, new long[] {2, 0, 3})).isTrue();
        assertThat(Histogram.isOf(6, new long[] {2, 0, 3})).isFalse();
        assertThat(Histogram.isOf(5, new long[] {5})).isTrue();
        assertThat(Histogram.isOf(4, new long[] {2, 0, 3})).isFalse();
        assertThat(Histogram.isOf(0, new long[] {})).isTrue();
        assertThat(Histogram.isOf(5, new long[] {6, -1, 0})).isFalse();
        assertThat(Histogram.isOf(5, new long[] {-1, 6})).isFalse();
        assertThat(Histogram.isOf(1L << 62, new long[] {1L << 62, 1L << 62, 1L << 62, 1L << 62, 1L << 62})).isFalse();
    }

    private static FractionalOutcome verify(List<Fraction> leaves) throws ProofException {
        ExtensionVector numerators = new ExtensionVector(leaves.size());
        ExtensionVector denominators = new ExtensionVector(leaves.size());
        for (int z = 0; z < leaves.size(); z++) {
            numerators.set(z, leaves.get(z).numerator());
            denominators.set(z, leaves.get(z).denominator());
        }
        ProverTranscript prover = new ProverTranscript();
        FractionalProver.prove(numerators.copy(), denominators.copy(), prover);
        VerifierTranscript transcript = new VerifierTranscript(prover.proof());
        FractionalOutcome outcome = LookupVerifier.verify(VARIABLES, transcript);
        assertThat(outcome.leaf())
                .isEqualTo(new Fraction(
                        Multilinear.evaluate(numerators, outcome.point()),
                        Multilinear.evaluate(denominators, outcome.point())));
        transcript.finish();
        return outcome;
    }

    private static void assertFault(ProofFault fault, List<Fraction> leaves) {
        assertThatThrownBy(() -> verify(leaves))
                .isInstanceOfSatisfying(ProofException.class, refused -> assertThat(refused.fault()).isEqualTo(fault));
    }
}
