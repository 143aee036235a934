package dev.credence.receipt.request;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a digest keeps of an answer that is text (docs/spec/text.md 5.1).
///
/// @param choices in the order of their index, from 0
/// @param usage   as the answer states it; an honest one counts every choice's token ids
public record TextAnswerRecord(List<Choice> choices, Usage.Tokens usage) implements AnswerRecord {
    public TextAnswerRecord {
        choices = List.copyOf(choices);
        if (choices.isEmpty() || choices.size() > TextParameters.CHOICES_MAX) {
            throw new IllegalArgumentException("1 to " + TextParameters.CHOICES_MAX + " choices expected, found " + choices.size());
        }
    }

    /// The record with the usage that its choices show.
    public static TextAnswerRecord of(List<Choice> choices, long promptTokens) {
        return new TextAnswerRecord(choices, new Usage.Tokens(promptTokens, tokens(choices)));
    }

    /// One answer out of the n that were asked for.
    ///
    /// @param role     whether the answer is a message of the assistant's, as a chat's is
    /// @param text     what I-JSON has no place for becomes U+FFFD here
    /// @param logprobs the API's value (docs/spec/text.md 4.5), where it was asked for
    public record Choice(
            FinishReason finish, boolean role, String text, Optional<Json> logprobs, Tokens tokens) {
        public Choice {
            text = JsonString.fit(text).value();
        }
    }

    /// What a choice's tokens are, and which calls of tools they spell.
    ///
    /// @param ids every sampled token, the one that ended the answer included
    public record Tokens(List<Integer> ids, List<ToolCall> calls) {
        public Tokens {
            ids = List.copyOf(ids);
            calls = List.copyOf(calls);
        }
    }

    /// A call of a tool.
    ///
    /// @param arguments JSON in JCS
    public record ToolCall(String id, String name, String arguments) {
        JsonObject json() {
            return JsonObject.builder()
                    .put("arguments", JsonString.fit(arguments))
                    .put("id", id)
                    .put("name", name)
                    .build();
        }
    }

    /// Why an answer ends.
    public enum FinishReason {
        STOP("stop"),
        LENGTH("length"),
        TOOL_CALLS("tool_calls");

        private final String token;

        FinishReason(String token) {
            this.token = token;
        }

        /// Its spelling in JSON.
        public String token() {
            return token;
        }

        public static Optional<FinishReason> parse(String token) {
            for (FinishReason reason : values()) {
                if (reason.token.equals(token)) {
                    return Optional.of(reason);
                }
            }
            return Optional.empty();
        }
    }

    /// The number of token ids of all choices together.
    public long tokens() {
        return tokens(choices);
    }

    private static long tokens(List<Choice> choices) {
        return choices.stream().mapToLong(choice -> choice.tokens().ids().size()).sum();
    }

    @Override
    public JsonObject json() {
        List<JsonObject> items = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            items.add(json(choices.get(i), i));
        }
        return JsonObject.builder()
                .put("choices", JsonArray.of(items))
                .put("usage", JsonObject.builder()
                        .put("completion_tokens", usage.completion())
                        .put("prompt_tokens", usage.prompt())
                        .build())
                .build();
    }

    private static JsonObject json(Choice choice, int index) {
        JsonObject.Builder builder = JsonObject.builder()
                .put("finish_reason", choice.finish().token())
                .put("index", index)
                .putIfPresent("logprobs", choice.logprobs());
        if (choice.role()) {
            builder.put("role", "assistant");
        }
        builder.put("text", choice.text())
                .put("token_ids", JsonArray.ofIntegers(
                        choice.tokens().ids().stream().mapToLong(Integer::longValue).toArray()));
        if (!choice.tokens().calls().isEmpty()) {
            builder.put("tool_calls", JsonArray.of(choice.tokens().calls().stream().map(ToolCall::json).toList()));
        }
        return builder.build();
    }
}
