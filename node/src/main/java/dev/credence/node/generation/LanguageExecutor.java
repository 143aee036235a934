package dev.credence.node.generation;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.language.chat.Prompt;
import dev.credence.inference.language.chat.TextInput;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.chat.TextRefusedException;
import dev.credence.inference.language.generation.Generation;
import dev.credence.inference.language.generation.GenerationLoop;
import dev.credence.inference.language.generation.GenerationRequest;
import dev.credence.inference.language.generation.PromptCache;
import dev.credence.inference.language.transformer.ModelShape;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.request.TextParameters;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One language model with a thread of its own that steps all its answers together.
final class LanguageExecutor implements TextExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageExecutor.class);
    private static final int ACTIVE_MAX = 16;
    private static final int WAITING_MAX = 64;
    private static final int CACHED_MAX = 32;
    private static final long CACHED_BYTES_MAX = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);
    /// Keys and values of all answers in work, as far as can be said beforehand.
    private static final long HELD_BYTES_MAX = Runtime.getRuntime().maxMemory() / 2;
    /// An answer for which no length is asked is taken to be no longer when its memory is reserved.
    private static final int TOKENS_EXPECTED_MAX = 1_024;

    private final Digest id;
    private final TextModel model;
    private final PromptCache cache = new PromptCache(CACHED_MAX, CACHED_BYTES_MAX);
    private volatile GenerationLoop loop;
    private volatile Thread worker;
    private volatile boolean closed;

    // Guarded by this.
    private long heldBytes;

    LanguageExecutor(Digest id, TextModel model) {
        this.id = id;
        this.model = model;
        this.loop = new GenerationLoop(model.transformer(), ACTIVE_MAX, WAITING_MAX, HELD_BYTES_MAX);
    }

    /// Steps answers until this is closed.
    void work() {
        worker = Thread.currentThread();
        while (!closed) {
            try {
                loop.await();
                loop.step();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException | OutOfMemoryError failed) {
                // Those who were in this step have been told; who waited must ask again.
                LOG.error("a step of the language model {} failed", id, failed);
                loop = new GenerationLoop(model.transformer(), ACTIVE_MAX, WAITING_MAX, HELD_BYTES_MAX);
            }
        }
    }

    void close() {
        closed = true;
        Thread busy = worker;
        if (busy != null) {
            busy.interrupt();
        }
    }

    @Override
    public int load() {
        return loop.size();
    }

    @Override
    public TextAnswer run(TextRequest request, List<List<Integer>> ids, TextProgress progress) throws ApiException, IOException {
        Prompt prompt = prompt(request);
        long bytes = reserve(prompt, request.parameters());
        try {
            AnswerWriter writer = new AnswerWriter(request);
            GenerationLoop mine = loop;
            Hearing hearing = new Hearing(writer, progress, new Hearing.Limits(millisMax(prompt, request.parameters()), () -> closed || loop != mine));
            List<int[]> told = ids.stream().map(each -> each.stream().mapToInt(Integer::intValue).toArray()).toList();
            GenerationRequest asked =
                    new GenerationRequest(prompt, id, RequestTerms.sampling(request.parameters()), RequestTerms.rules(request.parameters()), told);
            Generation generation = new Generation(model, asked, cache, hearing);
            if (closed || !mine.submit(generation)) {
                throw new ApiException(Fault.OVERLOADED, "the operator has its most of " + (ACTIVE_MAX + WAITING_MAX) + " answers in work or waiting; try again");
            }
            try {
                return writer.answer(hearing.await());
            } finally {
                generation.cancel();
            }
        } finally {
            giveBack(bytes);
        }
    }

    private Prompt prompt(TextRequest request) throws ApiException {
        TextParameters parameters = request.parameters();
        requireTokens(parameters);
        try {
            return model.prompt(new TextInput(
                    request.content().json(),
                    parameters.clock(),
                    parameters.form().tools().choice().text(),
                    parameters.form().tools().parallel()));
        } catch (TextRefusedException refused) {
            ApiException refusal = new ApiException(Fault.MALFORMED, refused.getMessage(), refused);
            throw switch (refused.kind()) {
                case INVALID -> refusal.of(refused.field());
                case PROMPT_TOO_LONG -> refusal.coded("context_length_exceeded").of(refused.field());
            };
        }
    }

    private void requireTokens(TextParameters parameters) throws ApiException {
        int vocabulary = shape().vocabulary();
        Optional<Integer> beyond = parameters.sampling().bias().byToken().keySet().stream().filter(token -> token >= vocabulary).findFirst();
        if (beyond.isPresent()) {
            throw new ApiException(
                    Fault.MALFORMED, "logit_bias: expected token ids from 0 to " + (vocabulary - 1) + ", found " + beyond.get()).of("logit_bias");
        }
    }

    private ModelShape shape() {
        return model.transformer().model().shape();
    }

    // One answer is always taken on, however long; more only where their keys and values will find room.
    private synchronized long reserve(Prompt prompt, TextParameters parameters) throws ApiException {
        long perPosition = 2L * Float.BYTES * shape().layers() * shape().attention().keyWidth();
        long own = Math.min(Math.min(parameters.form().tokensMax(), TOKENS_EXPECTED_MAX), model.contextMax() - prompt.ids().length);
        long bytes = perPosition * (prompt.ids().length + own * parameters.form().choices());
        if (heldBytes > 0 && heldBytes + bytes > HELD_BYTES_MAX) {
            throw new ApiException(Fault.OVERLOADED, "the answers in work take all the memory that there is for them; try again");
        }
        heldBytes += bytes;
        return bytes;
    }

    private synchronized void giveBack(long bytes) {
        heldBytes -= bytes;
    }

    // Who waits for others waits for their tokens too: this only ends what would never end.
    private long millisMax(Prompt prompt, TextParameters parameters) {
        long own = Math.min(parameters.form().tokensMax(), model.contextMax() - prompt.ids().length);
        return RequestTerms.MILLIS_LEAST + RequestTerms.TOKEN_MILLIS * (prompt.ids().length + own * parameters.form().choices());
    }
}
