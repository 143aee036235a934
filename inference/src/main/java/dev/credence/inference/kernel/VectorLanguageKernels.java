package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.Matrix;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.tensor.ChunkHasher;
import dev.credence.inference.tensor.SerialChunkHasher;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of language models on the vector API, divided between threads by outputs; bit for bit those of
/// `ReferenceLanguageKernels`.
final class VectorLanguageKernels implements LanguageKernels {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int N = Lanes.COUNT;
    /// Fewer multiply-adds than this are not divided: they take a few microseconds.
    private static final long STEPS_TO_DIVIDE = 1 << 15;
    /// Fewer numbers than this are looked through by one thread: ten microseconds.
    private static final int NUMBERS_TO_DIVIDE = 1 << 13;
    /// Weights of one part of a matrix with one row of activations: two to seventy microseconds. The longer a stretch is read, the
    /// faster: from 2^18 to 2^20 weights, an answer of the 1B shape in Q4_0 on two threads takes 7 % less time.
    private static final int PART_WEIGHTS_MIN = 1 << 15;
    private static final int PART_WEIGHTS_MAX = 1 << 20;
    /// With two or three rows of activations: what the second-level cache holds until the next of them.
    private static final int CACHED_WEIGHTS_MAX = 1 << 18;
    /// So many parts a thread, so that a thread that is held up is not waited for long.
    private static final int PARTS_PER_THREAD = 4;
    /// Floats of a panel, 48 rows of 2,048 columns or 12 of 8,192: a second-level cache of 1 MiB holds it. The larger it is, the
    /// seldomer all activations come by, and the longer a stretch of each result is written at once: 2 % less time than with 2^16, a
    /// tenth on a busy machine.
    private static final int PANEL_FLOATS = 3 << 15;
    private static final int PANEL_ROWS_MAX = 60;
    /// So few rows of activations are multiplied one after the other: a part's weights stay in the second-level cache between two of
    /// them, and are decoded again faster than a panel is written, read and multiplied four rows at a time. Measured with 2 rows of
    /// 2,048 columns of Q8_0 from memory: 14.8 against 6.1 thousand million multiply-adds a second; with 3 rows 15 against 9.
    private static final int SINGLE_ROWS_MAX = 3;
    /// Constants of GELU, as in the reference.
    private static final float GELU_ROOT = 0x1.988454p-1f;
    private static final float GELU_CUBE = 0x1.6e4e26p-5f;

    /// In a process so young that it has multiplied so few times, so few rows go one after the other too: the one loop that
    /// they need is compiled long before those that fill and multiply panels. The first token behind a prompt of 8 comes two
    /// thirds of a second earlier.
    private static final int YOUNG_PRODUCTS = 256;
    private static final int YOUNG_ROWS_MAX = 16;

    private final Crew crew;
    /// Products to come until it is young no more.
    private final AtomicInteger young;
    private final WarmingChunkHasher.Age hashing;
    /// Panels that are not in use: as many as ever worked at once.
    private final ConcurrentLinkedQueue<TokenTiles.Panel> panels = new ConcurrentLinkedQueue<>();

    VectorLanguageKernels(Crew crew) {
        this(crew, YOUNG_PRODUCTS);
    }

    /// @param young products until every batch goes the way that is the fastest once all loops are compiled; no result depends on it
    VectorLanguageKernels(Crew crew, int young) {
        this.crew = crew;
        this.young = new AtomicInteger(young);
        this.hashing = young > 0 ? WarmingChunkHasher.Age.young() : WarmingChunkHasher.Age.grown();
    }

    private boolean isOneByOne(int rows) {
        return rows <= SINGLE_ROWS_MAX || young.get() > 0 && young.decrementAndGet() > 0 && rows <= YOUNG_ROWS_MAX;
    }

    @Override
    public String name() {
        return "vector-" + N * 32 + "x" + crew.threads();
    }

    @Override
    public void multiply(Matrix[] matrices, float[] x, int rows, float[][] y) {
        if (rows == 0) {
            return;
        }
        boolean oneByOne = isOneByOne(rows);
        int columns = matrices[0].columns();
        int padded = columns + 15 & -16;
        float[] activations = padded == columns ? x : pad(x, rows, columns, padded);
        int[] first = new int[matrices.length + 1];
        int[] partRows = new int[matrices.length];
        long steps = 0;
        for (int m = 0; m < matrices.length; m++) {
            partRows[m] = oneByOne
                    ? singlePartRows(matrices[m], padded, rows == 1 ? PART_WEIGHTS_MAX : CACHED_WEIGHTS_MAX)
                    : Math.clamp(PANEL_FLOATS / padded / TokenTiles.ROWS * TokenTiles.ROWS, TokenTiles.ROWS, PANEL_ROWS_MAX);
            first[m + 1] = first[m] + (matrices[m].rows() + partRows[m] - 1) / partRows[m];
            steps += (long) matrices[m].rows() * columns * rows;
        }
        (steps < STEPS_TO_DIVIDE ? Crew.CALLER : crew).run(first[matrices.length], part -> {
            int m = 0;
            while (part >= first[m + 1]) {
                m++;
            }
            int from = (part - first[m]) * partRows[m];
            int to = Math.min(matrices[m].rows(), from + partRows[m]);
            if (oneByOne) {
                for (int row = 0; row < rows; row++) {
                    float[] one = rows == 1 ? activations : Arrays.copyOfRange(activations, row * padded, (row + 1) * padded);
                    RowDots.run(new RowDots.Job(matrices[m], from, to, one, y[m], row * matrices[m].rows()));
                }
            } else {
                panel(matrices[m], from, to, new Rows(activations, rows, padded), y[m]);
            }
        });
    }

    @Override
    public int largest(float[] x, int at, int n) {
        int parts = n < NUMBERS_TO_DIVIDE ? 1 : crew.threads();
        int[] places = new int[parts];
        crew.run(parts, part -> {
            int from = (int) ((long) n * part / parts);
            int to = (int) ((long) n * (part + 1) / parts);
            int place = ReferenceLanguageKernels.INSTANCE.largest(x, at + from, to - from);
            places[part] = place == NOT_FINITE ? NOT_FINITE : from + place;
        });
        int best = places[0];
        for (int place : places) {
            if (place == NOT_FINITE) {
                return NOT_FINITE;
            }
            best = x[at + place] > x[at + best] ? place : best;
        }
        return best;
    }

    @Override
    public void divide(int parts, IntConsumer part) {
        crew.run(parts, part::accept);
    }

    @Override
    public ChunkHasher newChunkHasher() {
        return VectorChunkHasher.IS_POSSIBLE ? new WarmingChunkHasher(new VectorChunkHasher(), hashing) : new SerialChunkHasher();
    }

    private int singlePartRows(Matrix matrix, int columns, int weightsMax) {
        long even = (long) matrix.rows() * columns / (PARTS_PER_THREAD * crew.threads());
        return Math.max(1, Math.clamp(even, PART_WEIGHTS_MIN, weightsMax) / columns);
    }

    private record Rows(float[] x, int count, int columns) {}

    private static float[] pad(float[] x, int rows, int columns, int padded) {
        float[] wide = new float[rows * padded];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(x, row * columns, wide, row * padded, columns);
        }
        return wide;
    }

    private void panel(Matrix matrix, int from, int to, Rows rows, float[] y) {
        int floats = TokenTiles.floats(to - from, rows.columns);
        TokenTiles.Panel free = panels.poll();
        TokenTiles.Panel panel = free != null && free.holds(floats) ? free : new TokenTiles.Panel(Math.max(PANEL_FLOATS, floats));
        for (int r = from; r < to; r++) {
            StoredRows.decode(matrix.type(), matrix.data(), r * matrix.rowBytes(), panel.rows(), TokenTiles.rowAt(r - from, rows.columns), matrix.columns());
        }
        TokenTiles.multiply(panel, new TokenTiles.Part(to - from, rows.columns, from, matrix.rows(), matrix.bias()), rows.x, rows.count, y);
        panels.add(panel);
    }

    @Override
    public void norm(float[] x, int rows, float[] weight, float epsilon, float[] y) {
        float[] lanes = new float[FloatV1.LANES];
        int n = weight.length;
        for (int row = 0; row < rows * n; row += n) {
            float square = n % 16 == 0 ? squares(x, row, n, lanes) : FloatV1.dot(x, row, x, row, n);
            float r = FloatV1.reciprocalSqrt(square / n + epsilon);
            for (int i = 0; i < n; i++) {
                y[row + i] = x[row + i] * r * weight[i];
            }
        }
    }

    private static float squares(float[] x, int at, int n, float[] lanes) {
        RowDots.squares(x, at, n, lanes);
        return VectorRows.tree(lanes, 0);
    }

    @Override
    public void gate(boolean gelu, float[] gate, float[] up, int n) {
        int parts = Math.max(1, Math.min(crew.threads(), n >> 13));
        crew.run(parts, part -> gate(gelu, gate, up, (int) ((long) n * part / parts), (int) ((long) n * (part + 1) / parts)));
    }

    private static void gate(boolean gelu, float[] gate, float[] up, int from, int to) {
        int i = from;
        for (; i + N <= to; i += N) {
            FloatVector x = FloatVector.fromArray(S, gate, i);
            FloatVector activated = gelu ? gelu(x) : x.div(VectorMath.exp(x.neg()).add(1f));
            activated.mul(FloatVector.fromArray(S, up, i)).intoArray(gate, i);
        }
        float[] rest = new float[2 * N];
        if (i < to) {
            System.arraycopy(gate, i, rest, 0, to - i);
            System.arraycopy(up, i, rest, N, to - i);
            FloatVector x = FloatVector.fromArray(S, rest, 0);
            FloatVector activated = gelu ? gelu(x) : x.div(VectorMath.exp(x.neg()).add(1f));
            activated.mul(FloatVector.fromArray(S, rest, N)).intoArray(rest, 0);
            System.arraycopy(rest, 0, gate, i, to - i);
        }
    }

    private static FloatVector gelu(FloatVector x) {
        FloatVector inner = x.add(x.mul(GELU_CUBE).mul(x).mul(x)).mul(GELU_ROOT);
        return x.mul(0.5f).mul(VectorMath.tanh(inner).add(1f));
    }

    @Override
    public void attend(AttentionCall call) {
        int rows = call.positions().length;
        int heads = call.shape().heads();
        if (rows == 0) {
            return;
        }
        int last = call.positions()[rows - 1];
        long steps = 2L * rows * heads * call.shape().headSize() * (last - call.shape().firstVisible(call.layer(), last) + 1);
        Crew chosen = steps < STEPS_TO_DIVIDE ? Crew.CALLER : crew;
        // Neighbouring rows read the same keys: a part is a stretch of rows of heads that share theirs, fewer than four where threads
        // would go without.
        int stretch = Math.min(rows, 16);
        int stretches = (rows + stretch - 1) / stretch;
        int sharing = heads / call.shape().kvHeads();
        int together = Math.clamp((long) heads * stretches / chosen.threads(), 1, Math.min(sharing, FourHeads.COUNT));
        int runs = (sharing + together - 1) / together;
        chosen.run(call.shape().kvHeads() * runs * stretches, part -> {
            VectorAttention attention = new VectorAttention(call, together);
            int run = part / stretches;
            int first = run / runs * sharing + run % runs * together;
            int count = Math.min(together, sharing - run % runs * together);
            int from = part % stretches * stretch;
            for (int row = from; row < Math.min(rows, from + stretch); row++) {
                attention.attend(row, first, count);
            }
        });
    }
}
