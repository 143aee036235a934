package dev.credence.node.operator;

import dev.credence.node.generation.TextProgress;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.answering.TextMeter;
import dev.credence.node.exchange.GenerateCall;
import dev.credence.node.exchange.GenerateEvent;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Caller;
import dev.credence.node.http.EventSink;
import dev.credence.node.http.EventStream;
import dev.credence.operator.commit.StatementIssuer;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.receipt.envelope.Envelope;
import java.io.IOException;
import java.util.Map;

/// Answers in text: the answer leaves while it comes to be, signed behind its end. An answer that is broken off is signed by nobody, and its slot is
/// given back.
final class TextWork {
    private final SigningDesk desk;
    private final Conduct conduct;
    private final SecretKey key;

    TextWork(SigningDesk desk, Conduct conduct, SecretKey key) {
        this.desk = desk;
        this.conduct = conduct;
        this.key = key;
    }

    /// The answer as events (`GenerateEvent`); refusals before the first of them are ordinary replies.
    EventStream answer(GenerateCall call, LanguageServed model, Caller caller, TextMeter meter) {
        return new EventStream(Map.of(), out -> {
            try (TextMeter.Answering answering = meter.begin(call.request().parameters().form().choices())) {
                answer(call, model, new Heard(caller, answering), out);
            }
        });
    }

    private record Heard(Caller caller, TextMeter.Answering meter) {}

    private void answer(GenerateCall call, LanguageServed model, Heard heard, EventSink out) throws IOException, ApiException {
        desk.admit(call.asked());
        Caller caller = heard.caller();
        try (SigningDesk.Taken slot = desk.take(StatementIssuer.Asked.of(call.request()))) {
            SegmentSigner segments = new SegmentSigner(key, call.receipt(), slot.asked().effective().digest());
            // From here on the connection is watched: who goes away frees the place at the next token.
            caller.onGone(() -> {});
            TextAnswer answer = conduct.answer(model, call.request(), new TextProgress() {
                @Override
                public void delta(TextDelta delta) throws IOException {
                    heard.meter().heard(delta);
                    out.send(new GenerateEvent.Delta(delta).json());
                    if (call.segments()) {
                        segments.add(delta);
                        if (segments.isDue()) {
                            out.send(new GenerateEvent.Signed(segments.sign()).json());
                        }
                    }
                }

                @Override
                public boolean isStopped() {
                    return caller.isGone();
                }
            });
            if (call.segments() && segments.hasRest()) {
                out.send(new GenerateEvent.Signed(segments.sign()).json());
            }
            heard.meter().done(answer.record().usage());
            Envelope envelope = slot.sign(model, answer, call.receipt(), call.asked());
            out.send(new GenerateEvent.Done(envelope, answer.record(), answer.fingerprint()).json());
        }
    }
}
