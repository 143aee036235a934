package dev.credence.operator.prove;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.sumcheck.BlockPolynomial;
import dev.credence.proof.sumcheck.BlockSummand;
import dev.credence.proof.sumcheck.SumcheckPolynomial;
import java.util.List;
import java.util.Optional;

/// The product of d multilinear tables, at least two; d is its degree. The tables are used up.
final class ProductSummand implements SumcheckPolynomial {
    private final List<ExtensionVector> tables;
    private final Optional<BlockPolynomial> blocks;
    private int variables;

    /// @param tables each of 2^variables elements
    ProductSummand(int variables, List<ExtensionVector> tables) {
        this.variables = variables;
        this.tables = tables;
        this.blocks = tables.size() == 2
                ? Optional.empty()
                : Optional.of(new BlockPolynomial(tables, tables.size(), ProductSummand::product, Workers.ALONE));
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
        return blocks.isPresent() ? blocks.get().round(claim) : pairs(half);
    }

    // s(2) = 2·s(1) − s(0) + 2·Σ (a1 − a0)(b1 − b0); the claim is not asked, since it may be that of several summands.
    private ExtensionVector pairs(int half) {
        ExtensionVector a = tables.get(0);
        ExtensionVector b = tables.get(1);
        Extension zero = ExtensionKernels.dot(a, 0, b, 0, half);
        Extension one = ExtensionKernels.dot(a, half, b, half, half);
        Extension slopes = ExtensionKernels.dotOfSlopes(a, b, half);
        return ExtensionVector.of(zero, one.plus(slopes).timesBase(2).minus(zero));
    }

    @Override
    public void bind(Extension r) {
        int half = 1 << (variables - 1);
        blocks.ifPresentOrElse(
                all -> all.bind(r), () -> tables.forEach(table -> ExtensionKernels.fold(table, 0, half, r)));
        variables--;
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
