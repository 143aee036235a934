package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;

/// The summand a(z)·b(z) over two tables of 2^n cells: what matrix products and merged claims come to.
public final class ProductPolynomial implements SumcheckPolynomial {
    private final ExtensionVector a;
    private final ExtensionVector b;
    private int variables;

    /// Takes both tables over: they are folded in place.
    public ProductPolynomial(ExtensionVector a, ExtensionVector b) {
        this.variables = Integer.numberOfTrailingZeros(a.length());
        if (a.length() != b.length() || Integer.bitCount(a.length()) != 1) {
            throw new IllegalArgumentException("two tables of 2^n cells expected, found " + a.length() + " and " + b.length());
        }
        this.a = a;
        this.b = b;
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
        Extension at0 = ExtensionKernels.dot(a, 0, b, 0, half);
        Extension slopes = ExtensionKernels.dotOfSlopes(a, b, half);
        Extension at1 = claim.minus(at0);
        Extension at2 = at1.plus(at1).minus(at0).plus(slopes).plus(slopes);
        return ExtensionVector.of(at0, at2);
    }

    @Override
    public void bind(Extension r) {
        int half = 1 << (variables - 1);
        ExtensionKernels.fold(a, 0, half, r);
        ExtensionKernels.fold(b, 0, half, r);
        variables--;
    }

    /// a at the point that all variables are bound to.
    public Extension first() {
        return bound(a);
    }

    /// b at the point that all variables are bound to.
    public Extension second() {
        return bound(b);
    }

    private Extension bound(ExtensionVector table) {
        if (variables != 0) {
            throw new IllegalStateException(variables + " variables are not bound yet");
        }
        return table.get(0);
    }
}
