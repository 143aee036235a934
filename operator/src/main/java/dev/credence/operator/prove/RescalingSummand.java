package dev.credence.operator.prove;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.sumcheck.BlockPolynomial;
import dev.credence.proof.sumcheck.BlockSummand;
import dev.credence.proof.sumcheck.SumcheckPolynomial;
import dev.credence.verification.circuit.Column;
import dev.credence.verification.circuit.Grid;
import dev.credence.verification.circuit.Relation;
import dev.credence.verification.circuit.RelationValues;
import java.util.Arrays;
import java.util.List;

/// The zero-check's summand of an operation that rescales (docs/spec/proof.md 7.5), ordered as
///
/// ```
/// eq·R·( acc·M + u − 2^s·y + e·(−λ·y² + B·y + D) )
/// u = zp·2^s + 2^(s−1) − rem    K = 2^s/(hi − lo)    B = λ(lo + hi) − 2K    D = K(lo + hi) − λ·lo·hi
/// ```
/// M depends on the channels alone, and is spread over all positions: a sixth table costs less than a loop of its own.
final class RescalingSummand implements SumcheckPolynomial {
    private final ExtensionVector acc;
    private final ExtensionVector multiplier;
    private final ExtensionVector y;
    private final ExtensionVector e;
    private final ExtensionVector u;
    private final long scale;
    private final Extension square;
    private final Extension slope;
    private final Extension constant;
    private final long offset;
    private final BlockPolynomial blocks;

    /// @param eq eq(τ, ·)·R over the padded grid
    RescalingSummand(Relation.Rescaling relation, Witness witness, ExtensionVector eq, Extension lambda, Workers workers) {
        int cells = 1 << relation.grid().variables();
        int low = relation.rescale().range().low();
        int high = relation.rescale().range().high();
        this.scale = 1L << relation.rescale().shift();
        this.offset = Goldilocks.fromSigned(relation.offset());
        long k = Goldilocks.mul(scale, Goldilocks.inverse(high - low));
        this.square = lambda.negate();
        this.slope = lambda.timesBase(Goldilocks.fromSigned(low + high)).minus(Extension.of(Goldilocks.mul(2, k)));
        this.constant = Extension.of(Goldilocks.mul(k, Goldilocks.fromSigned(low + high)))
                .minus(lambda.timesBase(Goldilocks.fromSigned((long) low * high)));
        this.acc = new ExtensionVector(cells);
        this.multiplier = new ExtensionVector(cells);
        this.y = new ExtensionVector(cells);
        this.e = new ExtensionVector(cells);
        this.u = new ExtensionVector(cells);
        fill(relation, witness);
        this.blocks = new BlockPolynomial(List.of(eq, acc, multiplier, y, e, u), 4, this::summand, workers);
    }

    private void fill(Relation.Rescaling relation, Witness witness) {
        long[] left = witness.accumulators()[relation.op()];
        int[] result = witness.tensors()[relation.op() + 1];
        int[] multipliers = witness.multipliers()[relation.op()];
        Grid grid = relation.grid();
        Arrays.fill(u.c0(), offset);
        for (int channel = 0; channel < multipliers.length; channel++) {
            int from = channel << grid.positionVariables();
            Arrays.fill(multiplier.c0(), from, from + (1 << grid.positionVariables()), multipliers[channel]);
        }
        for (int channel = 0; channel < grid.channels(); channel++) {
            for (int position = 0; position < grid.positions(); position++) {
                int at = channel * grid.positions() + position;
                int to = channel << grid.positionVariables() | position;
                acc.c0()[to] = Goldilocks.fromSigned(left[at]);
                y.c0()[to] = Goldilocks.fromSigned(result[at]);
                e.c0()[to] = limbs(witness.cells(), relation.excess(), at);
                u.c0()[to] = Goldilocks.sub(offset, limbs(witness.cells(), relation.remainder(), at));
            }
        }
    }

    private static long limbs(int[] cells, List<Column> columns, int at) {
        long sum = 0;
        for (int limb = columns.size() - 1; limb >= 0; limb--) {
            sum = (sum << 8) + cells[columns.get(limb).offset() + at];
        }
        return sum;
    }

    private BlockSummand summand() {
        ExtensionBlock quadratic = ExtensionBlock.upTo(ExtensionBlock.SIZE);
        return (arithmetic, values, out, length) -> {
            ExtensionBlock result = values[2];
            arithmetic.scale(quadratic, result, square, length);
            arithmetic.offset(quadratic, quadratic, slope, length);
            arithmetic.mul(quadratic, quadratic, result, length);
            arithmetic.offset(quadratic, quadratic, constant, length);
            arithmetic.mul(quadratic, quadratic, values[3], length);
            arithmetic.mul(out, values[0], values[1], length);
            arithmetic.add(out, out, values[4], length);
            arithmetic.add(out, out, quadratic, length);
            arithmetic.scaleBase(quadratic, result, scale, length);
            arithmetic.sub(out, out, quadratic, length);
        };
    }

    @Override
    public int variables() {
        return blocks.variables();
    }

    @Override
    public int degree() {
        return 4;
    }

    @Override
    public ExtensionVector round(Extension claim) {
        return blocks.round(claim);
    }

    @Override
    public void bind(Extension r) {
        blocks.bind(r);
    }

    /// acc, M, y, e, rem at the point, once all variables are bound.
    RelationValues.Rescaling values() {
        Extension remainder = Extension.of(offset).minus(u.get(0));
        return new RelationValues.Rescaling(acc.get(0), multiplier.get(0), y.get(0), e.get(0), remainder);
    }
}
