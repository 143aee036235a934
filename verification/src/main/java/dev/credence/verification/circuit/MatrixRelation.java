package dev.credence.verification.circuit;

import dev.credence.inference.integer.IntegerOp;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.multilinear.PrefixIndicator;

/// The accumulators of a linear operation at a point r = (r_o, r_p) as one sum over terms (docs/spec/proof.md 7.6):
///
/// ```
/// acc(r) − b(r_o)·Σ_p eq(r_p, p) = Σ_κ X(κ)·W(r_o, κ)                      one group
///                                = Σ_o,κ eq(r_o, o)·X(g(o), κ)·W(o, κ)      several
/// X(g, κ) = Σ_p eq(r_p, p)·(x[index(g, p, κ)] − zp)                         padding adds nothing
/// ```
///
/// @param relation of a linear operation
/// @param point    r
public record MatrixRelation(Relation.Rescaling relation, Point point) {
    public MatrixRelation {
        if (relation.linear().isEmpty() || point.size() != relation.grid().variables()) {
            throw new IllegalArgumentException("a linear operation and a point of its grid expected");
        }
    }

    public IntegerOp.Linear op() {
        return relation.linear().orElseThrow();
    }

    public boolean isGrouped() {
        return op().gather().groups() > 1;
    }

    /// The variables of its sum.
    public int variables() {
        return termVariables() + (isGrouped() ? relation.grid().channelVariables() : 0);
    }

    /// The degree of its sum.
    public int degree() {
        return isGrouped() ? 3 : 2;
    }

    private int termVariables() {
        return Logarithm.ceil(op().gather().terms());
    }

    /// r_o.
    public Point channelPoint() {
        return point.first(relation.grid().channelVariables());
    }

    /// r_p.
    public Point positionPoint() {
        return point.last(relation.grid().positionVariables());
    }

    /// The sum, from the values at r.
    public Extension claim(Extension accumulator, Extension bias) {
        return accumulator.minus(bias.times(PrefixIndicator.at(relation.grid().positions(), positionPoint())));
    }

    /// What the sum's polynomial is at its end.
    ///
    /// @param end     s, or (s_o, s) with groups
    /// @param operand X at `end`
    /// @param weight  W at `weightRow`, s
    public Extension end(Point end, Extension operand, Extension weight) {
        Extension product = operand.times(weight);
        return isGrouped() ? product.times(Eq.at(channelPoint(), weightRow(end))) : product;
    }

    /// The row point at which W is read: r_o, or s_o with groups.
    public Point weightRow(Point end) {
        return isGrouped() ? end.first(relation.grid().channelVariables()) : channelPoint();
    }

    /// The column point at which W is read: s.
    public Point weightColumn(Point end) {
        return end.last(termVariables());
    }

    /// X at `end` as a functional of x: X = Σ w_i·x_i − zp·Σ w_i.
    public ExtensionVector operandWeights(Point end) {
        ExtensionVector positions = Eq.table(positionPoint());
        ExtensionVector terms = Eq.table(weightColumn(end));
        return TensorWeights.of(op().gather(), groupFactors(end), positions, terms);
    }

    // One group: 1. Several: the sum of eq(s_o, o) over the group's channels; channels beyond the last belong to none.
    private ExtensionVector groupFactors(Point end) {
        int groups = op().gather().groups();
        ExtensionVector factors = new ExtensionVector(groups);
        if (!isGrouped()) {
            factors.set(0, Extension.ONE);
            return factors;
        }
        ExtensionVector channels = Eq.table(weightRow(end));
        for (int channel = 0; channel < op().channels(); channel++) {
            int group = op().group(channel);
            factors.set(group, factors.get(group).plus(channels.get(channel)));
        }
        return factors;
    }

    /// The zero point of x.
    public int zeroPoint() {
        return relation.operands().getFirst().zeroPoint();
    }
}
