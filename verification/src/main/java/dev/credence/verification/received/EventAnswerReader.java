package dev.credence.verification.received;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts an answer together from the chunks of a chat's or a completion's stream (docs/spec/text.md 5.4).
final class EventAnswerReader {
    private static final int CALLS_MAX = 1024;

    private Optional<AnswerDraft> draft = Optional.empty();
    private boolean chat;
    private Optional<AnswerTail> tail = Optional.empty();
    private Optional<Usage.Tokens> usage = Optional.empty();

    private EventAnswerReader() {}

    static ReceivedText read(List<EventLines.Event> events) throws MalformedException {
        if (events.isEmpty()) {
            throw new MalformedException("", -1, "an answer", "none");
        }
        if (events.getFirst().name().isPresent()) {
            return ResponseEventReader.read(events);
        }
        EventAnswerReader reader = new EventAnswerReader();
        for (EventLines.Event event : events.subList(0, events.size() - 1)) {
            if (event.isEnd() || event.name().isPresent()) {
                throw new MalformedException(event.path(), -1, "a chunk without a name", "the end, or a name");
            }
            reader.chunk(JsonFields.of(event.path(), event.json()));
        }
        EventLines.Event last = events.getLast();
        if (!last.isEnd() || last.name().isPresent()) {
            throw new MalformedException(last.path(), -1, EventLines.DONE + " at the end", "something else");
        }
        if (reader.draft.isEmpty() || reader.tail.isEmpty()) {
            throw new MalformedException("", -1, "choices and 'credence'", "neither or one");
        }
        return reader.draft.get().end(reader.tail.get(), reader.usage);
    }

    private void chunk(JsonFields chunk) throws MalformedException {
        WholeAnswerReader.requireNoError(chunk);
        for (JsonFields item : chunk.objects("choices", TextParameters.CHOICES_MAX)) {
            if (draft.isEmpty()) {
                chat = item.has("delta");
                draft = Optional.of(new AnswerDraft(chat));
            }
            ChoiceDraft choice = draft.get().choice(item);
            if (choice.isFinished() && !isIdle(item)) {
                throw item.fault("index", "nothing behind the choice's finish_reason", "something");
            }
            if (chat) {
                delta(item, choice);
            } else {
                choice.text(ChoiceDraft.text(item, "text"));
                choice.columns(item);
                choice.finish(item);
                Blank.requireNothingElse(item, Set.of("index", "text", "logprobs", "finish_reason"));
            }
        }
        if (draft.isPresent()) {
            chunk.literal("object", chat ? "chat.completion.chunk" : "text_completion");
            draft.get().model(chunk);
        }
        Blank.requireNothingElse(chunk, WholeAnswerReader.BESIDE_CHOICES);
        tail(chunk);
    }

    // A segment's chunk may come behind the last token's, with nothing of its own.
    private static boolean isIdle(JsonFields item) throws MalformedException {
        boolean nothing = item.any("finish_reason") instanceof JsonNull;
        for (String name : List.of("delta", "logprobs")) {
            nothing &= Blank.isBlank(item.optionalAny(name).orElse(JsonNull.NULL));
        }
        return nothing && ChoiceDraft.text(item, "text").isEmpty();
    }

    private static void delta(JsonFields item, ChoiceDraft choice) throws MalformedException {
        JsonFields delta = item.object("delta");
        if (!(delta.optionalAny("role").orElse(JsonNull.NULL) instanceof JsonNull)) {
            delta.literal("role", "assistant");
        }
        choice.text(ChoiceDraft.text(delta, "content"));
        if (!(delta.optionalAny("tool_calls").orElse(JsonNull.NULL) instanceof JsonNull)) {
            for (JsonFields piece : delta.objects("tool_calls", CALLS_MAX)) {
                choice.callPiece(piece);
            }
        }
        Blank.requireNothingElse(delta, Set.of("role", "content", "tool_calls"));
        choice.entries(item);
        choice.finish(item);
        Blank.requireNothingElse(item, Set.of("index", "delta", "logprobs", "finish_reason"));
    }

    // Usage and the gateway's object come once; a segment's object is another's affair.
    private void tail(JsonFields chunk) throws MalformedException {
        Optional<Usage.Tokens> stated = AnswerTail.usage(chunk, "usage");
        if (stated.isPresent() && usage.isPresent()) {
            throw chunk.fault("usage", "the usage once", "one again");
        }
        usage = usage.or(() -> stated);
        boolean segment = chunk.optionalAny("credence").orElse(JsonNull.NULL) instanceof JsonObject object && object.has("segment");
        if (!segment && chunk.has("credence")) {
            if (tail.isPresent()) {
                throw chunk.fault("credence", "this object once", "one again");
            }
            tail = Optional.of(AnswerTail.read(chunk));
        }
    }
}
