package dev.credence.operator.prove;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.sumcheck.BlockPolynomial;
import dev.credence.proof.sumcheck.BlockSummand;
import dev.credence.proof.sumcheck.ProductPolynomial;
import dev.credence.proof.sumcheck.SumcheckPolynomial;
import java.util.List;

/// The product of d multilinear tables, at least two; d is its degree. The tables are used up.
final class ProductSummand implements SumcheckPolynomial {
    private final List<ExtensionVector> tables;
    private final SumcheckPolynomial product;

    /// @param tables of 2^n elements each
    ProductSummand(List<ExtensionVector> tables) {
        this.tables = tables;
        this.product = tables.size() == 2
                ? new ProductPolynomial(tables.get(0), tables.get(1))
                : new BlockPolynomial(tables, tables.size(), ProductSummand::product, Workers.ALONE);
    }

    @Override
    public int variables() {
        return product.variables();
    }

    @Override
    public int degree() {
        return product.degree();
    }

    @Override
    public ExtensionVector round(Extension claim) {
        return product.round(claim);
    }

    @Override
    public void bind(Extension r) {
        product.bind(r);
    }

    // Of all tables but the first, which is the weight; there are two of them at least.
    private static BlockSummand product() {
        return (arithmetic, values, out, length) -> {
            arithmetic.mul(out, values[0], values[1], length);
            for (int i = 2; i < values.length; i++) {
                arithmetic.mul(out, out, values[i], length);
            }
        };
    }

    /// The value of table `index` once all variables are bound.
    Extension value(int index) {
        return tables.get(index).get(0);
    }
}
