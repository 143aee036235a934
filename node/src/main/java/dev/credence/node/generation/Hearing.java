package dev.credence.node.generation;

import dev.credence.inference.language.generation.GeneratedAnswer;
import dev.credence.inference.language.generation.GenerationListener;
import dev.credence.inference.language.generation.Piece;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Carries what an answer says from the thread that steps it to the one that waits for it, so that a slow reader holds nobody up.
final class Hearing implements GenerationListener {
    private static final long TICK_MILLIS = 100;

    private final AnswerWriter writer;
    private final TextProgress progress;
    private final Limits limits;
    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    private sealed interface Heard {
        record Said(Piece piece) implements Heard {}

        record Whole(GeneratedAnswer answer) implements Heard {}

        record Broken(String sentence) implements Heard {}
    }

    /// @param millisMax for which nothing may be heard, all silences together
    /// @param isLost    whether nothing more will come
    record Limits(long millisMax, BooleanSupplier isLost) {}

    Hearing(AnswerWriter writer, TextProgress progress, Limits limits) {
        this.writer = writer;
        this.progress = progress;
        this.limits = limits;
    }

    @Override
    public void piece(Piece piece) {
        heard.add(new Heard.Said(piece));
    }

    @Override
    public void answered(GeneratedAnswer answer) {
        heard.add(new Heard.Whole(answer));
    }

    @Override
    public void failed(String sentence) {
        heard.add(new Heard.Broken(sentence));
    }

    /// Passes pieces on until the answer is whole.
    ///
    /// @throws IOException  if nobody listens any more
    /// @throws ApiException if there is no answer
    GeneratedAnswer await() throws IOException, ApiException {
        long waited = 0;
        while (true) {
            if (progress.isStopped()) {
                throw new IOException("nobody waits for the answer any more");
            }
            Heard next = next();
            if (next == null) {
                waited += TICK_MILLIS;
                if (waited >= limits.millisMax()) {
                    throw new ApiException(Fault.UPSTREAM_TIMEOUT, "the answer took longer than " + limits.millisMax() + " ms");
                }
                if (limits.isLost().getAsBoolean()) {
                    throw new ApiException(Fault.OVERLOADED, "the operator had to begin anew or is stopping; ask again");
                }
                continue;
            }
            switch (next) {
                case Heard.Said(Piece piece) -> progress.delta(writer.delta(piece));
                case Heard.Whole(GeneratedAnswer answer) -> {
                    return answer;
                }
                case Heard.Broken(String sentence) -> throw new ApiException(Fault.UNPROCESSABLE, sentence);
            }
        }
    }

    private Heard next() throws IOException {
        try {
            return heard.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the operator is stopping", stopped);
        }
    }
}
