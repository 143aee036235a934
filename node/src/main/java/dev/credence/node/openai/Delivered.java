package dev.credence.node.openai;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.answering.TextDelta;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.util.List;
import java.util.Optional;

/// How much of one choice has left, so that its end delivers what is missing and nothing twice.
final class Delivered {
    private final StringBuilder text = new StringBuilder();
    private int calls;
    private int logprobs;
    private boolean begun;

    /// Notes a delta that leaves.
    void add(TextDelta delta) {
        begun = true;
        text.append(delta.text());
        calls += delta.calls().size();
        logprobs += delta.logprobs().map(Delivered::tokens).orElse(0);
    }

    /// Whether there is anything in a delta that a client would see.
    static boolean shows(TextDelta delta) {
        return !delta.text().isEmpty() || !delta.calls().isEmpty() || delta.logprobs().isPresent();
    }

    /// Whether anything of the choice has left.
    boolean begun() {
        return begun;
    }

    /// How many of its calls have left.
    int calls() {
        return calls;
    }

    /// What of the whole choice has not left.
    ///
    /// @throws IllegalStateException if what has left is no beginning of it
    TextDelta rest(int index, Choice whole) {
        List<ToolCall> all = whole.tokens().calls();
        int told = whole.logprobs().map(Delivered::tokens).orElse(0);
        if (!whole.text().startsWith(text.toString()) || calls > all.size() || logprobs > told) {
            throw new IllegalStateException("what has left of choice " + index + " is no beginning of the answer");
        }
        Optional<Json> missing = whole.logprobs().filter(_ -> told > logprobs).map(value -> tail(value, logprobs));
        return new TextDelta(index, List.of(), whole.text().substring(text.length()), all.subList(calls, all.size()), missing);
    }

    // A chat's are an array with an entry a token, a completion's an object of arrays with an item a token.
    private static int tokens(Json logprobs) {
        return switch (logprobs) {
            case JsonArray entries -> entries.size();
            case JsonObject columns when columns.get("tokens").orElse(null) instanceof JsonArray tokens -> tokens.size();
            default -> throw new IllegalArgumentException("log-probabilities of a chat or a completion expected, found " + logprobs.kind());
        };
    }

    private static Json tail(Json logprobs, int from) {
        if (logprobs instanceof JsonArray entries) {
            return new JsonArray(entries.items().subList(from, entries.size()));
        }
        JsonObject.Builder columns = JsonObject.builder();
        ((JsonObject) logprobs).members().forEach((name, column) -> columns.put(name, column instanceof JsonArray ? tail(column, from) : column));
        return columns.build();
    }
}
