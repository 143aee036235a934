package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;

/// A polynomial of degree d in one variable, by its values at 0, 1, 2, …, d.
///
/// On the wire the value at 1 is left out: it is the running claim minus that at 0.
///
/// @param values at 0, 1, …, d
record RoundPolynomial(ExtensionVector values) {
    /// From the values at 0, 2, 3, …, d and the claim that those at 0 and 1 add to.
    static RoundPolynomial of(Extension claim, ExtensionVector sent) {
        ExtensionVector values = new ExtensionVector(sent.length() + 1);
        values.set(0, sent.get(0));
        values.set(1, claim.minus(sent.get(0)));
        for (int x = 2; x < values.length(); x++) {
            values.set(x, sent.get(x - 1));
        }
        return new RoundPolynomial(values);
    }

    /// What is sent of a polynomial.
    ExtensionVector sent() {
        ExtensionVector sent = new ExtensionVector(values.length() - 1);
        sent.set(0, values.get(0));
        for (int x = 2; x < values.length(); x++) {
            sent.set(x - 1, values.get(x));
        }
        return sent;
    }

    /// The value at r, by Lagrange's formula: Σ_j v_j · Π_{k≠j} (r − k)/(j − k).
    Extension at(Extension r) {
        int count = values.length();
        Extension[] above = new Extension[count];
        Extension product = Extension.ONE;
        for (int k = count - 1; k >= 0; k--) {
            above[k] = product;
            product = product.times(r.minus(Extension.ofSigned(k)));
        }
        Extension below = Extension.ONE;
        Extension sum = Extension.ZERO;
        long[] weights = LagrangeWeights.of(count - 1);
        for (int j = 0; j < count; j++) {
            sum = sum.plus(values.get(j).times(below.times(above[j])).timesBase(weights[j]));
            below = below.times(r.minus(Extension.ofSigned(j)));
        }
        return sum;
    }

    /// The same polynomial by more values: at 0, …, `degree`.
    RoundPolynomial extend(int degree) {
        if (degree == values.length() - 1) {
            return this;
        }
        ExtensionVector more = new ExtensionVector(degree + 1);
        for (int x = 0; x <= degree; x++) {
            more.set(x, x < values.length() ? values.get(x) : at(Extension.ofSigned(x)));
        }
        return new RoundPolynomial(more);
    }
}
