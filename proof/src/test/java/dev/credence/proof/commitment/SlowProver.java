package dev.credence.proof.commitment;

import dev.credence.proof.code.RowCode;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ProverTranscript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An opening by its definition, cell by cell: the judge of `OpeningProver`. Its protected methods are where a cheating
/// prover departs from the protocol; what follows such a departure is as consistent as it can be.
class SlowProver {
    private final ProverTranscript transcript;
    private final OpeningPlan plan;

    SlowProver(OpeningPlan plan, ProverTranscript transcript) {
        this.plan = plan;
        this.transcript = transcript;
    }

    /// One polynomial: its cells row by row, and what was committed for them.
    record Statement(SlowMatrix matrix, Extension[] cells, Point point, Extension value) {
        OpeningClaim claim() {
            return new OpeningClaim(matrix.root(), matrix.shape, point, value);
        }
    }

    /// The cells that are taken for the fold of polynomial `index` of `level` (0: the opened ones).
    protected Extension[] folded(int level, int index, Extension[] honest) {
        return honest;
    }

    /// Changes a level's words before they are hashed.
    protected void words(int level, SlowMatrix matrix) {}

    /// The limbs that are sent for the columns at `positions`.
    protected long[] columns(int level, int index, int[] positions, long[] honest) {
        return honest;
    }

    /// The values at 0 and 2 that are sent in a round.
    protected Extension[] round(int level, int round, Extension[] honest) {
        return honest;
    }

    void prove(List<Statement> statements) {
        List<SlowMatrix> matrices = new ArrayList<>();
        List<Extension[]> left = new ArrayList<>();
        List<Extension[]> weights = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            transcript.absorb(Labels.CLAIM, statement.claim().encode());
            CommitmentShape shape = statement.matrix.shape;
            matrices.add(statement.matrix);
            left.add(folded(0, i, fold(statement.cells, statement.point.first(shape.rowsLog()), 1 << shape.columnsLog())));
            weights.add(array(Eq.table(statement.point.last(shape.columnsLog()))));
        }
        for (int level = 0; level < plan.levels().size(); level++) {
            CommitmentShape shape = plan.levels().get(level);
            Stack stack = Stack.of(left.stream().map(cells -> Integer.numberOfTrailingZeros(cells.length)).toList(), shape.columnsLog());
            Extension[] cells = zeros(1 << shape.variables());
            Extension[] weight = zeros(1 << shape.variables());
            SlowMatrix next = new SlowMatrix(shape, stack(stack, left, cells));
            words(level + 1, next);
            transcript.sendDigest(Labels.ROOT, next.root());
            batch(weights, answer(level, matrices));
            stack(stack, weights, weight);
            Point rows = sumcheck(level + 1, shape.rowsLog(), cells.clone(), weight);
            matrices = List.of(next);
            left = List.<Extension[]>of(folded(level + 1, 0, fold(cells, rows, 1 << shape.columnsLog())));
            weights = List.<Extension[]>of(fold(weight, rows, 1 << shape.columnsLog()));
        }
        left.forEach(cells -> transcript.send(Labels.CLEAR, ExtensionVector.of(cells)));
        answer(plan.levels().size(), matrices);
    }

    private List<long[]> answer(int level, List<SlowMatrix> matrices) {
        transcript.grind(Labels.WORK, Suite.UD_100.grindingBits());
        List<int[]> positions = new ArrayList<>();
        List<long[]> points = new ArrayList<>();
        for (SlowMatrix matrix : matrices) {
            int count = Suite.UD_100.queries(matrix.shape.rateLog());
            int[] distinct = PrunedPaths.distinct(transcript.indices(Labels.INDEX, count, matrix.shape.positionsLog()));
            positions.add(distinct);
            points.add(Arrays.stream(distinct).mapToLong(l -> RowCode.point(matrix.shape.positionsLog(), l)).toArray());
        }
        for (int i = 0; i < matrices.size(); i++) {
            SlowMatrix matrix = matrices.get(i);
            long[] honest = Arrays.stream(positions.get(i)).mapToObj(matrix::limbs).flatMapToLong(Arrays::stream).toArray();
            transcript.sendBase(Labels.COLUMN, columns(level, i, positions.get(i), honest));
            transcript.sendDigests(Labels.PATH, matrix.paths(positions.get(i)));
        }
        return points;
    }

    private void batch(List<Extension[]> weights, List<long[]> points) {
        Extension gamma = transcript.challenge(Labels.GAMMA);
        Extension factor = Extension.ONE;
        for (int i = 0; i < weights.size(); i++) {
            Extension[] weight = weights.get(i);
            for (int x = 0; x < weight.length; x++) {
                weight[x] = weight[x].times(factor);
            }
            factor = factor.times(gamma);
            for (long z : points.get(i)) {
                for (int x = 0; x < weight.length; x++) {
                    weight[x] = weight[x].plus(factor.timesBase(Goldilocks.pow(z, x)));
                }
                factor = factor.times(gamma);
            }
        }
    }

    private Point sumcheck(int level, int rounds, Extension[] cells, Extension[] weights) {
        List<Extension> point = new ArrayList<>();
        Extension[] f = cells;
        Extension[] g = weights.clone();
        for (int round = 0; round < rounds; round++) {
            int half = f.length / 2;
            Extension[] at = zeros(2);
            for (int i = 0; i < half; i++) {
                at[0] = at[0].plus(f[i].times(g[i]));
                at[1] = at[1].plus(beyond(f[i], f[i + half]).times(beyond(g[i], g[i + half])));
            }
            transcript.send("sumcheck-round", round(level, round, at));
            Extension r = transcript.challenge("sumcheck-challenge");
            f = bind(f, r);
            g = bind(g, r);
            point.add(r);
        }
        return new Point(point);
    }

    private static Extension beyond(Extension lower, Extension upper) {
        return upper.plus(upper).minus(lower);
    }

    private static Extension[] stack(Stack stack, List<Extension[]> polynomials, Extension[] target) {
        for (int i = 0; i < polynomials.size(); i++) {
            System.arraycopy(polynomials.get(i), 0, target, stack.cell(i), polynomials.get(i).length);
        }
        return target;
    }

    /// Σ_b eq(b, rows)·row b.
    static Extension[] fold(Extension[] cells, Point rows, int columns) {
        Extension[] table = Arrays.copyOf(cells, columns << rows.size());
        for (int i = cells.length; i < table.length; i++) {
            table[i] = Extension.ZERO;
        }
        for (Extension r : rows.coordinates()) {
            table = bind(table, r);
        }
        return table;
    }

    private static Extension[] bind(Extension[] table, Extension r) {
        int half = table.length / 2;
        Extension[] bound = new Extension[half];
        for (int i = 0; i < half; i++) {
            bound[i] = table[i].plus(r.times(table[i + half].minus(table[i])));
        }
        return bound;
    }

    static Extension[] zeros(int length) {
        Extension[] zeros = new Extension[length];
        Arrays.fill(zeros, Extension.ZERO);
        return zeros;
    }

    private static Extension[] array(ExtensionVector vector) {
        Extension[] array = new Extension[vector.length()];
        Arrays.setAll(array, vector::get);
        return array;
    }
}
