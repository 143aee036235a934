package dev.credence.verification.circuit;

import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Point;
import java.util.List;

/// All evaluations that a proof has come to before its claims are merged.
///
/// @param poolPoint τ*, by which the pools' constraints are weighted; empty where there is none or one
public record Evaluations(Lookups lookups, Relations relations, Matrices matrices, Point poolPoint) {

    /// The end of the fractional sum.
    ///
    /// @param point u
    public record Lookups(Point point, Extension numerator, Extension denominator, Extension alpha, Extension beta) {}

    /// The end of the zero-check.
    ///
    /// @param point  of the run
    /// @param values one for each of the circuit's instances
    public record Relations(Point point, List<RelationValues> values) {
        public Relations {
            values = List.copyOf(values);
        }

        /// Where an instance of `variables` variables ends.
        public Point pointOf(int variables) {
            return point.last(variables);
        }

        /// acc at the point of `product`.
        public Extension accumulator(Circuit circuit, MatrixRelation product) {
            RelationValues at = values.get(circuit.instances().indexOf(product.relation()));
            return ((RelationValues.Rescaling) at).accumulator();
        }
    }

    /// The end of the matrix run.
    ///
    /// @param point  of the run
    /// @param values one for each linear operation
    public record Matrices(Point point, List<MatrixValues> values) {
        public Matrices {
            values = List.copyOf(values);
        }

        /// Where an instance of `variables` variables ends.
        public Point pointOf(int variables) {
            return point.last(variables);
        }
    }

    /// @param bias    Σ_o eq(r_o, o)·b_o
    /// @param operand X at the end
    /// @param weight  W at the end
    public record MatrixValues(Extension bias, Extension operand, Extension weight) {}
}
