package dev.credence.node.openai;

import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.http.EventSink;
import java.io.IOException;

/// The events of `POST /v1/completions` (docs/spec/text.md 9.1).
public final class CompletionStream implements AnswerStream {
    private final Chunks chunks;

    /// @param includeUsage whether a last chunk with the usage was asked for
    public CompletionStream(EventSink out, AnswerHead head, boolean includeUsage) {
        this.chunks = new Chunks(out, head, head.api().object(), includeUsage);
    }

    @Override
    public void delta(TextDelta delta) throws IOException {
        chunks.delivered(delta.choice()).add(delta);
        if (Delivered.shows(delta)) {
            chunks.send(CompletionBody.choice(delta.choice(), delta.text(), delta.logprobs().orElse(JsonNull.NULL), JsonNull.NULL));
        }
    }

    @Override
    public void segment(JsonObject segment) throws IOException {
        chunks.segment(CompletionBody.choice(0, "", JsonNull.NULL, JsonNull.NULL), segment);
    }

    @Override
    public void end(Ending ending) throws IOException {
        chunks.end(this, ending, (index, finish) -> CompletionBody.choice(index, "", JsonNull.NULL, finish));
    }

    @Override
    public void refuse(JsonObject error) throws IOException {
        chunks.refuse(error);
    }
}
