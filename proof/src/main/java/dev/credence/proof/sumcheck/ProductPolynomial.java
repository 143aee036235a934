package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import java.util.List;

/// The summand a(z)·b(z) over two tables of 2^n cells, or a sum of several such products: what matrix products and merged claims come to.
public final class ProductPolynomial implements SumcheckPolynomial {
    private final List<Pair> pairs;
    private int variables;

    /// Takes both tables over: they are folded in place.
    public ProductPolynomial(ExtensionVector a, ExtensionVector b) {
        this(Integer.numberOfTrailingZeros(a.length()), List.of(new Pair(a, b)));
    }

    /// The sum of the products of all pairs, whose tables have 2^variables cells each and are folded in place.
    public ProductPolynomial(int variables, List<Pair> pairs) {
        for (Pair pair : pairs) {
            if (pair.a().length() != 1 << variables) {
                throw new IllegalArgumentException("tables of 2^" + variables + " cells expected, found " + pair.a().length());
            }
        }
        this.variables = variables;
        this.pairs = List.copyOf(pairs);
    }

    /// The factors of one product.
    public record Pair(ExtensionVector a, ExtensionVector b) {
        public Pair {
            if (a.length() != b.length() || Integer.bitCount(a.length()) != 1) {
                throw new IllegalArgumentException("two tables of 2^n cells expected, found " + a.length() + " and " + b.length());
            }
        }
    }

    @Override
    public int variables() {
        return variables;
    }

    @Override
    public int degree() {
        return 2;
    }

    /// With s(X) = s0 + s1·X + s2·X², of which s0 and s2 are sums of products and s(0) + s(1) the claim:
    /// s(2) = 2·s(1) − s(0) + 2·s2.
    @Override
    public ExtensionVector round(Extension claim) {
        int half = 1 << (variables - 1);
        Extension at0 = Extension.ZERO;
        Extension slopes = Extension.ZERO;
        for (Pair pair : pairs) {
            at0 = at0.plus(ExtensionKernels.dot(pair.a, 0, pair.b, 0, half));
            slopes = slopes.plus(ExtensionKernels.dotOfSlopes(pair.a, pair.b, half));
        }
        Extension at1 = claim.minus(at0);
        Extension at2 = at1.plus(at1).minus(at0).plus(slopes).plus(slopes);
        return ExtensionVector.of(at0, at2);
    }

    @Override
    public void bind(Extension r) {
        int half = 1 << (variables - 1);
        for (Pair pair : pairs) {
            ExtensionKernels.fold(pair.a, 0, half, r);
            ExtensionKernels.fold(pair.b, 0, half, r);
        }
        variables--;
    }

    /// a of the first product at the point that all variables are bound to.
    public Extension first() {
        return bound().a.get(0);
    }

    /// b of the first product at the point that all variables are bound to.
    public Extension second() {
        return bound().b.get(0);
    }

    private Pair bound() {
        if (variables != 0) {
            throw new IllegalStateException(variables + " variables are not bound yet");
        }
        return pairs.getFirst();
    }
}
