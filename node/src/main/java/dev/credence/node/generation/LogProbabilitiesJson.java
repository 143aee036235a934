package dev.credence.node.generation;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.language.generation.TokenLogProbabilities;
import dev.credence.inference.language.generation.TokenLogProbabilities.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Log-probabilities in the form of the API (docs/spec/text.md 4.5): a chat's array, or a completion's columns.
final class LogProbabilitiesJson {
    private final boolean completion;
    private int offset;

    LogProbabilitiesJson(boolean completion) {
        this.completion = completion;
    }

    /// Those of the next tokens of one choice.
    Json next(List<TokenLogProbabilities> tokens) {
        return completion ? columns(tokens) : JsonArray.of(tokens.stream().map(LogProbabilitiesJson::entry).toList());
    }

    private static JsonObject entry(TokenLogProbabilities token) {
        JsonObject.Builder entry = entry(token.sampled());
        return entry.put("top_logprobs", JsonArray.of(token.top().stream().map(top -> entry(top).build()).toList())).build();
    }

    private static JsonObject.Builder entry(Entry token) {
        return JsonObject.builder()
                .put("token", text(token.bytes()))
                .put("logprob", JsonNumber.of(token.value()))
                .put("bytes", JsonArray.ofIntegers(bytes(token.bytes())));
    }

    private JsonObject columns(List<TokenLogProbabilities> tokens) {
        List<Json> texts = new ArrayList<>();
        List<Json> values = new ArrayList<>();
        List<Json> tops = new ArrayList<>();
        List<Json> offsets = new ArrayList<>();
        for (TokenLogProbabilities token : tokens) {
            JsonString text = text(token.sampled().bytes());
            texts.add(text);
            values.add(JsonNumber.of(token.sampled().value()));
            tops.add(top(token.top()));
            offsets.add(new JsonInteger(offset));
            offset += text.value().codePointCount(0, text.value().length());
        }
        return JsonObject.builder()
                .put("tokens", JsonArray.of(texts))
                .put("token_logprobs", JsonArray.of(values))
                .put("top_logprobs", JsonArray.of(tops))
                .put("text_offset", JsonArray.of(offsets))
                .build();
    }

    // Several tokens may have one text: the likeliest of them stands for it.
    private static JsonObject top(List<Entry> entries) {
        JsonObject.Builder top = JsonObject.builder();
        List<String> there = new ArrayList<>();
        for (Entry entry : entries) {
            String text = text(entry.bytes()).value();
            if (!there.contains(text)) {
                there.add(text);
                top.put(text, JsonNumber.of(entry.value()));
            }
        }
        return top.build();
    }

    private static JsonString text(Bytes bytes) {
        return JsonString.fit(new String(bytes.toArray(), StandardCharsets.UTF_8));
    }

    private static long[] bytes(Bytes bytes) {
        long[] values = new long[bytes.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.at(i) & 0xff;
        }
        return values;
    }
}
