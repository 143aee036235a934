package dev.credence.inference.language.generation;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.grammar.GrammarState;
import dev.credence.inference.language.sampler.Sampler;
import dev.credence.inference.language.transformer.KeyValueCache;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.LogProbabilities;
import dev.credence.inference.language.transformer.ModelShape;
import dev.credence.inference.language.transformer.Transformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One choice of a request: samples a token behind each of its positions until it ends.
///
/// Told ids are computed as if they had been sampled; at the first that the sampler does not choose, the rest is forgotten.
final class ChoiceRun implements Transformer.Outputs {
    private final TextModel model;
    private final GenerationRequest request;
    private final int index;
    private final Consumer<Piece> listener;
    private final ModelShape shape;
    private final Sampler sampler;
    private final AnswerText text;
    private final TraceLog log;
    private final int tokensMax;
    private final int[] told;
    private final List<TokenLogProbabilities> logprobs = new ArrayList<>();
    private final List<Bytes> sketches = new ArrayList<>();
    private final float[] residual;

    private KeyValueCache cache;
    private int[] ids = new int[64];
    private int count;
    private Optional<GrammarState> state;
    private Optional<FinishReason> finish = Optional.empty();
    private boolean isBroken;
    // Whether the ids so far are those that were told, and more were.
    private boolean follows;
    private int[] fed = {};
    private boolean isAstray;
    private Transformer.LayerOutputs last;

    /// What the choices of a request have in common.
    ///
    /// @param key      of the request's sampling
    /// @param jobs     hashes their trace entries
    /// @param listener hears of every token
    record Shared(TextModel model, Digest key, EntryJobs jobs, Consumer<Piece> listener) {}

    ChoiceRun(Shared shared, GenerationRequest request, int index, int[] told) {
        this.model = shared.model();
        this.request = request;
        this.index = index;
        this.listener = shared.listener();
        this.shape = model.transformer().model().shape();
        int[] prompt = request.prompt().ids();
        this.sampler = new Sampler(request.sampling(), shared.key(), index, prompt);
        this.text = new AnswerText(request.rules().stop(), request.prompt().calls());
        this.log = new TraceLog(shape, shared.jobs(), prompt.length, 4 * index);
        this.tokensMax = Math.min(request.rules().tokensMax(), model.contextMax() - prompt.length);
        this.told = told;
        this.follows = told.length > 0;
        this.state = request.prompt().constraint().start();
        this.residual = new float[shape.width()];
    }

    boolean isEnded() {
        return finish.isPresent();
    }

    /// Whether the model computed something that is no number.
    boolean isBroken() {
        return isBroken;
    }

    /// The cache that holds the prompt, which from now on is this choice's.
    void begin(KeyValueCache prompt) {
        cache = prompt;
    }

    /// The next positions to compute.
    ///
    /// @param rowsMax at least 1
    Transformer.Span next(int rowsMax) {
        int rows = follows ? Math.max(1, Math.min(Math.min(rowsMax, tokensMax - count), told.length - count)) : 1;
        int[] next = new int[rows];
        next[0] = ids[count - 1];
        for (int i = 1; i < rows; i++) {
            next[i] = told[count - 1 + i];
            if (next[i] < 0 || next[i] >= shape.vocabulary()) {
                next = Arrays.copyOf(next, i);
                break;
            }
        }
        fed = next;
        isAstray = false;
        return new Transformer.Span(cache, fed, this);
    }

    /// The positions of `next` were computed: those that were not the answer's are forgotten.
    void settle() {
        last = null;
        int held = request.prompt().ids().length + count - 1;
        if (cache.length() > held) {
            cache.truncate(held);
        }
    }

    @Override
    public boolean wantsLogits(int position) {
        return true;
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
        if (isAstray || isEnded() || isBroken) {
            return;
        }
        log.logits(position, logits, at);
        int row = position - last.positions()[0];
        sample(logits, at, last.residual(), (last.residualRow() + row) * shape.width());
        isAstray = isEnded() || isBroken || (row + 1 < fed.length && fed[row + 1] != ids[count - 1]);
    }

    /// Samples the next token.
    ///
    /// @param stream where the residual stream behind the last layer stands
    void sample(float[] logits, int at, float[] stream, int streamAt) {
        int vocabulary = shape.vocabulary();
        int largest = model.transformer().kernels().largest(logits, at, vocabulary);
        if (largest == LanguageKernels.NOT_FINITE) {
            isBroken = true;
            return;
        }
        Optional<BitSet> allowed = state.map(this::mask);
        if (allowed.isPresent() && !hasBelow(allowed.get(), vocabulary)) {
            end(Piece.NO_TOKEN, text.end(), Optional.empty(), FinishReason.LENGTH);
            return;
        }
        boolean takesLargest = allowed.isEmpty() && request.sampling().takesLargest();
        int id = takesLargest ? largest : sampler.choose(logits, at, vocabulary, allowed.orElse(null));
        sampler.accept(id);
        keep(id);
        System.arraycopy(stream, streamAt, residual, 0, residual.length);
        if (count % Sketch.TOKENS == 0) {
            sketches.add(Sketch.record(residual, 0, residual.length));
        }
        tell(id, told(logits, at, id));
    }

    private void keep(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = id;
        follows = follows && count < told.length && told[count - 1] == id;
    }

    private static boolean hasBelow(BitSet set, int bound) {
        int first = set.nextSetBit(0);
        return first >= 0 && first < bound;
    }

    private BitSet mask(GrammarState where) {
        BitSet allowed = model.trie().mask(where);
        if (where.isAccepting()) {
            model.tokenizer().vocabulary().marks().ends().forEach(allowed::set);
        }
        return allowed;
    }

    private Optional<TokenLogProbabilities> told(float[] logits, int at, int id) {
        if (request.rules().logprobs() == AnswerRules.LOGPROBS_NONE) {
            return Optional.empty();
        }
        LogProbabilities all = new LogProbabilities(logits, at, shape.vocabulary());
        List<TokenLogProbabilities.Entry> top = new ArrayList<>();
        for (int each : all.top(request.rules().logprobs())) {
            top.add(new TokenLogProbabilities.Entry(each, Bytes.wrap(model.bytes(each)), all.of(each)));
        }
        TokenLogProbabilities one =
                new TokenLogProbabilities(new TokenLogProbabilities.Entry(id, Bytes.wrap(model.bytes(id)), all.of(id)), top);
        logprobs.add(one);
        return Optional.of(one);
    }

    // What the token is to the text, and whether it is the last one.
    private void tell(int id, Optional<TokenLogProbabilities> logprob) {
        if (model.isEnd(id)) {
            end(id, text.end(), logprob, FinishReason.STOP);
            return;
        }
        byte[] bytes = model.bytes(id);
        AnswerText.Left left = text.add(bytes);
        state = state.map(each -> each.after(bytes));
        if (left.ended()) {
            end(id, left, logprob, FinishReason.STOP);
        } else if (state.isPresent() && state.get().isFinished()) {
            end(id, left.and(text.end()), logprob, FinishReason.STOP);
        } else if (count == tokensMax) {
            end(id, left.and(text.end()), logprob, FinishReason.LENGTH);
        } else {
            listener.accept(new Piece(index, id, left.text(), left.calls(), logprob, Optional.empty()));
        }
    }

    private void end(int id, AnswerText.Left left, Optional<TokenLogProbabilities> logprob, FinishReason reason) {
        if (count % Sketch.TOKENS != 0) {
            sketches.add(Sketch.record(residual, 0, residual.length));
        }
        boolean stopped = left.ended() || reason == FinishReason.STOP;
        FinishReason told = !stopped ? FinishReason.LENGTH : text.calls().isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        finish = Optional.of(told);
        listener.accept(new Piece(index, id, left.text(), left.calls(), logprob, finish));
    }

    /// The ids that are known beforehand if all is computed once more.
    int[] known() {
        return follows ? told : ids();
    }

    /// The ids so far.
    int[] ids() {
        return Arrays.copyOf(ids, count);
    }

    /// Its positions that were computed and belong to the answer: all but the last token's.
    int positions() {
        return Math.max(0, count - 1);
    }

    KeyValueCache cache() {
        return cache;
    }

    TraceLog log() {
        return log;
    }

    List<Bytes> sketches() {
        return sketches;
    }

    GeneratedChoice choice() {
        return new GeneratedChoice(ids(), text.text(), text.calls(), finish.orElseThrow(), logprobs);
    }
}
