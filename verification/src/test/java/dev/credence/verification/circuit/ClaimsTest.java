package dev.credence.verification.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.integer.IntegerModel;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.multilinear.Point;
import dev.credence.testkit.Seeded;
import dev.credence.verification.slow.TinyModels;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

// Goal: every claim in the ledger is true of an honest witness, and each closed form is the slow sum. Method: tiny models, random points,
// evaluations taken from tables that are made cell by cell; then every claim is summed over all cells of A or W.
class ClaimsTest {
    @Test
    void everyClaimHoldsForAnHonestWitness() {
        Seeded.check(3, (random, _) -> {
            for (IntegerModel model : TinyModels.all(random)) {
                EvaluatedCase made = new EvaluatedCase(model, random);
                Claims claims = Claims.of(made.circuit, made.publics, made.evaluations(random));
                assertThat(claims.contradiction()).isEmpty();
                for (Claims.OfWitness claim : claims.witness()) {
                    assertThat(sum(claim.functional(), made.witness)).as(claim.toString()).isEqualTo(claim.value());
                }
                for (Claims.OfCode claim : claims.code()) {
                    assertThat(sum(claim.functional(), made.code)).as(claim.toString()).isEqualTo(claim.value());
                }
            }
        });
    }

    @Test
    void everyClosedFormIsTheSlowSum() {
        Seeded.check(2, (random, _) -> {
            for (IntegerModel model : TinyModels.all(random)) {
                EvaluatedCase made = new EvaluatedCase(model, random);
                Claims claims = Claims.of(made.circuit, made.publics, made.evaluations(random));
                Point u = point(random, made.circuit.witness().variables());
                WitnessFunctional.MergePoint merge = WitnessFunctional.MergePoint.of(u);
                for (Claims.OfWitness claim : claims.witness()) {
                    ExtensionVector table = new ExtensionVector(1 << u.size());
                    claim.functional().accumulate(Extension.ONE, table);
                    assertThat(claim.functional().at(merge)).isEqualTo(Multilinear.evaluate(table, u));
                }
                Point v = point(random, made.circuit.code().variables());
                for (Claims.OfCode claim : claims.code()) {
                    ExtensionVector table = new ExtensionVector(1 << v.size());
                    claim.functional().accumulate(Extension.ONE, table);
                    assertThat(claim.functional().at(v)).isEqualTo(Multilinear.evaluate(table, v));
                }
            }
        });
    }

    @Test
    void theEquationsVanishInEveryCellOfAnHonestWitness() {
        Seeded.check(3, (random, _) -> {
            for (IntegerModel model : TinyModels.all(random)) {
                EvaluatedCase made = new EvaluatedCase(model, random);
                Extension lambda = element(random);
                for (Relation relation : made.circuit.instances()) {
                    for (int cell = 0; cell < relation.grid().cells(); cell++) {
                        assertThat(made.residual(relation, cell, lambda).isZero()).isTrue();
                    }
                }
            }
        });
    }

    // Whatever a proof sends and the equations use is bound to a commitment by some claim, or compared: a claim that is left out leaves what
    // it was about to the prover.
    @Test
    void everyFalseEvaluationMakesAFalseClaim() {
        Seeded.check(1, (random, _) -> {
            for (IntegerModel model : TinyModels.all(random)) {
                EvaluatedCase made = new EvaluatedCase(model, random);
                Evaluations honest = made.evaluations(random);
                int instance = 0;
                int matrix = 0;
                for (Relation relation : made.circuit.instances()) {
                    for (RelationValues lie : lies(relation, honest.relations().values().get(instance))) {
                        assertFalse(made, honest, with(honest, instance, lie), relation + " " + lie);
                    }
                    instance++;
                    if (relation instanceof Relation.Rescaling rescaling && rescaling.linear().isPresent()) {
                        boolean sent = made.circuit.column(rescaling.linear().get().input()).isPresent();
                        for (Evaluations.MatrixValues lie : lies(honest.matrices().values().get(matrix), sent)) {
                            assertFalse(made, honest, with(honest, matrix, lie), relation + " " + lie);
                        }
                        matrix++;
                    }
                }
            }
        });
    }

    private static List<RelationValues> lies(Relation relation, RelationValues values) {
        return switch (values) {
            case RelationValues.Pooling v -> List.of(
                    new RelationValues.Pooling(more(v.first()), v.second()), new RelationValues.Pooling(v.first(), more(v.second())));
            case RelationValues.Rescaling v -> {
                List<RelationValues> lies = new ArrayList<>();
                lies.add(new RelationValues.Rescaling(v.accumulator(), v.multiplier(), v.result(), more(v.excess()), v.remainder()));
                lies.add(new RelationValues.Rescaling(v.accumulator(), v.multiplier(), v.result(), v.excess(), more(v.remainder())));
                if (relation.result().isPresent()) {
                    lies.add(new RelationValues.Rescaling(v.accumulator(), v.multiplier(), more(v.result()), v.excess(), v.remainder()));
                }
                if (((Relation.Rescaling) relation).linear().isPresent()) {
                    // Its accumulator is the matrix run's affair.
                    lies.add(new RelationValues.Rescaling(v.accumulator(), more(v.multiplier()), v.result(), v.excess(), v.remainder()));
                } else {
                    lies.add(new RelationValues.Rescaling(more(v.accumulator()), v.multiplier(), v.result(), v.excess(), v.remainder()));
                }
                yield lies;
            }
        };
    }

    private static List<Evaluations.MatrixValues> lies(Evaluations.MatrixValues v, boolean operandSent) {
        List<Evaluations.MatrixValues> lies = new ArrayList<>();
        lies.add(new Evaluations.MatrixValues(more(v.bias()), v.operand(), v.weight()));
        lies.add(new Evaluations.MatrixValues(v.bias(), v.operand(), more(v.weight())));
        if (operandSent) {
            lies.add(new Evaluations.MatrixValues(v.bias(), more(v.operand()), v.weight()));
        }
        return lies;
    }

    private static Extension more(Extension value) {
        return value.plus(Extension.ONE);
    }

    private static Evaluations with(Evaluations honest, int instance, RelationValues lie) {
        List<RelationValues> values = new ArrayList<>(honest.relations().values());
        values.set(instance, lie);
        return new Evaluations(
                honest.lookups(), new Evaluations.Relations(honest.relations().point(), values), honest.matrices(), honest.poolPoint());
    }

    private static Evaluations with(Evaluations honest, int matrix, Evaluations.MatrixValues lie) {
        List<Evaluations.MatrixValues> values = new ArrayList<>(honest.matrices().values());
        values.set(matrix, lie);
        return new Evaluations(
                honest.lookups(), honest.relations(), new Evaluations.Matrices(honest.matrices().point(), values), honest.poolPoint());
    }

    // Exactly one claim is false, or the one sum of public cells.
    private static void assertFalse(EvaluatedCase made, Evaluations honest, Evaluations lie, String what) {
        Claims claims = Claims.of(made.circuit, made.publics, lie);
        long wrong = claims.witness().stream()
                .filter(claim -> !sum(claim.functional(), made.witness).equals(claim.value()))
                .count();
        wrong += claims.code().stream()
                .filter(claim -> !sum(claim.functional(), made.code).equals(claim.value()))
                .count();
        assertThat(wrong + (claims.contradiction().isPresent() ? 1 : 0)).as(what).isEqualTo(1);
        assertThat(claims.witness()).hasSameSizeAs(Claims.of(made.circuit, made.publics, honest).witness());
    }

    @Test
    void theFirstOfSeveralPublicSumsThatDoNotHoldIsNamed() throws CircuitException {
        EvaluatedCase made = new EvaluatedCase(TinyModels.ofPublic(Seeded.random()), Seeded.random());
        int[] output = made.publics.output();
        int[] input = made.publics.input().clone();
        input[0] = input[0] == 255 ? 254 : input[0] + 1;
        PublicTensors others = PublicTensors.of(made.circuit, input, output).orElseThrow();
        Evaluations honest = made.evaluations(Seeded.random());
        assertThat(Claims.of(made.circuit, others, honest).contradiction()).contains("mean");
    }

    private static Extension sum(WitnessFunctional functional, ExtensionVector cells) {
        ExtensionVector table = new ExtensionVector(cells.length());
        functional.accumulate(Extension.ONE, table);
        return ExtensionKernels.dot(table, 0, cells, 0, cells.length());
    }

    private static Extension sum(CodeFunctional functional, ExtensionVector cells) {
        ExtensionVector table = new ExtensionVector(cells.length());
        functional.accumulate(Extension.ONE, table);
        return ExtensionKernels.dot(table, 0, cells, 0, cells.length());
    }

    static Extension element(RandomGenerator random) {
        return new Extension(random.nextLong() >>> 1, random.nextLong() >>> 1);
    }

    static Point point(RandomGenerator random, int size) {
        List<Extension> coordinates = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            coordinates.add(element(random));
        }
        return new Point(coordinates);
    }
}
