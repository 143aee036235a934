package dev.credence.operator.prove;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.sumcheck.SumcheckPolynomial;
import dev.credence.verification.circuit.Column;
import dev.credence.verification.circuit.Grid;
import dev.credence.verification.circuit.Relation;
import dev.credence.verification.circuit.RelationValues;
import java.util.List;

/// The zero-check's summand of an operation that rescales (docs/spec/proof.md 7.5), ordered as
///
/// ```
/// eq·R·( acc·M + u − 2^s·y + e·(−λ·y² + B·y + D) )
/// u = zp·2^s + 2^(s−1) − rem    K = 2^s/(hi − lo)    B = λ(lo + hi) − 2K    D = K(lo + hi) − λ·lo·hi
/// ```
/// M depends on the channels alone: its variables are bound first, then it is one number.
final class RescalingSummand implements SumcheckPolynomial {
    private final Grid grid;
    private final ExtensionVector eq;
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
    private int variables;

    /// @param eq eq(τ, ·)·R over the padded grid
    RescalingSummand(Relation.Rescaling relation, Witness witness, ExtensionVector eq, Extension lambda) {
        this.grid = relation.grid();
        this.eq = eq;
        this.variables = grid.variables();
        int op = relation.op();
        int shift = relation.rescale().shift();
        int low = relation.rescale().range().low();
        int high = relation.rescale().range().high();
        this.scale = 1L << shift;
        this.offset = Goldilocks.fromSigned(relation.offset());
        long k = Goldilocks.mul(scale, Goldilocks.inverse(high - low));
        this.square = lambda.negate();
        this.slope = lambda.timesBase(Goldilocks.fromSigned(low + high)).minus(Extension.of(Goldilocks.mul(2, k)));
        this.constant = Extension.of(Goldilocks.mul(k, Goldilocks.fromSigned(low + high)))
                .minus(lambda.timesBase(Goldilocks.fromSigned((long) low * high)));
        this.acc = new ExtensionVector(1 << variables);
        this.y = new ExtensionVector(1 << variables);
        this.e = new ExtensionVector(1 << variables);
        this.u = new ExtensionVector(1 << variables);
        fill(relation, witness);
        int[] multipliers = witness.multipliers()[op];
        this.multiplier = new ExtensionVector(1 << grid.channelVariables());
        for (int channel = 0; channel < multipliers.length; channel++) {
            multiplier.c0()[channel] = multipliers[channel];
        }
    }

    private void fill(Relation.Rescaling relation, Witness witness) {
        long[] left = witness.accumulators()[relation.op()];
        int[] result = witness.tensors()[relation.op() + 1];
        for (int i = 0; i < u.length(); i++) {
            u.c0()[i] = offset;
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

    @Override
    public int variables() {
        return variables;
    }

    @Override
    public int degree() {
        return 4;
    }

    @Override
    public ExtensionVector round(Extension claim) {
        int half = 1 << (variables - 1);
        int positionsLeft = Math.min(variables, grid.positionVariables());
        boolean channels = variables > positionsLeft;
        ExtensionVector sums = new ExtensionVector(4);
        for (int sent = 0; sent < 4; sent++) {
            int x = sent == 0 ? 0 : sent + 1;
            Extension sum = Extension.ZERO;
            for (int i = 0; i < half; i++) {
                Extension weight = at(eq, i, half, x);
                if (weight.isZero()) {
                    continue;
                }
                int row = i >> positionsLeft;
                Extension m = channels ? at(multiplier, row, half >> positionsLeft, x) : multiplier.get(0);
                sum = sum.plus(weight.times(relation(i, half, x, m)));
            }
            sums.set(sent, sum);
        }
        return sums;
    }

    private Extension relation(int i, int half, int x, Extension m) {
        Extension result = at(y, i, half, x);
        Extension quadratic = result.times(result.times(square).plus(slope)).plus(constant);
        return at(acc, i, half, x)
                .times(m)
                .plus(at(u, i, half, x))
                .minus(result.timesBase(scale))
                .plus(at(e, i, half, x).times(quadratic));
    }

    private static Extension at(ExtensionVector table, int i, int half, int x) {
        Extension low = table.get(i);
        return x == 0 ? low : low.plus(table.get(i + half).minus(low).timesBase(x));
    }

    @Override
    public void bind(Extension r) {
        int half = 1 << (variables - 1);
        for (ExtensionVector table : List.of(eq, acc, y, e, u)) {
            ExtensionKernels.fold(table, 0, half, r);
        }
        if (variables > grid.positionVariables()) {
            ExtensionKernels.fold(multiplier, 0, half >> grid.positionVariables(), r);
        }
        variables--;
    }

    /// acc, M, y, e, rem at the point, once all variables are bound.
    RelationValues.Rescaling values() {
        Extension remainder = Extension.of(offset).minus(u.get(0));
        return new RelationValues.Rescaling(acc.get(0), multiplier.get(0), y.get(0), e.get(0), remainder);
    }
}
