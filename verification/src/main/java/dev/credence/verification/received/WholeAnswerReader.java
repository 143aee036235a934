package dev.credence.verification.received;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.TextAnswerRecord.FinishReason;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads an answer that came in one body (docs/spec/text.md 5.3, 8). What stands beside choices, usage and `credence` is covered by
/// no digest and not read.
final class WholeAnswerReader {
    /// Of a body or a chunk with choices: what is read, and what no digest covers.
    static final Set<String> BESIDE_CHOICES =
            Set.of("choices", "model", "usage", "credence", "error", "id", "object", "created", "system_fingerprint", "service_tier");
    // Of a response; much of it repeats the request.
    private static final Set<String> BESIDE_OUTPUT = Set.of(
            "output", "status", "model", "usage", "credence", "error", "id", "object", "created_at", "completed_at", "background",
            "incomplete_details", "instructions", "max_output_tokens", "metadata", "parallel_tool_calls", "previous_response_id", "service_tier",
            "store", "system_fingerprint", "temperature", "text", "tool_choice", "tools", "top_p", "truncation", "user");

    private static final int CALLS_MAX = 1024;
    private static final int CHARS_MAX = ReceivedText.BYTES_MAX;

    private WholeAnswerReader() {}

    static ReceivedText read(Json json) throws MalformedException {
        JsonFields body = JsonFields.of("", json);
        requireNoError(body);
        // A client reads the one or the other.
        if (!Blank.isBlank(body.optionalAny("output").orElse(JsonNull.NULL))) {
            return response(body);
        }
        List<JsonFields> items = body.objects("choices", TextParameters.CHOICES_MAX);
        boolean chat = !items.isEmpty() && items.getFirst().has("message");
        AnswerDraft draft = new AnswerDraft(chat);
        body.literal("object", chat ? "chat.completion" : "text_completion");
        int at = 0;
        for (JsonFields item : items) {
            // Clients take the first choice for the one of index 0.
            if (item.integer("index", 0, TextParameters.CHOICES_MAX - 1) != at++) {
                throw item.fault("index", "choices in the order of their indices", "another order");
            }
            if (chat) {
                chat(item, draft.choice(item));
            } else {
                completion(item, draft.choice(item));
            }
        }
        draft.model(body);
        Blank.requireNothingElse(body, BESIDE_CHOICES);
        Optional<Usage.Tokens> usage = AnswerTail.usage(body, "usage");
        return draft.end(AnswerTail.read(body), usage);
    }

    static void requireNoError(JsonFields body) throws MalformedException {
        if (!(body.optionalAny("error").orElse(JsonNull.NULL) instanceof JsonNull)) {
            throw body.fault("error", "an answer", "an error");
        }
    }

    private static void chat(JsonFields item, ChoiceDraft choice) throws MalformedException {
        JsonFields message = item.object("message");
        message.literal("role", "assistant");
        if (!(message.optionalAny("tool_calls").orElse(JsonNull.NULL) instanceof JsonNull)) {
            for (JsonFields call : message.objects("tool_calls", CALLS_MAX)) {
                call.literal("type", "function");
                JsonFields function = call.object("function");
                choice.call(call.string("id", CHARS_MAX), function.string("name", CHARS_MAX), function.string("arguments", CHARS_MAX));
                Blank.requireNothingElse(function, Set.of("name", "arguments"));
                Blank.requireNothingElse(call, Set.of("id", "type", "function"));
            }
        }
        if (message.any("content") instanceof JsonNull && !choice.hasCalls()) {
            throw message.fault("content", "a text where there are no calls", "null");
        }
        choice.text(ChoiceDraft.text(message, "content"));
        Blank.requireNothingElse(message, Set.of("role", "content", "tool_calls"));
        choice.entries(item);
        choice.finish(item);
        Blank.requireNothingElse(item, Set.of("index", "message", "logprobs", "finish_reason"));
    }

    private static void completion(JsonFields item, ChoiceDraft choice) throws MalformedException {
        choice.text(item.string("text", CHARS_MAX));
        choice.columns(item);
        choice.finish(item);
        Blank.requireNothingElse(item, Set.of("index", "text", "logprobs", "finish_reason"));
    }

    /// Reads the object `response` of that API.
    static ReceivedText response(JsonFields body) throws MalformedException {
        requireNoError(body);
        body.literal("object", "response");
        Blank.requireNothingElse(body, BESIDE_OUTPUT);
        AnswerDraft draft = new AnswerDraft(true);
        ChoiceDraft choice = draft.choice(0);
        int at = 0;
        for (JsonFields item : body.objects("output", CALLS_MAX)) {
            if (item.any("type").equals(new JsonString("message"))) {
                if (at != 0) {
                    throw item.fault("type", "the message first and once", "a later one");
                }
                message(item, choice);
            } else {
                item.literal("type", "function_call");
                choice.call(item.string("call_id", CHARS_MAX), item.string("name", CHARS_MAX), item.string("arguments", CHARS_MAX));
                Blank.requireNothingElse(item, Set.of("type", "id", "status", "call_id", "name", "arguments"));
            }
            at++;
        }
        if (at == 0) {
            throw body.fault("output", "a message or a call", "nothing");
        }
        boolean cut = body.oneOf("status", Set.of("completed", "incomplete")).equals("incomplete");
        choice.finish(cut ? FinishReason.LENGTH : choice.hasCalls() ? FinishReason.TOOL_CALLS : FinishReason.STOP);
        draft.model(body);
        return draft.end(AnswerTail.read(body), AnswerTail.usage(body, "usage", "input_tokens", "output_tokens"));
    }

    private static void message(JsonFields item, ChoiceDraft choice) throws MalformedException {
        item.literal("role", "assistant");
        List<JsonFields> parts = item.objects("content", 1);
        if (parts.isEmpty()) {
            throw item.fault("content", "one part", "none");
        }
        JsonFields part = parts.getFirst();
        part.literal("type", "output_text");
        choice.text(part.string("text", CHARS_MAX));
        Blank.requireNothingElse(part, Set.of("type", "text"));
        Blank.requireNothingElse(item, Set.of("type", "id", "status", "role", "content"));
    }
}
