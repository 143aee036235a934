package dev.credence.operator.prove;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.sumcheck.SumcheckPolynomial;
import java.util.List;

/// The product of d multilinear tables; d is its degree. The tables are used up.
final class ProductSummand implements SumcheckPolynomial {
    private final List<ExtensionVector> tables;
    private int variables;

    /// @param tables each of 2^variables elements
    ProductSummand(int variables, List<ExtensionVector> tables) {
        this.variables = variables;
        this.tables = tables;
    }

    @Override
    public int variables() {
        return variables;
    }

    @Override
    public int degree() {
        return tables.size();
    }

    @Override
    public ExtensionVector round(Extension claim) {
        int half = 1 << (variables - 1);
        return tables.size() == 2 ? pairs(half) : general(half);
    }

    // At 0: Σ a0·b0. At 2: Σ (2·a1 − a0)(2·b1 − b0).
    private ExtensionVector pairs(int half) {
        ExtensionVector a = tables.get(0);
        ExtensionVector b = tables.get(1);
        Extension zero = ExtensionKernels.dot(a, 0, b, 0, half);
        Extension one = ExtensionKernels.dot(a, half, b, half, half);
        Extension mixed = ExtensionKernels.dot(a, 0, b, half, half).plus(ExtensionKernels.dot(a, half, b, 0, half));
        // (2a1 − a0)(2b1 − b0) = 4·a1b1 − 2(a0b1 + a1b0) + a0b0
        Extension two = one.timesBase(4).minus(mixed.timesBase(2)).plus(zero);
        return ExtensionVector.of(zero, two);
    }

    private ExtensionVector general(int half) {
        ExtensionVector sums = new ExtensionVector(degree());
        for (int sent = 0; sent < degree(); sent++) {
            int x = sent == 0 ? 0 : sent + 1;
            Extension sum = Extension.ZERO;
            for (int i = 0; i < half; i++) {
                Extension product = Extension.ONE;
                for (ExtensionVector table : tables) {
                    Extension low = table.get(i);
                    product = product.times(low.plus(table.get(i + half).minus(low).timesBase(x)));
                }
                sum = sum.plus(product);
            }
            sums.set(sent, sum);
        }
        return sums;
    }

    @Override
    public void bind(Extension r) {
        int half = 1 << (variables - 1);
        for (ExtensionVector table : tables) {
            ExtensionKernels.fold(table, 0, half, r);
        }
        variables--;
    }

    /// The value of table `index` once all variables are bound.
    Extension value(int index) {
        return tables.get(index).get(0);
    }
}
