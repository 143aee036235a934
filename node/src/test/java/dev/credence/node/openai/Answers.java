package dev.credence.node.openai;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.FinishReason;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Answers for the writers, and how a client reads what they wrote.
final class Answers {
    static final Bytes RECEIPT = Bytes.wrap(new byte[16]);
    static final JsonObject CREDENCE = JsonObject.builder().put("receipt", RECEIPT.hex()).build();
    private static final String[] WORDS = {"snow ", "🦊", "é", "\n", "\"", "red", " "};

    private Answers() {}

    static AnswerHead head(Api api) {
        return new AnswerHead(api, RECEIPT, 1_795_000_000, "meadow@1.0");
    }

    static AnswerStream.Ending ending(TextAnswerRecord record) {
        return new AnswerStream.Ending(record, "credence-0.1.0", CREDENCE);
    }

    static Choice choice(Api api, String text, FinishReason finish, ToolCall... calls) {
        Optional<Json> none = Optional.empty();
        return new Choice(finish, api != Api.COMPLETION, text, none, new TextAnswerRecord.Tokens(List.of(7, 8), List.of(calls)));
    }

    static TextAnswerRecord record(Choice... choices) {
        return TextAnswerRecord.of(List.of(choices), 5);
    }

    /// A record of up to three choices with texts, calls and log-probabilities.
    static TextAnswerRecord random(Api api, RandomGenerator random) {
        List<Choice> choices = new ArrayList<>();
        int count = api == Api.RESPONSES ? 1 : random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            int tokens = random.nextInt(6);
            StringBuilder text = new StringBuilder();
            List<Integer> ids = new ArrayList<>();
            for (int t = 0; t < tokens; t++) {
                text.append(WORDS[random.nextInt(WORDS.length)]);
                ids.add(random.nextInt(500));
            }
            List<ToolCall> calls = new ArrayList<>();
            for (int c = api == Api.COMPLETION ? 0 : random.nextInt(3); c > 0; c--) {
                calls.add(new ToolCall("call_" + i + c, "paint", "{\"colour\":\"red" + c + "\"}"));
            }
            FinishReason finish = random.nextBoolean() ? FinishReason.LENGTH : calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
            Optional<Json> logprobs = api != Api.RESPONSES && tokens > 0 && random.nextBoolean() ? Optional.of(logprobs(api, tokens)) : Optional.empty();
            choices.add(new Choice(finish, api != Api.COMPLETION, text.toString(), logprobs, new TextAnswerRecord.Tokens(ids, calls)));
        }
        return TextAnswerRecord.of(choices, random.nextInt(50));
    }

    static Json logprobs(Api api, int tokens) {
        List<Json> entries = new ArrayList<>();
        List<Json> names = new ArrayList<>();
        List<Json> values = new ArrayList<>();
        List<Json> tops = new ArrayList<>();
        List<Json> offsets = new ArrayList<>();
        for (int i = 0; i < tokens; i++) {
            Json value = JsonNumber.of(-i / 8.0);
            entries.add(JsonObject.builder().put("token", "t" + i).put("logprob", value).build());
            names.add(new JsonString("t" + i));
            values.add(value);
            tops.add(JsonObject.builder().put("t" + i, value).build());
            offsets.add(new JsonInteger(i));
        }
        if (api != Api.COMPLETION) {
            return new JsonArray(entries);
        }
        return JsonObject.builder()
                .put("tokens", new JsonArray(names))
                .put("token_logprobs", new JsonArray(values))
                .put("top_logprobs", new JsonArray(tops))
                .put("text_offset", new JsonArray(offsets))
                .build();
    }

    /// The data of all events.
    static List<Json> events(String stream) throws MalformedException {
        List<Json> events = new ArrayList<>();
        for (String line : stream.split("\n")) {
            if (line.startsWith("data: ") && !line.equals("data: [DONE]")) {
                events.add(IJson.parse(Bytes.wrap(line.substring(6).getBytes(StandardCharsets.UTF_8)), new JsonLimits(1 << 20, 32, 100_000)));
            }
        }
        return events;
    }

    /// What stands at a path of member names and indices, if anything does.
    static Optional<Json> at(Json value, Object... path) {
        Json here = value;
        for (Object step : path) {
            if (step instanceof String name && here instanceof JsonObject object && object.has(name)) {
                here = object.get(name).orElseThrow();
            } else if (step instanceof Integer index && here instanceof JsonArray array && index < array.size()) {
                here = array.get(index);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(here);
    }

    static String text(Json value, Object... path) {
        return at(value, path).map(found -> found instanceof JsonString text ? text.value() : found instanceof JsonInteger number ? number.value() + "" : found.kind()).orElse("nothing");
    }
}
