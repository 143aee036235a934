package dev.credence.verification.circuit;

import dev.credence.inference.integer.IntegerOp;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Point;
import java.util.List;
import java.util.Optional;

/// The ledger of claims (docs/spec/proof.md 7.4 ff.): whatever a proof says of witness and code, to be merged and opened.
///
/// @param witness       in the order of their powers of γ
/// @param code          likewise
/// @param contradiction a claim on public cells alone that does not hold, by its layer's name; there is nothing to open for such a claim,
///                      so **the verifier refuses where this is present**
public record Claims(List<OfWitness> witness, List<OfCode> code, Optional<String> contradiction) {
    public Claims {
        witness = List.copyOf(witness);
        code = List.copyOf(code);
    }

    /// Σ_z A(z)·L(z) = value.
    public record OfWitness(WitnessFunctional functional, Extension value) {}

    /// Σ_z W(z)·L(z) = value.
    public record OfCode(CodeFunctional functional, Extension value) {}

    public static Claims of(Circuit circuit, PublicTensors publics, Evaluations evaluations) {
        ClaimsBuilder builder = new ClaimsBuilder(circuit, publics);
        LookupClaims.of(circuit.witness(), evaluations.lookups()).forEach(builder::add);
        int instance = 0;
        int matrix = 0;
        for (Relation relation : circuit.relations()) {
            switch (relation) {
                case Relation.Rescaling rescaling -> {
                    Point point = evaluations.relations().pointOf(relation.grid().variables());
                    RelationValues values = evaluations.relations().values().get(instance++);
                    builder.columns(rescaling, point, (RelationValues.Rescaling) values);
                    if (rescaling.linear().isPresent()) {
                        MatrixRelation product = new MatrixRelation(rescaling, point);
                        builder.matrix(product, (RelationValues.Rescaling) values, evaluations.matrices(), matrix++);
                    } else {
                        builder.accumulator(rescaling, point, (RelationValues.Rescaling) values);
                    }
                }
                case Relation.Pooling pooling -> {
                    if (pooling.hasNodes()) {
                        Point point = evaluations.relations().pointOf(relation.grid().variables());
                        builder.columns(pooling, point, (RelationValues.Pooling) evaluations.relations().values().get(instance++));
                    }
                }
            }
        }
        builder.pools(evaluations.poolPoint());
        return builder.build();
    }

    /// acc at `point` as weights on the operands of an operation without a matrix; the operands' zero points count with the same weights.
    static List<ExtensionVector> accumulatorWeights(Relation.Rescaling relation, Point point) {
        ExtensionVector cells = TensorWeights.of(relation.grid(), point);
        return switch (relation.source()) {
            case IntegerOp.Add _ -> List.of(cells, cells);
            case IntegerOp.Requantise _ -> List.of(cells);
            case IntegerOp.AveragePool pool -> List.of(TensorWeights.of(pool.planes(), cells));
            case IntegerOp.Linear _, IntegerOp.MaxPool _ -> throw new IllegalArgumentException("an operation without a matrix expected");
        };
    }
}
