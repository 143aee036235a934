package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.SumcheckPolynomial;
import java.util.Optional;

/// The summand eq(r, x)·[N0·D1 + N1·D0 + λ·D0·D1](x) of one layer's sumcheck, 0 and 1 being the halves of the layer below.
///
/// With M = N1 + λ·D1 the bracket is g = N0·D1 + D0·M. In each round the summand is eq of the bound variables, times
/// eq(r_i, X), times t(X) = Σ_x eq(r_rest, x)·g(X, x), which is of degree 2: only t(0) and its leading coefficient are
/// summed. t(1) follows from (1 − r_i)·t(0) + r_i·t(1), which is the t of the round before at its challenge (Gruen
/// 2024/108).
final class LayerPolynomial implements SumcheckPolynomial {
    private final FractionKernels kernels;
    private final Point r;
    private final Extension[] inverses;
    /// eq over the variables after the one that the next round binds.
    private final Optional<SplitEq> rest;
    private LayerCells cells;
    private Extension bound = Extension.ONE;
    /// t of the round before at its challenge; of no round, the claim itself.
    private Optional<Extension> inner = Optional.empty();
    private Extension atZero = Extension.ZERO;
    private Extension slope = Extension.ZERO;
    private Extension leading = Extension.ZERO;
    private int variables;

    /// @param cells the halves of the layer of 2^(k+1) cells, used up
    /// @param r of k coordinates
    LayerPolynomial(FractionKernels kernels, LayerCells cells, Point r) {
        this.kernels = kernels;
        this.cells = cells;
        this.r = r;
        this.inverses = inverses(r);
        this.variables = r.size();
        this.rest = variables == 0 ? Optional.empty() : Optional.of(new SplitEq(r.last(variables - 1)));
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
        FractionKernels.RoundSums sums = kernels.round(cells, rest.orElseThrow(), half);
        atZero = sums.atZero();
        leading = sums.leading();
        slope = atOne(inner.orElse(claim), here, half).minus(atZero).minus(leading);
        ExtensionVector values = new ExtensionVector(FractionalVerifier.DEGREE);
        values.set(0, bound.times(Eq.factor(here, Extension.ZERO)).times(atZero));
        for (int x = 2; x <= FractionalVerifier.DEGREE; x++) {
            Extension at = Extension.ofSigned(x);
            values.set(x - 1, bound.times(Eq.factor(here, at)).times(inner(at)));
        }
        return values;
    }

    @Override
    public void bind(Extension x) {
        inner = Optional.of(inner(x));
        bound = bound.times(Eq.factor(r.get(r.size() - variables), x));
        variables--;
        int half = 1 << variables;
        cells = kernels.fold(cells, half, x);
        if (variables > 0) {
            rest.orElseThrow().dropTop();
        }
    }

    /// N0/D0 and N1/D1 at the point that all variables are bound to.
    Fraction[] halves() {
        return kernels.only(cells);
    }

    /// t(x) of this round.
    private Extension inner(Extension x) {
        return atZero.plus(x.times(slope.plus(x.times(leading))));
    }

    /// t(1), which a claim does not determine where r_i = 0.
    private Extension atOne(Extension claim, Extension here, int half) {
        if (here.isZero()) {
            return kernels.atOne(cells, rest.orElseThrow(), half);
        }
        Extension known = Extension.ONE.minus(here).times(atZero);
        return claim.minus(known).times(inverses[r.size() - variables]);
    }

    /// The inverses of all coordinates but those that are zero, for the price of one and three products each
    /// (Montgomery's trick).
    private static Extension[] inverses(Point r) {
        Extension[] inverses = new Extension[r.size()];
        Extension product = Extension.ONE;
        for (int i = 0; i < r.size(); i++) {
            inverses[i] = product;
            product = r.get(i).isZero() ? product : product.times(r.get(i));
        }
        Extension rest = product.inverse();
        for (int i = r.size() - 1; i >= 0; i--) {
            inverses[i] = inverses[i].times(rest);
            rest = r.get(i).isZero() ? rest : rest.times(r.get(i));
        }
        return inverses;
    }
}
