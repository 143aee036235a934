package dev.credence.node.openai;

import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.answering.TextAnswered;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.answering.TextListener;
import dev.credence.node.answering.TextService;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Caller;
import dev.credence.node.http.EventSink;
import dev.credence.node.http.EventStream;
import dev.credence.receipt.statement.Segment;
import java.io.IOException;

/// One request that is answered while its answer comes to be.
final class StreamedAnswer implements EventStream.Writer {
    private final TextCall call;
    private final Caller caller;
    private final TextService texts;
    private AnswerStream stream;

    StreamedAnswer(TextCall call, Caller caller, TextService texts) {
        this.call = call;
        this.caller = caller;
        this.texts = texts;
    }

    @Override
    public void write(EventSink out) throws IOException, ApiException {
        AnswerStream events = AnswerWriter.stream(call, out);
        stream = events;
        TextListener listener = new TextListener() {
            @Override
            public void delta(TextDelta delta) throws IOException {
                events.delta(delta);
            }

            @Override
            public void segment(Segment segment) throws IOException {
                events.segment(segment.json());
            }
        };
        TextAnswered answered = texts.ask(call.ask(), caller, listener);
        events.end(AnswerWriter.ending(answered, !call.delivery().includeUsage()));
    }

    @Override
    public void refuse(EventSink out, JsonObject error) throws IOException {
        stream.refuse(error);
    }
}
