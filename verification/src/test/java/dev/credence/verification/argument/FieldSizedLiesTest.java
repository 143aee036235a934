package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.testkit.Seeded;
import dev.credence.verification.circuit.CodeBlock;
import dev.credence.verification.circuit.Column;
import dev.credence.verification.circuit.MatrixRelation;
import dev.credence.verification.circuit.Relation;
import dev.credence.verification.circuit.RelationValues;
import dev.credence.verification.circuit.Table;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.SlowProver;
import dev.credence.verification.slow.SlowTables;
import dev.credence.verification.slow.TinyModels;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

// Goal: nothing passes that is true modulo p alone. Method: witnesses whose equations all hold in the field, with cells that no integer execution
// has; and cells of padding, which the equations must not read.
class FieldSizedLiesTest {
    private static final BigInteger P = new BigInteger(Long.toUnsignedString(Goldilocks.MODULUS));

    @Test
    void refusesAnAccumulatorThatIsWrappedByTheCharacteristic() {
        Seeded.check(5, (random, _) -> {
            Lie lie = new Lie(TinyModels.dense(random), random);
            // left + p is left in the field; as an integer it is clamped at the top, with an excess of more limbs than there are.
            BigInteger wrapped = BigInteger.valueOf(lie.left).add(P);
            lie.write(wrapped.shiftRight(lie.shift()).subtract(BigInteger.valueOf(lie.range().high())), wrapped.mod(BigInteger.ONE.shiftLeft(lie.shift())));
            assertThat(lie.holdsInTheField(lie.range().high())).isTrue();
            assertThat(lie.refusal(lie.range().high())).isEqualTo(ProofFault.LOOKUP_SUM);
        });
    }

    @Test
    void refusesAnExcessBelowZero() {
        Seeded.check(5, (random, _) -> {
            Lie lie = new Lie(TinyModels.dense(random), random);
            // value = high + e with e negative: near the characteristic.
            BigInteger value = BigInteger.valueOf(lie.left >> lie.shift());
            BigInteger excess = value.subtract(BigInteger.valueOf(lie.range().high()));
            lie.write(excess, BigInteger.valueOf(lie.left).mod(BigInteger.ONE.shiftLeft(lie.shift())));
            assertThat(lie.holdsInTheField(lie.range().high())).isTrue();
            if (excess.signum() < 0) {
                assertThat(lie.refusal(lie.range().high())).isEqualTo(ProofFault.LOOKUP_SUM);
            }
        });
    }

    @Test
    void refusesAForgedMultiplicityForAValueOutsideItsTable() {
        Seeded.check(5, (random, _) -> {
            Lie lie = new Lie(TinyModels.dense(random), random);
            BigInteger value = BigInteger.valueOf(lie.left >> lie.shift());
            lie.write(value.subtract(BigInteger.valueOf(lie.range().high())).abs().add(BigInteger.valueOf(256)), BigInteger.ZERO);
            Column counts = lie.made.circuit.witness().multiplicities(Table.U8);
            for (long forged : new long[] {Goldilocks.MODULUS - 1, Goldilocks.MODULUS - 256, 1L << 32, Goldilocks.MODULUS >>> 1}) {
                lie.elements[counts.offset() + random.nextInt(256)] = forged;
                assertThat(lie.refusal(lie.range().high())).isEqualTo(ProofFault.LOOKUP_SUM);
            }
        });
    }

    @Test
    void refusesPaddingOnBothSidesOfAProduct() throws Exception {
        Seeded.check(5, (random, _) -> {
            // The second layer has 3 inputs in 4 columns. Its publisher puts a weight into the fourth, its prover an input.
            ArgumentCase made = new ArgumentCase(TinyModels.dense(random), random);
            Relation.Rescaling relation = made.circuit.linears().get(1);
            CodeBlock block = made.circuit.code().matrix(relation.op());
            byte[] code = made.code.clone();
            code[block.offset() + 3] = 100;
            ArgumentStatement stated = stated(made, code);
            long extra = 100L * 77;
            Forged forged = Forged.of(made, relation, extra);
            SlowProver.Subject subject = new SlowProver.Subject(forged.about(stated), made.model, code, forged.elements);
            SlowProver prover = new SlowProver(made.circuit, subject, new ProverTranscript()) {
                @Override
                protected void operands(MatrixRelation product, ExtensionVector table) {
                    if (product.relation().equals(relation)) {
                        table.set(3, Extension.of(77));
                    }
                }

                @Override
                protected void accumulators(Relation.Rescaling each, ExtensionVector table) {
                    if (each.equals(relation)) {
                        table.set(0, table.get(0).plus(Extension.of(extra)));
                    }
                }
            };
            assertThat(fault(ArgumentVerifier.verify(subject.statement(), prover.proof()))).isEqualTo(ProofFault.WITNESS_CLAIMS);
        });
    }

    @Test
    void paddingOfTheCodeAloneIsReadByNothing() {
        Seeded.check(2, (random, _) -> {
            for (IntegerModel model : TinyModels.all(random)) {
                ArgumentCase made = new ArgumentCase(model, random);
                byte[] code = made.code.clone();
                for (Relation.Rescaling relation : made.circuit.linears()) {
                    pad(code, made.circuit.code().matrix(relation.op()), relation.linear().orElseThrow().gather().terms(), random);
                    CodeBlock digits = made.circuit.code().digits(relation.op());
                    for (int row = 0; row < 8; row++) {
                        boolean read = row < 3 || row >= 4 && row < 4 + relation.linear().orElseThrow().multiplierDigits();
                        int channels = read ? relation.grid().channels() : 0;
                        for (int column = channels; column < 1 << digits.columnVariables(); column++) {
                            code[digits.offset() + (row << digits.columnVariables()) + column] = (byte) random.nextInt();
                        }
                    }
                }
                ArgumentStatement stated = stated(made, code);
                SlowProver.Subject subject = new SlowProver.Subject(stated, model, code, made.elements());
                assertThat(ArgumentVerifier.verify(stated, SlowProver.prove(made.circuit, subject))).isInstanceOf(ArgumentOutcome.Accepted.class);
            }
        });
    }

    // Columns behind the last term; with one group also rows behind the last channel, with several these too.
    private static void pad(byte[] code, CodeBlock block, int terms, RandomGenerator random) {
        for (int cell = 0; cell < block.cells(); cell++) {
            if ((cell & ((1 << block.columnVariables()) - 1)) >= terms) {
                code[block.offset() + cell] = (byte) random.nextInt();
            }
        }
    }

    @Test
    void everyCellOfTheWitnessIsTheOnlyOneThatIsAccepted() {
        Seeded.check(1, (random, _) -> {
            for (IntegerModel model : List.of(TinyModels.dense(random), TinyModels.residual(random))) {
                ArgumentCase made = new ArgumentCase(model, random);
                for (int i = 0; i < 40; i++) {
                    long[] cells = made.witness.cells().clone();
                    int cell = random.nextInt(cells.length);
                    made.witness.cells()[cell] += random.nextBoolean() ? 1 : -1;
                    boolean counted = made.circuit.witness().lookups().stream()
                            .anyMatch(lookup -> cell >= lookup.column().offset() && cell < lookup.column().end());
                    if (counted) {
                        made.witness.count();
                    }
                    assertThat(made.verify(made.prove())).as("cell " + cell).isInstanceOf(ArgumentOutcome.Refused.class);
                    System.arraycopy(cells, 0, made.witness.cells(), 0, cells.length);
                }
            }
        });
    }

    private static ArgumentStatement stated(ArgumentCase made, byte[] code) {
        ArgumentStatement honest = made.statement;
        return new ArgumentStatement(
                honest.suite(),
                new ArgumentStatement.Model(
                        honest.model().manifest(), honest.model().program(), SlowProver.commit(honest.suite(), code).root()),
                honest.request(),
                honest.input(),
                honest.output());
    }

    private static ProofFault fault(ArgumentOutcome outcome) {
        assertThat(outcome).isInstanceOf(ArgumentOutcome.Refused.class);
        return ((ArgumentOutcome.Refused) outcome).refusal().proof().orElseThrow();
    }

    /// A lie about cell 0 of the last layer, whose result is public.
    private static final class Lie {
        final ArgumentCase made;
        final Relation.Rescaling relation;
        final long left;
        final long[] elements;

        Lie(IntegerModel model, RandomGenerator random) {
            made = new ArgumentCase(model, random);
            relation = made.circuit.linears().getLast();
            SlowTables tables = new SlowTables(made.circuit, model);
            long[][] tensors = new long[made.circuit.tensors().size()][];
            for (int t = 0; t < tensors.length; t++) {
                tensors[t] = made.witness.tensor(t);
            }
            left = tables.accumulators(relation, tensors)[0] * tables.multiplier(relation, 0) + relation.offset();
            elements = made.elements();
        }

        int shift() {
            return relation.rescale().shift();
        }

        IntegerRange range() {
            return relation.rescale().range();
        }

        /// Excess and remainder of cell 0; the last limb takes what is left, whatever it is, modulo p.
        void write(BigInteger excess, BigInteger remainder) {
            limbs(relation.excess(), excess);
            limbs(relation.remainder(), remainder);
        }

        private void limbs(List<Column> columns, BigInteger value) {
            BigInteger rest = value;
            for (int i = 0; i < columns.size(); i++) {
                boolean last = i == columns.size() - 1;
                BigInteger limb = last ? rest : rest.and(BigInteger.valueOf(255));
                elements[columns.get(i).offset()] = limb.mod(P).longValue();
                rest = rest.shiftRight(8);
            }
        }

        /// Whether the equations of cell 0 hold, but for the tables.
        boolean holdsInTheField(int result) {
            RelationValues.Rescaling values = new RelationValues.Rescaling(
                    Extension.ofSigned(left - relation.offset()),
                    Extension.ONE,
                    Extension.ofSigned(result),
                    sum(relation.excess()),
                    sum(relation.remainder()));
            return values.residual(relation, Extension.of(12_345)).isZero();
        }

        private Extension sum(List<Column> columns) {
            Extension sum = Extension.ZERO;
            for (int i = columns.size() - 1; i >= 0; i--) {
                sum = sum.timesBase(256).plus(Extension.of(elements[columns.get(i).offset()]));
            }
            return sum;
        }

        /// Why the proof is refused that the answer's first element is `result`.
        ProofFault refusal(int result) {
            int[] output = made.statement.output().clone();
            output[0] = result;
            ArgumentStatement stated = made.statement(made.statement.input(), output);
            return fault(ArgumentVerifier.verify(stated, made.proveElements(stated, elements)));
        }
    }

    /// The honest witness but for cell 0 of the last layer, whose accumulator is `extra` larger.
    private record Forged(long[] elements, int[] output) {
        static Forged of(ArgumentCase made, Relation.Rescaling relation, long extra) {
            SlowTables tables = new SlowTables(made.circuit, made.model);
            long[][] tensors = new long[made.circuit.tensors().size()][];
            for (int t = 0; t < tensors.length; t++) {
                tensors[t] = made.witness.tensor(t);
            }
            long left = (tables.accumulators(relation, tensors)[0] + extra) * tables.multiplier(relation, 0) + relation.offset();
            long value = left >> relation.rescale().shift();
            int result = relation.rescale().range().clamp(value);
            int[] output = made.statement.output().clone();
            output[0] = result;
            long excess = Math.abs(value - result);
            long remainder = left - (value << relation.rescale().shift());
            for (int i = 0; i < relation.excess().size(); i++) {
                made.witness.cells()[relation.excess().get(i).offset()] = excess >> (8 * i) & 0xff;
            }
            for (int i = 0; i < relation.remainder().size(); i++) {
                made.witness.cells()[relation.remainder().get(i).offset()] = remainder >> (8 * i) & 0xff;
            }
            made.witness.count();
            return new Forged(made.elements(), output);
        }

        ArgumentStatement about(ArgumentStatement stated) {
            return new ArgumentStatement(stated.suite(), stated.model(), stated.request(), stated.input(), output);
        }
    }
}
