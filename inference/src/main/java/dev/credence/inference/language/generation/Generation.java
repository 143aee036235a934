package dev.credence.inference.language.generation;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.sampler.SamplingKey;
import dev.credence.inference.language.transformer.ModelShape;
import dev.credence.inference.language.transformer.Transformer;
import dev.credence.inference.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One request on its way from prompt to answer, in steps, so that others may have their turn between them.
///
/// All but `cancel` belongs to the thread that steps it. What it gives depends on the request alone (docs/spec/text.md 4 to 7).
public final class Generation {
    private final TextModel model;
    private final GenerationRequest request;
    private final PromptCache cache;
    private final GenerationListener listener;
    private final ModelShape shape;
    private EntryJobs jobs;
    private final int[] delivered;
    private PromptRun prompt;
    private List<int[]> told;
    // Pieces of each choice since its run began.
    private int[] heard;
    private long bytesSuspended;
    private final List<ChoiceRun> choices = new ArrayList<>();
    // Choices whose positions are being computed.
    private final List<ChoiceRun> stepped = new ArrayList<>();
    private boolean isStarted;
    private boolean isDone;
    private volatile boolean isCancelled;

    /// @param cache of the same model
    public Generation(TextModel model, GenerationRequest request, PromptCache cache, GenerationListener listener) {
        this.model = model;
        this.request = request;
        this.cache = cache;
        this.listener = listener;
        this.shape = model.transformer().model().shape();
        this.delivered = new int[request.rules().choices()];
        this.told = request.told();
        begin();
    }

    private void begin() {
        jobs = new EntryJobs(model.transformer().kernels());
        prompt = new PromptRun(shape, jobs, request.prompt().ids(), model.contextMax(), this::first);
        choices.clear();
        stepped.clear();
        heard = new int[delivered.length];
        isStarted = false;
    }

    /// Gives its memory back. The next step begins anew, with the ids so far as told ones; what was told the listener is not told again.
    void suspend() {
        bytesSuspended = bytes();
        List<int[]> known = new ArrayList<>();
        for (int i = 0; i < delivered.length; i++) {
            known.add(i < choices.size() ? choices.get(i).known() : i < told.size() ? told.get(i) : new int[0]);
        }
        told = known;
        begin();
    }

    /// The bytes that its keys and values take.
    long bytes() {
        long bytes = isPrompting() ? prompt.cache().bytes() : 0;
        for (ChoiceRun choice : choices) {
            bytes += choice == choices.getFirst() ? choice.cache().bytes() : choice.cache().ownBytes();
        }
        return bytes;
    }

    /// The bytes that they will take at least before it goes on where it stands.
    long bytesNeeded() {
        long position = 2L * Float.BYTES * shape.layers() * shape.attention().keyWidth();
        return Math.max(Math.max(bytes(), bytesSuspended), position * request.prompt().ids().length);
    }

    /// Nobody waits for the answer any more: no further step is taken, and nothing more is told. From any thread.
    public void cancel() {
        isCancelled = true;
    }

    /// Runs it to its end, alone, in this thread.
    public void run() {
        while (!isDone()) {
            List<Transformer.Span> spans = next(model.transformer().batchMax());
            model.transformer().run(spans);
            settle();
        }
    }

    /// Whether it has ended: answered, failed or cancelled.
    boolean isDone() {
        return isDone || isCancelled;
    }

    /// Whether it has sampled nothing yet.
    boolean isPrompting() {
        return choices.isEmpty();
    }

    /// Whose matrices it needs.
    Transformer transformer() {
        return model.transformer();
    }

    /// The next positions to compute; `settle` is owed once they are.
    ///
    /// @param rowsMax how many at most, not fewer than there are choices
    List<Transformer.Span> next(int rowsMax) {
        if (!isStarted) {
            isStarted = true;
            int[] ids = request.prompt().ids();
            cache.find(ids, ids.length - 1, TraceLog.bytes(shape)).ifPresent(prompt::resume);
        }
        if (isPrompting()) {
            return List.of(prompt.next(rowsMax));
        }
        stepped.clear();
        choices.stream().filter(choice -> !choice.isEnded()).forEach(stepped::add);
        List<Transformer.Span> spans = new ArrayList<>();
        for (ChoiceRun choice : stepped) {
            spans.add(choice.next(rowsMax / stepped.size()));
        }
        return spans;
    }

    /// The positions of `next` were computed.
    void settle() {
        if (isDone()) {
            return;
        }
        jobs.finish();
        if (isPrompting()) {
            return;
        }
        if (choices.stream().anyMatch(ChoiceRun::isBroken)) {
            fail("the model computed a logit that is not finite");
            return;
        }
        if (stepped.isEmpty()) {
            handOver();
        }
        stepped.forEach(ChoiceRun::settle);
        if (choices.stream().allMatch(ChoiceRun::isEnded)) {
            remember(choices.getFirst());
            isDone = true;
            listener.answered(answer());
        }
    }

    /// There will be no answer.
    void fail(String sentence) {
        if (!isDone()) {
            isDone = true;
            listener.failed(sentence);
        }
    }

    private void tell(Piece piece) {
        int choice = piece.choice();
        if (++heard[choice] > delivered[choice] && !isCancelled) {
            delivered[choice]++;
            listener.piece(piece);
        }
    }

    // Every choice's first token is sampled from the logits behind the prompt.
    private void first(float[] logits, int at, float[] stream, int streamAt) {
        Digest key = SamplingKey.of(request.model(), request.prompt().ids(), request.sampling(), request.prompt().constraint().bytes());
        for (int i = 0; i < request.rules().choices(); i++) {
            ChoiceRun choice = new ChoiceRun(new ChoiceRun.Shared(model, key, jobs, this::tell), request, i, i < told.size() ? told.get(i) : new int[0]);
            choices.add(choice);
            choice.sample(logits, at, stream, streamAt);
        }
    }

    // The prompt's positions become those of each choice.
    private void handOver() {
        int length = request.prompt().ids().length;
        cache.keep(request.prompt().ids(), prompt.cache(), () -> prompt.log().copy(length));
        for (int i = choices.size() - 1; i >= 0; i--) {
            choices.get(i).begin(i == 0 ? prompt.cache() : prompt.cache().fork(length));
        }
    }

    // What a conversation's next request begins with; the entries of the first choice are numbered as a prompt's are.
    private void remember(ChoiceRun choice) {
        int[] ids = request.prompt().ids();
        int own = choice.positions();
        int[] all = Arrays.copyOf(ids, ids.length + own);
        System.arraycopy(choice.ids(), 0, all, ids.length, own);
        cache.keep(all, choice.cache(), () -> {
            byte[] before = prompt.log().copy(ids.length);
            byte[] behind = choice.log().copy(own);
            byte[] entries = Arrays.copyOf(before, before.length + behind.length);
            System.arraycopy(behind, 0, entries, before.length, behind.length);
            return entries;
        });
    }

    private GeneratedAnswer answer() {
        List<List<Bytes>> sketches = choices.stream().map(ChoiceRun::sketches).toList();
        return new GeneratedAnswer(
                choices.stream().map(ChoiceRun::choice).toList(), request.prompt().ids().length, trace(), Sketch.blob(sketches));
    }

    private Trace trace() {
        int length = request.prompt().ids().length;
        int bytes = prompt.log().size(length, length - 1);
        for (ChoiceRun choice : choices) {
            bytes = Math.addExact(bytes, choice.log().size(choice.positions(), 0));
        }
        byte[] entries = new byte[bytes];
        prompt.log().write(length, length - 1, entries, 0);
        int at = prompt.log().size(length, length - 1);
        for (ChoiceRun choice : choices) {
            choice.log().write(choice.positions(), 0, entries, at);
            at += choice.log().size(choice.positions(), 0);
        }
        return new Trace(Bytes.wrap(entries));
    }

    /// The answer of `request`, computed alone; for those who listen to nothing on the way.
    ///
    /// @return empty if the model computes something that is no number
    public static Optional<GeneratedAnswer> answer(TextModel model, GenerationRequest request) {
        List<GeneratedAnswer> answers = new ArrayList<>();
        new Generation(model, request, PromptCache.none(), new GenerationListener() {
            @Override
            public void piece(Piece piece) {}

            @Override
            public void answered(GeneratedAnswer answer) {
                answers.add(answer);
            }

            @Override
            public void failed(String sentence) {}
        }).run();
        return answers.stream().findFirst();
    }
}
