package dev.credence.inference.language.transformer;

import dev.credence.inference.numeric.FloatV1;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Runs token ids through the layers of a model.
///
/// Positions are computed in batches of at most `batchMax`; one by one gives the same bits. In the last layer, and for the
/// logits, only those positions are computed whose logits somebody wants.
public final class Transformer {
    /// Positions of one batch: a matrix is decoded once for all of them, and their activations stay in a processor's cache.
    public static final int BATCH_MAX = 128;
    /// So many logits are held at once, 32 MiB: of 65 positions with 128,256 tokens. The last matrix is decoded once for all of them.
    private static final int LOGITS_MAX = 1 << 23;

    private final LanguageModel model;
    private final ModelShape shape;
    private final LanguageKernels kernels;
    private final int batchMax;
    private final Rope global;
    private final Rope local;
    /// The logits of the last run, for the next one: as garbage they would outweigh everything else.
    private final AtomicReference<float[]> spareLogits = new AtomicReference<>();

    /// What a run is asked for and tells.
    public interface Outputs {
        /// Whether the logits behind `position` are wanted.
        boolean wantsLogits(int position);

        /// The logits behind `position`, from `at` on, one a token; the array is used again afterwards.
        void logits(int position, float[] logits, int at);

        /// The outputs of a layer for a batch of positions: keys and values as cached, and the residual stream of those positions that
        /// were computed to the layer's end (all but in the last layer). The arrays are used again afterwards.
        default void layer(LayerOutputs outputs) {}
    }

    /// The outputs of a layer for one span; the arrays hold those of the batch's other spans too.
    ///
    /// @param first     the position of the first row of `keys` and `values`
    /// @param row       where that row stands in them
    /// @param keys      `[… × keyWidth]`, rotated
    /// @param values    `[… × keyWidth]`
    /// @param positions of the span's rows of `residual`
    /// @param residual  `[… × width]`
    /// @param residualRow where the first of these rows stands
    public record LayerOutputs(
            int layer, int first, int row, int rows, float[] keys, float[] values, int[] positions, int residualRow, float[] residual) {}

    /// The next ids of one sequence.
    ///
    /// @param ids     at least one; not written to
    /// @param outputs what is told of their positions
    public record Span(KeyValueCache cache, int[] ids, Outputs outputs) {}

    public Transformer(LanguageModel model, LanguageKernels kernels) {
        this(model, kernels, BATCH_MAX);
    }

    /// @param batchMax how many positions are computed together; no result depends on it
    public Transformer(LanguageModel model, LanguageKernels kernels, int batchMax) {
        if (batchMax < 1) {
            throw new IllegalArgumentException("at least 1 expected, found " + batchMax);
        }
        this.model = model;
        this.shape = model.shape();
        this.kernels = kernels;
        this.batchMax = batchMax;
        this.global = Rope.of(model, false);
        this.local = Rope.of(model, true);
    }

    public LanguageModel model() {
        return model;
    }

    public LanguageKernels kernels() {
        return kernels;
    }

    /// How many positions are computed together at most.
    public int batchMax() {
        return batchMax;
    }

    /// Appends `ids` to the positions of `cache`.
    ///
    /// @throws IllegalArgumentException if an id is outside the vocabulary or the cache has no room; check both before
    public void run(KeyValueCache cache, int[] ids, Outputs outputs) {
        checkIds(ids);
        cache.reserve(ids.length);
        Batch batch = new Batch(shape, Math.min(batchMax, ids.length));
        for (int from = 0; from < ids.length; from += batchMax) {
            int[] piece = java.util.Arrays.copyOfRange(ids, from, Math.min(ids.length, from + batchMax));
            run(List.of(new Span(cache, piece, outputs)), batch);
        }
    }

    /// Appends each span's ids to its own cache, all of them in one batch: a matrix is decoded once for all spans, and each gets
    /// the bits that it would get alone.
    ///
    /// @param spans of `batchMax` ids together at most, no two with the same cache
    /// @throws IllegalArgumentException if they are more, an id is outside the vocabulary, or a cache has no room; check before
    public void run(List<Span> spans) {
        int rows = 0;
        for (Span span : spans) {
            checkIds(span.ids());
            rows += span.ids().length;
        }
        if (rows > batchMax) {
            throw new IllegalArgumentException("at most " + batchMax + " ids expected, found " + rows);
        }
        for (Span span : spans) {
            span.cache().reserve(span.ids().length);
        }
        if (rows > 0) {
            run(spans, new Batch(shape, rows));
        }
    }

    private void checkIds(int[] ids) {
        for (int id : ids) {
            if (id < 0 || id >= shape.vocabulary()) {
                throw new IllegalArgumentException("a token id below " + shape.vocabulary() + " expected, found " + id);
            }
        }
    }

    private void run(List<Span> spans, Batch batch) {
        batch.begin(spans);
        int[] wanted = wantedRows(batch);
        embed(batch);
        Rope.Rows globalRows = global.rows(batch.positions);
        Rope.Rows localRows = shape.attention().pattern() > 1 ? local.rows(batch.positions) : globalRows;
        for (int layer = 0; layer < shape.layers(); layer++) {
            boolean isLocal = shape.attention().isLocal(layer);
            Batch.Part[] all = batch.parts.clone();
            layer(layer, batch, isLocal ? localRows : globalRows, layer == shape.layers() - 1 ? wanted : null);
            tell(layer, batch, all);
        }
        logits(batch);
        for (Span span : spans) {
            span.cache().advance(span.cache().length() + span.ids().length);
        }
    }

    private static int[] wantedRows(Batch batch) {
        int[] rows = new int[batch.positions.length];
        int count = 0;
        for (Batch.Part part : batch.parts) {
            for (int row = part.row(); row < part.row() + part.rows(); row++) {
                if (part.span().outputs().wantsLogits(batch.positions[row])) {
                    rows[count++] = row;
                }
            }
        }
        return java.util.Arrays.copyOf(rows, count);
    }

    private static void tell(int layer, Batch batch, Batch.Part[] all) {
        for (int i = 0; i < all.length; i++) {
            Batch.Part left = batch.parts[i];
            int[] positions = java.util.Arrays.copyOfRange(batch.positions, left.row(), left.row() + left.rows());
            Span span = left.span();
            span.outputs().layer(new LayerOutputs(
                    layer, span.cache().length(), all[i].row(), all[i].rows(), batch.key, batch.value, positions, left.row(), batch.x));
        }
    }

    private void embed(Batch batch) {
        float scale = (float) Math.sqrt(shape.width());
        float[] row = new float[shape.width()];
        int at = 0;
        for (Batch.Part part : batch.parts) {
            for (int id : part.span().ids()) {
                model.embedding().decodeRow(id, row);
                for (int i = 0; i < row.length; i++) {
                    batch.x[at + i] = shape.architecture().isGemma() ? row[i] * scale : row[i];
                }
                at += row.length;
            }
        }
    }

    /// @param kept the rows that go on behind the keys and values, or null for all
    private void layer(int layer, Batch batch, Rope.Rows rope, int[] kept) {
        LayerWeights.AttentionWeights weights = model.layers().get(layer).attention();
        boolean neighbours = shape.architecture().rotatesNeighbours();
        ModelShape.AttentionShape attention = shape.attention();
        int rows = batch.positions.length;
        kernels.norm(batch.x, rows, weights.norm(), shape.epsilon(), batch.h);
        if (kept == null) {
            kernels.multiply(new Matrix[] {weights.query(), weights.key(), weights.value()}, batch.h, rows, new float[][] {batch.query, batch.key, batch.value});
        } else {
            kernels.multiply(new Matrix[] {weights.key(), weights.value()}, batch.h, rows, new float[][] {batch.key, batch.value});
        }
        if (weights.keyNorm().length > 0) {
            kernels.norm(batch.key, rows * attention.kvHeads(), weights.keyNorm(), shape.epsilon(), batch.key);
        }
        for (int row = 0; row < rows; row++) {
            int at = row * attention.keyWidth();
            rope.rotate(row, neighbours, batch.key, at, attention.headSize(), attention.kvHeads());
        }
        remember(layer, batch);
        if (kept != null) {
            batch.keep(kept, shape.width());
            kernels.multiply(new Matrix[] {weights.query()}, batch.h, kept.length, new float[][] {batch.query});
        }
        if (weights.queryNorm().length > 0) {
            kernels.norm(batch.query, batch.positions.length * attention.heads(), weights.queryNorm(), shape.epsilon(), batch.query);
        }
        for (int row = 0; row < batch.positions.length; row++) {
            int place = kept == null ? row : kept[row];
            rope.rotate(place, neighbours, batch.query, row * attention.queryWidth(), attention.headSize(), attention.heads());
        }
        attend(layer, batch);
        kernels.multiply(new Matrix[] {weights.output()}, batch.mixed, batch.positions.length, new float[][] {batch.h});
        add(batch, weights.postNorm());
        feedForward(model.layers().get(layer).feedForward(), batch);
    }

    private void remember(int layer, Batch batch) {
        for (Batch.Part part : batch.parts) {
            for (int row = part.row(); row < part.row() + part.rows(); row++) {
                part.span().cache().put(layer, batch.positions[row], batch.key, batch.value, row * shape.attention().keyWidth());
            }
        }
    }

    // Each sequence looks at its own cache.
    private void attend(int layer, Batch batch) {
        ModelShape.AttentionShape attention = shape.attention();
        int width = attention.queryWidth();
        for (Batch.Part part : batch.parts) {
            KeyValueCache cache = part.span().cache();
            if (batch.parts.length == 1) {
                kernels.attend(new LanguageKernels.AttentionCall(attention, cache, layer, batch.positions, batch.query, batch.mixed));
            } else if (part.rows() > 0) {
                int end = part.row() + part.rows();
                float[] queries = java.util.Arrays.copyOfRange(batch.query, part.row() * width, end * width);
                float[] mixed = new float[queries.length];
                int[] positions = java.util.Arrays.copyOfRange(batch.positions, part.row(), end);
                kernels.attend(new LanguageKernels.AttentionCall(attention, cache, layer, positions, queries, mixed));
                System.arraycopy(mixed, 0, batch.mixed, part.row() * width, mixed.length);
            }
        }
    }

    private void feedForward(LayerWeights.FeedForwardWeights weights, Batch batch) {
        int rows = batch.positions.length;
        kernels.norm(batch.x, rows, weights.norm(), shape.epsilon(), batch.h);
        kernels.multiply(new Matrix[] {weights.gate(), weights.up()}, batch.h, rows, new float[][] {batch.gate, batch.up});
        kernels.gate(shape.architecture().isGemma(), batch.gate, batch.up, rows * shape.feedForward());
        kernels.multiply(new Matrix[] {weights.down()}, batch.gate, rows, new float[][] {batch.h});
        add(batch, weights.postNorm());
    }

    // x = x + h, h through its norm first where there is one.
    private void add(Batch batch, float[] postNorm) {
        if (postNorm.length > 0) {
            kernels.norm(batch.h, batch.positions.length, postNorm, shape.epsilon(), batch.h);
        }
        int n = batch.positions.length * shape.width();
        for (int i = 0; i < n; i++) {
            batch.x[i] = batch.x[i] + batch.h[i];
        }
    }

    private void logits(Batch batch) {
        int vocabulary = shape.vocabulary();
        int rows = batch.positions.length;
        if (rows == 0) {
            return;
        }
        kernels.norm(batch.x, rows, model.outputNorm(), shape.epsilon(), batch.h);
        int together = Math.clamp(LOGITS_MAX / vocabulary, 1, rows);
        float[] spare = spareLogits.getAndSet(null);
        float[] logits = spare != null && spare.length >= together * vocabulary ? spare : new float[together * vocabulary];
        for (int from = 0; from < rows; from += together) {
            int count = Math.min(together, rows - from);
            float[] h = java.util.Arrays.copyOfRange(batch.h, from * shape.width(), (from + count) * shape.width());
            kernels.multiply(new Matrix[] {model.output()}, h, count, new float[][] {logits});
            if (shape.logitCap() > 0) {
                for (int i = 0; i < count * vocabulary; i++) {
                    logits[i] = shape.logitCap() * FloatV1.tanh(logits[i] / shape.logitCap());
                }
            }
            for (Batch.Part part : batch.parts) {
                for (int row = Math.max(from, part.row()); row < Math.min(from + count, part.row() + part.rows()); row++) {
                    part.span().outputs().logits(batch.positions[row], logits, (row - from) * vocabulary);
                }
            }
        }
        spareLogits.set(logits);
    }
}
