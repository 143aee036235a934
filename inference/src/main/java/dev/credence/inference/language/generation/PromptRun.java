package dev.credence.inference.language.generation;

import dev.credence.inference.language.transformer.KeyValueCache;
import dev.credence.inference.language.transformer.ModelShape;
import dev.credence.inference.language.transformer.Transformer;
import java.util.Arrays;

/// The positions of a prompt, computed piece by piece, the first of them perhaps known from an earlier request.
final class PromptRun implements Transformer.Outputs {
    private final int[] ids;
    private final ModelShape shape;
    private final FirstLogits then;
    private final TraceLog log;
    private KeyValueCache cache;
    private Transformer.LayerOutputs last;

    /// Samples every choice's first token.
    @FunctionalInterface
    interface FirstLogits {
        /// @param stream   where the residual stream behind the last layer stands
        /// @param streamAt from this element on
        void sample(float[] logits, int at, float[] stream, int streamAt);
    }

    /// @param contextMax positions that prompt and answer have together
    PromptRun(ModelShape shape, EntryJobs jobs, int[] ids, int contextMax, FirstLogits then) {
        this.ids = ids;
        this.shape = shape;
        this.then = then;
        this.log = new TraceLog(shape, jobs, 0, 0);
        this.cache = new KeyValueCache(shape, contextMax);
    }

    /// Goes on from what an earlier request computed.
    void resume(PromptCache.Hit hit) {
        cache = hit.cache();
        log.take(hit.entries());
    }

    boolean isEnded() {
        return cache.length() == ids.length;
    }

    Transformer.Span next(int rowsMax) {
        int from = cache.length();
        return new Transformer.Span(cache, Arrays.copyOfRange(ids, from, Math.min(ids.length, from + rowsMax)), this);
    }

    @Override
    public boolean wantsLogits(int position) {
        return position == ids.length - 1;
    }

    @Override
    public void layer(Transformer.LayerOutputs outputs) {
        log.layer(outputs);
        if (outputs.layer() == shape.layers() - 1) {
            last = outputs;
        }
    }

    @Override
    public void logits(int position, float[] logits, int at) {
        log.logits(position, logits, at);
        then.sample(logits, at, last.residual(), last.residualRow() * shape.width());
        last = null;
    }

    KeyValueCache cache() {
        return cache;
    }

    TraceLog log() {
        return log;
    }
}
