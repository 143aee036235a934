package dev.credence.inference.language.transformer;

import dev.credence.inference.numeric.FloatV1;

/// Runs token ids through the layers of a model.
///
/// Positions are computed in batches of at most `batchMax`; one by one gives the same bits. In the last layer, and for the
/// logits, only those positions are computed whose logits somebody wants.
public final class Transformer {
    /// Positions of one batch: a matrix is decoded once for all of them, and their activations stay in a processor's cache.
    public static final int BATCH_MAX = 128;
    /// Logits of so many positions are held at once: 32 × 262,144 × 4 bytes are 32 MB.
    private static final int LOGIT_ROWS_MAX = 32;

    private final LanguageModel model;
    private final ModelShape shape;
    private final LanguageKernels kernels;
    private final int batchMax;
    private final Rope global;
    private final Rope local;

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

    /// The arrays may be longer than their rows.
    ///
    /// @param first     the position of the first row of `keys` and `values`
    /// @param keys      `[rows × keyWidth]`, rotated
    /// @param values    `[rows × keyWidth]`
    /// @param positions of the rows of `residual`
    /// @param residual  `[positions × width]`
    public record LayerOutputs(int layer, int first, int rows, float[] keys, float[] values, int[] positions, float[] residual) {}

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

    /// Appends `ids` to the positions of `cache`.
    ///
    /// @throws IllegalArgumentException if an id is outside the vocabulary or the cache has no room; check both before
    public void run(KeyValueCache cache, int[] ids, Outputs outputs) {
        for (int id : ids) {
            if (id < 0 || id >= shape.vocabulary()) {
                throw new IllegalArgumentException("a token id below " + shape.vocabulary() + " expected, found " + id);
            }
        }
        cache.reserve(ids.length);
        Batch batch = new Batch(shape, Math.min(batchMax, ids.length));
        for (int from = 0; from < ids.length; from += batchMax) {
            int rows = Math.min(batchMax, ids.length - from);
            batch.begin(cache.length(), rows);
            run(cache, ids, from, batch, outputs);
            cache.advance(cache.length() + rows);
        }
    }

    private void run(KeyValueCache cache, int[] ids, int from, Batch batch, Outputs outputs) {
        int first = cache.length();
        int rows = batch.positions.length;
        int wanted = 0;
        int[] wantedRows = new int[rows];
        for (int row = 0; row < rows; row++) {
            if (outputs.wantsLogits(first + row)) {
                wantedRows[wanted++] = row;
            }
        }
        embed(ids, from, batch);
        Rope.Rows globalRows = global.rows(first, rows);
        Rope.Rows localRows = shape.attention().pattern() > 1 ? local.rows(first, rows) : globalRows;
        for (int layer = 0; layer < shape.layers(); layer++) {
            boolean isLocal = shape.attention().isLocal(layer);
            int[] kept = layer == shape.layers() - 1 ? java.util.Arrays.copyOf(wantedRows, wanted) : null;
            layer(layer, cache, batch, isLocal ? localRows : globalRows, kept);
            outputs.layer(new LayerOutputs(layer, first, rows, batch.key, batch.value, batch.positions, batch.x));
        }
        logits(batch, outputs);
    }

    private void embed(int[] ids, int from, Batch batch) {
        float scale = (float) Math.sqrt(shape.width());
        float[] row = new float[shape.width()];
        for (int t = 0; t < batch.positions.length; t++) {
            model.embedding().decodeRow(ids[from + t], row);
            for (int i = 0; i < row.length; i++) {
                batch.x[t * row.length + i] = shape.architecture().isGemma() ? row[i] * scale : row[i];
            }
        }
    }

    /// @param kept the rows that go on behind the keys and values, or null for all
    private void layer(int layer, KeyValueCache cache, Batch batch, Rope.Rows rope, int[] kept) {
        LayerWeights.AttentionWeights weights = model.layers().get(layer).attention();
        boolean neighbours = shape.architecture().rotatesNeighbours();
        ModelShape.AttentionShape attention = shape.attention();
        int rows = batch.positions.length;
        int first = batch.positions[0];
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
            cache.put(layer, first + row, batch.key, batch.value, at);
        }
        if (kept != null) {
            batch.keep(kept, shape.width());
            kernels.multiply(new Matrix[] {weights.query()}, batch.h, kept.length, new float[][] {batch.query});
        }
        if (weights.queryNorm().length > 0) {
            kernels.norm(batch.query, batch.positions.length * attention.heads(), weights.queryNorm(), shape.epsilon(), batch.query);
        }
        for (int row = 0; row < batch.positions.length; row++) {
            rope.rotate(batch.positions[row] - first, neighbours, batch.query, row * attention.queryWidth(), attention.headSize(), attention.heads());
        }
        kernels.attend(new LanguageKernels.AttentionCall(attention, cache, layer, batch.positions, batch.query, batch.mixed));
        kernels.multiply(new Matrix[] {weights.output()}, batch.mixed, batch.positions.length, new float[][] {batch.h});
        add(batch, weights.postNorm());
        feedForward(model.layers().get(layer).feedForward(), batch);
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

    private void logits(Batch batch, Outputs outputs) {
        int vocabulary = shape.vocabulary();
        int rows = batch.positions.length;
        if (rows == 0) {
            return;
        }
        kernels.norm(batch.x, rows, model.outputNorm(), shape.epsilon(), batch.h);
        float[] logits = new float[Math.min(rows, LOGIT_ROWS_MAX) * vocabulary];
        for (int from = 0; from < rows; from += LOGIT_ROWS_MAX) {
            int count = Math.min(LOGIT_ROWS_MAX, rows - from);
            float[] h = java.util.Arrays.copyOfRange(batch.h, from * shape.width(), (from + count) * shape.width());
            kernels.multiply(new Matrix[] {model.output()}, h, count, new float[][] {logits});
            if (shape.logitCap() > 0) {
                for (int i = 0; i < count * vocabulary; i++) {
                    logits[i] = shape.logitCap() * FloatV1.tanh(logits[i] / shape.logitCap());
                }
            }
            for (int row = 0; row < count; row++) {
                outputs.logits(batch.positions[from + row], logits, row * vocabulary);
            }
        }
    }
}
