package dev.credence.proof.gkr;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.SumcheckPolynomial;

/// The summand eq(r, x)·[N0·D1 + N1·D0 + λ·D0·D1](x) of one layer's sumcheck, 0 and 1 being the halves of the layer below.
///
/// With M = N1 + λ·D1 the bracket is g = N0·D1 + D0·M. In each round the summand is eq of the bound variables, times
/// eq(r_i, X), times t(X) = Σ_x eq(r_rest, x)·g(X, x), which is of degree 2: only t(0) and its leading coefficient are
/// summed, t(1) follows from the claim (Gruen 2024/108, section 3.2).
final class LayerPolynomial implements SumcheckPolynomial {
    private final FractionLayer below;
    private final Point r;
    private final Extension lambda;
    /// eq over the variables after the one that the next round binds.
    private final ExtensionVector rest;
    private final int distance;
    private final Workers workers;
    private Extension bound = Extension.ONE;
    private int variables;

    /// @param below the layer of 2^(k+1) cells, written to
    /// @param r of k coordinates
    LayerPolynomial(FractionLayer below, Point r, Extension lambda, Workers workers) {
        this.workers = workers;
        this.below = below;
        this.r = r;
        this.lambda = lambda;
        this.variables = r.size();
        this.distance = below.size() / 2;
        this.rest = variables == 0 ? new ExtensionVector(0) : Eq.table(r.last(variables - 1));
        FractionKernels.mix(below, lambda, workers);
    }

    @Override
    public int variables() {
        return variables;
    }

    @Override
    public int degree() {
        return FractionalVerifier.DEGREE;
    }

    @Override
    public ExtensionVector round(Extension claim) {
        int half = 1 << (variables - 1);
        Extension here = r.get(r.size() - variables);
        FractionKernels.RoundSums sums = FractionKernels.round(below, rest, half, workers);
        Extension at0 = sums.atZero();
        Extension leading = sums.leading();
        Extension at1 = quotientAtOne(claim, here, at0, half);
        Extension slope = at1.minus(at0).minus(leading);
        ExtensionVector values = new ExtensionVector(FractionalVerifier.DEGREE);
        values.set(0, bound.times(Eq.factor(here, Extension.ZERO)).times(at0));
        for (int x = 2; x <= FractionalVerifier.DEGREE; x++) {
            Extension t = at0.plus(slope.times(Extension.ofSigned(x))).plus(leading.times(Extension.ofSigned(x * x)));
            values.set(x - 1, bound.times(Eq.factor(here, Extension.of(x))).times(t));
        }
        return values;
    }

    /// t(1) from claim = bound·((1 − here)·t(0) + here·t(1)); where that does not determine it, the sum itself.
    private Extension quotientAtOne(Extension claim, Extension here, Extension at0, int half) {
        Extension factor = bound.times(here);
        if (factor.isZero()) {
            return FractionKernels.atOne(below, rest, half);
        }
        Extension known = bound.times(Extension.ONE.minus(here)).times(at0);
        return claim.minus(known).times(factor.inverse());
    }

    @Override
    public void bind(Extension x) {
        bound = bound.times(Eq.factor(r.get(r.size() - variables), x));
        variables--;
        int half = 1 << variables;
        FractionKernels.fold(below, half, x, workers);
        if (variables > 0) {
            // Summing over the next variable: eq(r_i, 0) + eq(r_i, 1) = 1.
            ExtensionKernels.addUpperHalf(rest, half / 2);
        }
    }

    /// N0 and D0 at the point that all variables are bound to.
    Fraction upper() {
        return below.get(0);
    }

    /// N1 and D1 there.
    Fraction lower() {
        Extension d1 = below.denominators().get(distance);
        return new Fraction(below.numerators().get(distance).minus(lambda.times(d1)), d1);
    }
}
