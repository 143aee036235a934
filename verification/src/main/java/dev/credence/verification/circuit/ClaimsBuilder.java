package dev.credence.verification.circuit;

import dev.credence.inference.integer.IntegerOp;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.verification.circuit.Claims.OfCode;
import dev.credence.verification.circuit.Claims.OfWitness;
import dev.credence.verification.circuit.WitnessFunctional.Cells;
import dev.credence.verification.circuit.WitnessFunctional.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the ledger of claims, operation by operation.
final class ClaimsBuilder {
    private final Circuit circuit;
    private final PublicTensors publics;
    private final List<OfWitness> witness = new ArrayList<>();
    private final List<OfCode> code = new ArrayList<>();
    private Optional<String> contradiction = Optional.empty();

    ClaimsBuilder(Circuit circuit, PublicTensors publics) {
        this.circuit = circuit;
        this.publics = publics;
    }

    void add(OfWitness claim) {
        witness.add(claim);
    }

    /// y (unless public), e, rem.
    void columns(Relation.Rescaling relation, Point point, RelationValues.Rescaling values) {
        ExtensionVector weights = TensorWeights.of(relation.grid(), point);
        relation.result().ifPresent(column -> add(new OfWitness(limbs(List.of(column), weights), values.result())));
        add(new OfWitness(limbs(relation.excess(), weights), values.excess()));
        add(new OfWitness(limbs(relation.remainder(), weights), values.remainder()));
    }

    /// d1, d2.
    void columns(Relation.Pooling relation, Point point, RelationValues.Pooling values) {
        ExtensionVector weights = TensorWeights.of(relation.grid(), point);
        add(new OfWitness(limbs(List.of(relation.first()), weights), values.first()));
        add(new OfWitness(limbs(List.of(relation.second()), weights), values.second()));
    }

    private static WitnessFunctional limbs(List<Column> columns, ExtensionVector weights) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add(new Part(columns.get(i).offset(), 1L << (8 * i), weights));
        }
        return new Cells(parts);
    }

    /// W, M and b on the code, X on the witness.
    void matrix(MatrixRelation matrix, RelationValues.Rescaling relation, Evaluations.Matrices end, int number) {
        Evaluations.MatrixValues values = end.values().get(number);
        IntegerOp.Linear op = matrix.op();
        Point point = end.pointOf(matrix.variables());
        CodeBlock block = circuit.code().matrix(matrix.relation().op());
        code.add(new OfCode(
                new CodeFunctional.Matrix(block, matrix.weightRow(point), matrix.weightColumn(point)), values.weight()));
        CodeBlock digits = circuit.code().digits(matrix.relation().op());
        Point channels = matrix.channelPoint();
        code.add(new OfCode(
                new CodeFunctional.Digits(digits, CodeBlock.MULTIPLIER_ROW, op.multiplierDigits(), channels), relation.multiplier()));
        code.add(new OfCode(
                new CodeFunctional.Digits(digits, CodeBlock.BIAS_ROW, IntegerOp.Linear.BIAS_DIGITS, channels), values.bias()));
        if (circuit.column(op.input()).isEmpty()) {
            return; // X follows from the input, and nobody sent it.
        }
        ExtensionVector weights = matrix.operandWeights(point);
        new Sum(op.name(), values.operand().plus(offset(weights, matrix.zeroPoint(), 1)))
                .plus(op.input(), 1, weights)
                .claim();
    }

    /// acc of an operation without a matrix.
    void accumulator(Relation.Rescaling relation, Point point, RelationValues.Rescaling values) {
        List<Term> terms =
                switch (relation.source()) {
                    case IntegerOp.Add add -> List.of(
                            new Term(add.first().input(), add.first().multiplier()), new Term(add.second().input(), add.second().multiplier()));
                    case IntegerOp.Requantise requantise -> List.of(new Term(requantise.input(), requantise.multiplier()));
                    case IntegerOp.AveragePool pool -> List.of(new Term(pool.input(), 1));
                    case IntegerOp.Linear _, IntegerOp.MaxPool _ -> throw new IllegalArgumentException("an operation without a matrix expected");
                };
        List<ExtensionVector> weights = Claims.accumulatorWeights(relation, point);
        Extension value = values.accumulator();
        for (int i = 0; i < terms.size(); i++) {
            value = value.plus(offset(weights.get(i), relation.operands().get(i).zeroPoint(), terms.get(i).factor()));
        }
        Sum sum = new Sum(relation.source().name(), value);
        for (int i = 0; i < terms.size(); i++) {
            sum.plus(terms.get(i).tensor(), terms.get(i).factor(), weights.get(i));
        }
        sum.claim();
    }

    private record Term(int tensor, int factor) {}

    /// zp·factor·Σ w.
    private static Extension offset(ExtensionVector weights, int zeroPoint, int factor) {
        return TensorWeights.sum(weights).times(Extension.ofSigned((long) zeroPoint * factor));
    }

    /// The pools' constraints, all in one claim.
    void pools(Point point) {
        if (circuit.poolConstraints() == 0) {
            return;
        }
        ExtensionVector factors = Eq.table(point);
        Sum sum = new Sum("max-pooling", Extension.ZERO);
        int from = 0;
        for (Relation relation : circuit.relations()) {
            if (relation instanceof Relation.Pooling pooling) {
                PoolWeights weights = PoolWeights.of(pooling, factors, from);
                from += PoolWeights.constraints(pooling);
                sum.plus(pooling.source().input(), 1, weights.operand()).plus(pooling.op() + 1, 1, weights.result());
                sum.plus(pooling.inner(), weights.inner());
                sum.plus(pooling.first(), weights.first());
                sum.plus(pooling.second(), weights.second());
            }
        }
        sum.claim();
    }

    Claims build() {
        return new Claims(witness, code, contradiction);
    }

    /// A functional of several tensors, of which some are public: what those give is taken off the value.
    private final class Sum {
        private final String layer;
        private final List<Part> parts = new ArrayList<>();
        private Extension value;

        Sum(String layer, Extension value) {
            this.layer = layer;
            this.value = value;
        }

        Sum plus(int tensor, int factor, ExtensionVector weights) {
            Optional<Column> column = circuit.column(tensor);
            if (column.isPresent()) {
                parts.add(new Part(column.get().offset(), factor, weights));
            } else {
                Extension known = TensorWeights.apply(weights, publics.tensor(tensor));
                value = value.minus(known.times(Extension.ofSigned(factor)));
            }
            return this;
        }

        void plus(Column column, ExtensionVector weights) {
            if (column.length() > 0) {
                parts.add(new Part(column.offset(), 1, weights));
            }
        }

        void claim() {
            if (!parts.isEmpty()) {
                add(new OfWitness(new Cells(parts), value));
            } else if (!value.isZero() && contradiction.isEmpty()) {
                contradiction = Optional.of(layer);
            }
        }
    }
}
