package dev.credence.inference.kernel;

import dev.credence.inference.gguf.Dequantisation;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.transformer.Matrix;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Dot products of stored rows, decoded on the way, with one row of activations; the lanes of 16 rows are added together.
///
/// Four rows at a time, or two, far apart: long sequential streams of weights are read as fast as one, neighbouring rows at half
/// that speed (measured, 2,048 columns of Q8_0 from a mapped file: 16.6 against 6.7 thousand million weights a second).
final class RowDots {
    private static final VectorSpecies<Float> S = StoredRows.S;
    private static final int N = StoredRows.N;

    /// Rows of Q8_0, F16 and BF16 are read four at a time from so many columns on; shorter ones, which need few steps for many bytes,
    /// come as fast in two streams, for which less must be compiled (2,048 columns of Q8_0, two threads: 28.0 and 27.4 thousand million
    /// weights a second).
    private static final int WIDE_COLUMNS = 3_072;

    /// It takes some thousand rounds until a loop is compiled, each of them very slow, and four rows take twice as long as two. In a
    /// young process, for so many parts (eight tokens of a 1B model one by one, or about 40 of an answer), all rows therefore go in
    /// pairs; then, for some parts more, the first four alone go the other way, until that is compiled too. Without this the first
    /// token of a 1B model comes half a second later.
    private static final int YOUNG_PARTS = 64_000;
    private static final int PARTS_TO_COMPILE = 1_000;
    private static final AtomicInteger youngParts = new AtomicInteger(YOUNG_PARTS + PARTS_TO_COMPILE);

    private RowDots() {}

    /// Whether matrices of `type` and so many columns are decoded on the way; the others are decoded to a scratch row first.
    static boolean has(GgufType type, int columns) {
        return columns % 16 == 0 && columns % type.blockElements() == 0 && StoredRows.WIDE;
    }

    /// Rows [from, to) of `matrix` times x, to y at `at` and the rows' numbers; x is padded to whole blocks of 16.
    record Job(Matrix matrix, int from, int to, float[] x, float[] y, int at) {}

    /// Groups `first` … `first + count − 1` of rows far apart: row `first + i` is the first of its group, the others follow with a
    /// distance of `apart` each, or are `last` where that is further on.
    record Stretch(int first, int count, int apart, int last) {
        /// Row r of group i.
        int row(int i, int r) {
            return Math.min(first + i + r * apart, last);
        }
    }

    static void run(Job job) {
        int border = job.from + quads(job);
        run(job, job.from, border, 4);
        run(job, border, job.to, 2);
    }

    // How many of the first rows are multiplied four at a time.
    private static int quads(Job job) {
        int young = youngParts.get() > 0 ? youngParts.decrementAndGet() : 0;
        if (!hasQuads(job.matrix) || job.matrix.columns() < columnsOfQuads(job.matrix.type())) {
            return 0;
        }
        return young > PARTS_TO_COMPILE ? 0 : Math.min(young > 0 ? 4 : Integer.MAX_VALUE, job.to - job.from);
    }

    private static int columnsOfQuads(GgufType type) {
        return type == GgufType.Q4_0 || type == GgufType.Q4_1 ? 0 : WIDE_COLUMNS;
    }

    /// Rows [from, to), two or, where `hasQuads`, four of them together.
    static void run(Job job, int from, int to, int together) {
        if (from == to) {
            return;
        }
        float[] lanes = new float[LaneTrees.COUNT * LaneTrees.COUNT];
        float[] sums = new float[LaneTrees.COUNT];
        float[] scratch = has(job.matrix.type(), job.matrix.columns()) ? null : new float[job.matrix.columns() + 15 & -16];
        int groups = LaneTrees.COUNT / together;
        int apart = (to - from + together - 1) / together;
        for (int done = 0; done < apart; done += groups) {
            Stretch rows = new Stretch(from + done, Math.min(groups, apart - done), apart, to - 1);
            if (together == 4) {
                quads(job, rows, lanes);
            } else if (scratch == null) {
                pairs(job, rows, lanes);
            } else {
                oneByOne(rows, (row, at) -> decoded(job, row, scratch, lanes, at));
            }
            LaneTrees.sums(lanes, 0, sums);
            for (int r = together - 1; r >= 0; r--) {
                // In this order: where several are the same row, any sum is the row's.
                for (int i = 0; i < rows.count; i++) {
                    store(job, rows.row(i, r), sums[groups * r + i]);
                }
            }
        }
    }

    static boolean hasQuads(Matrix matrix) {
        return N == LaneTrees.COUNT && has(matrix.type(), matrix.columns())
                && switch (matrix.type()) {
                    case F16, BF16, Q8_0, Q4_0, Q4_1 -> true;
                    case F32, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> false;
                };
    }

    private static void quads(Job job, Stretch rows, float[] lanes) {
        switch (job.matrix.type()) {
            case F16 -> RowQuads.f16(job.matrix, rows, job.x, lanes);
            case BF16 -> RowQuads.bf16(job.matrix, rows, job.x, lanes);
            case Q8_0 -> RowQuads.q8(job.matrix, rows, job.x, lanes);
            case Q4_0 -> RowQuads.q4(job.matrix, rows, job.x, lanes);
            case Q4_1 -> RowQuads.q4WithMinimum(job.matrix, rows, job.x, lanes);
            case F32, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> throw new IllegalArgumentException("not a type of quads: " + job.matrix.type());
        }
    }

    private static void store(Job job, int row, float sum) {
        job.y[job.at + row] = job.matrix.hasBias() ? sum + job.matrix.bias()[row] : sum;
    }

    private static void pairs(Job job, Stretch rows, float[] lanes) {
        switch (job.matrix.type()) {
            case F32 -> RowPairs.f32(job.matrix, rows, job.x, lanes);
            case F16 -> RowPairs.f16(job.matrix, rows, job.x, lanes);
            case BF16 -> RowPairs.bf16(job.matrix, rows, job.x, lanes);
            case Q8_0 -> RowPairs.q8(job.matrix, rows, job.x, lanes);
            case Q4_0 -> RowPairs.q4(job.matrix, rows, job.x, lanes);
            case Q4_1 -> RowPairs.q4WithMinimum(job.matrix, rows, job.x, lanes);
            case Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> oneByOne(rows, (row, at) -> block(job, row, lanes, at));
        }
    }

    /// Leaves the lanes of one row at a place.
    private interface RowLanes {
        void compute(int row, int at);
    }

    // Pairs whose rows have nothing in common but their distance.
    private static void oneByOne(Stretch rows, RowLanes lanes) {
        for (int i = 0; i < rows.count; i++) {
            lanes.compute(rows.row(i, 0), 16 * i);
            lanes.compute(rows.row(i, 1), 16 * i + RowPairs.SECOND);
        }
    }

    private static void block(Job job, int row, float[] lanes, int at) {
        long p = row * job.matrix.rowBytes();
        switch (job.matrix.type()) {
            case Q5_0, Q5_1 -> RowBlocks.fifths(job.matrix, p, job.x, lanes, at);
            case Q4_K -> RowBlocks.q4(job.matrix, p, job.x, lanes, at);
            case Q5_K -> RowBlocks.q5(job.matrix, p, job.x, lanes, at);
            case Q6_K -> RowBlocks.q6(job.matrix, p, job.x, lanes, at);
            case F32, F16, BF16, Q8_0, Q4_0, Q4_1 -> throw new IllegalArgumentException("a type of pairs: " + job.matrix.type());
        }
    }

    private static void decoded(Job job, int row, float[] scratch, float[] lanes, int at) {
        Matrix matrix = job.matrix;
        Dequantisation.decode(matrix.type(), matrix.data(), row * matrix.rowBytes(), scratch, matrix.columns());
        for (int part = 0; part < 16; part += N) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = part; i < scratch.length; i += 16) {
                sum = FloatVector.fromArray(S, scratch, i).fma(FloatVector.fromArray(S, job.x, i), sum);
            }
            sum.intoArray(lanes, at + part);
        }
    }

    /// The lanes of x·x, of a row of `columns` floats from `at` on.
    static void squares(float[] x, int at, int columns, float[] lanes) {
        for (int part = 0; part < 16; part += N) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = part; i < columns; i += 16) {
                FloatVector v = FloatVector.fromArray(S, x, at + i);
                sum = v.fma(v, sum);
            }
            sum.intoArray(lanes, part);
        }
    }
}
