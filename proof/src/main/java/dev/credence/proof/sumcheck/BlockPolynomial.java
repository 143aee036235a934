package dev.credence.proof.sumcheck;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.BlockArithmetic;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionSum;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Spares;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// The summand w(z)·g(t_1(z), …, t_k(z)) over tables of 2^n cells, block by block and by several threads: what
/// `CompositePolynomial` is, at the speed of its products.
///
/// A round walks each block once: the values at X = 0, then slopes added for X = 1, 2, …, degree, of which 1 is passed
/// over. Blocks where w vanishes are skipped.
public final class BlockPolynomial implements SumcheckPolynomial {
    private static final int SIZE = ExtensionBlock.SIZE;
    /// Cells that one thread takes at a time.
    private static final int CHUNK = 1 << 12;

    private final List<ExtensionVector> tables;
    private final int degree;
    private final Supplier<BlockSummand> summand;
    private final Workers workers;
    private final Spares<Bench> benches = new Spares<>(Bench::new);
    private int variables;

    /// Takes the tables over: they are folded in place.
    ///
    /// @param tables w, then t_1, …, t_k; each of 2^n cells
    /// @param degree of the whole, w included
    /// @param summand makes g, one for each thread, which needs registers of its own
    public BlockPolynomial(List<ExtensionVector> tables, int degree, Supplier<BlockSummand> summand, Workers workers) {
        this.tables = List.copyOf(tables);
        this.degree = degree;
        this.summand = summand;
        this.workers = workers;
        this.variables = Tables.variables(this.tables);
    }

    @Override
    public int variables() {
        return variables;
    }

    @Override
    public int degree() {
        return degree;
    }

    @Override
    public ExtensionVector round(Extension claim) {
        int half = 1 << (variables - 1);
        ExtensionVector[] parts = new ExtensionVector[chunks(half)];
        workers.each(parts.length, chunk -> {
            int from = chunk * CHUNK;
            benches.use(bench -> parts[chunk] = bench.sums(half, from, Math.min(half, from + CHUNK)));
        });
        ExtensionVector sums = parts[0];
        for (int i = 1; i < parts.length; i++) {
            for (int j = 0; j < degree; j++) {
                sums.set(j, sums.get(j).plus(parts[i].get(j)));
            }
        }
        return sums;
    }

    @Override
    public void bind(Extension r) {
        variables--;
        int half = 1 << variables;
        workers.each(chunks(half), chunk -> {
            int from = chunk * CHUNK;
            for (ExtensionVector table : tables) {
                ExtensionKernels.foldRange(table, from, half, Math.min(CHUNK, half - from), r);
            }
        });
    }

    /// Table `index` (0 is w) at the point that all variables are bound to.
    public Extension value(int index) {
        if (variables != 0) {
            throw new IllegalStateException(variables + " variables are not bound yet");
        }
        return tables.get(index).get(0);
    }

    private static int chunks(int half) {
        return Math.max(1, half / CHUNK);
    }

    /// The registers of one thread, and the sums of the chunk that it is at.
    private final class Bench {
        private final BlockArithmetic arithmetic = BlockArithmetic.upTo(SIZE);
        private final BlockSummand own = summand.get();
        private final ExtensionBlock[] slopes = registers(tables.size());
        private final ExtensionBlock[] values = registers(tables.size() - 1);
        private final ExtensionBlock weight = ExtensionBlock.upTo(SIZE);
        private final ExtensionBlock out = ExtensionBlock.upTo(SIZE);

        ExtensionVector sums(int half, int from, int to) {
            ExtensionSum[] sums = new ExtensionSum[degree];
            Arrays.setAll(sums, i -> new ExtensionSum());
            for (int at = from; at < to; at += SIZE) {
                block(half, at, Math.min(SIZE, to - at), sums);
            }
            ExtensionVector totals = new ExtensionVector(degree);
            for (int i = 0; i < degree; i++) {
                totals.set(i, sums[i].total());
            }
            return totals;
        }

        private void block(int half, int at, int length, ExtensionSum[] sums) {
            weight.load(tables.getFirst(), at, length);
            slopes[0].load(tables.getFirst(), at + half, length);
            if (weight.isZero(length) && slopes[0].isZero(length)) {
                return;
            }
            arithmetic.sub(slopes[0], slopes[0], weight, length);
            for (int i = 0; i < values.length; i++) {
                values[i].load(tables.get(i + 1), at, length);
                slopes[i + 1].load(tables.get(i + 1), at + half, length);
                arithmetic.sub(slopes[i + 1], slopes[i + 1], values[i], length);
            }
            for (int x = 0; x <= degree; x++) {
                if (x > 0) {
                    step(length);
                }
                if (x != 1) {
                    own.compute(arithmetic, values, out, length);
                    arithmetic.dot(sums[x == 0 ? 0 : x - 1], weight, out, length);
                }
            }
        }

        private void step(int length) {
            arithmetic.add(weight, weight, slopes[0], length);
            for (int i = 0; i < values.length; i++) {
                arithmetic.add(values[i], values[i], slopes[i + 1], length);
            }
        }

        private static ExtensionBlock[] registers(int count) {
            ExtensionBlock[] registers = new ExtensionBlock[count];
            Arrays.setAll(registers, i -> ExtensionBlock.upTo(SIZE));
            return registers;
        }
    }
}
