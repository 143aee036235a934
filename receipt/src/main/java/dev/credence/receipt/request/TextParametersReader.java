package dev.credence.receipt.request;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Digest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `TextParameters` in their one spelling: every member, in JCS order.
final class TextParametersReader {
    private static final int CLOCK_CHARS_MAX = 19;
    private static final int TOOL_CHOICE_CHARS_MAX = 80;

    private final JsonFields fields;

    TextParametersReader(JsonFields fields) {
        this.fields = fields;
    }

    TextParameters read() throws MalformedException {
        String clock = clock();
        Decimal frequency = decimal("frequency_penalty", Range.PENALTY);
        LogitBias bias = bias();
        int logprobs = (int) fields.integer("logprobs", -1, AnswerForm.LOGPROBS_MAX);
        int tokensMax = (int) fields.integer("max_tokens", 1, AnswerForm.TOKENS_MAX);
        Decimal minP = decimal("min_p", Range.SHARE);
        Digest model = fields.digest("model");
        int choices = (int) fields.integer("n", 1, TextParameters.CHOICES_MAX);
        Bytes nonce = fields.hex("nonce", Parameters.NONCE_LENGTH);
        boolean parallel = fields.bool("parallel_tool_calls");
        Decimal presence = decimal("presence_penalty", Range.PENALTY);
        Release release = Release.read(fields, "release");
        Decimal repetition = decimal("repetition_penalty", Range.REPETITION);
        long seed = Seed.parse(fields.string("seed", 20), fields.pathOf("seed"));
        List<String> stop = stop();
        Decimal temperature = decimal("temperature", Range.TEMPERATURE);
        ToolChoice choice = toolChoice();
        int topK = (int) fields.integer("top_k", 0, Integer.MAX_VALUE);
        Decimal topP = decimal("top_p", Range.SHARE);
        fields.end();
        SamplingRules sampling = new SamplingRules(
                temperature, new SamplingRules.Cuts(topK, topP, minP), new Penalties(frequency, presence, repetition), bias);
        AnswerForm form = new AnswerForm(choices, tokensMax, stop, logprobs, new AnswerForm.Tools(choice, parallel));
        return new TextParameters(model, release, new TextParameters.Drawn(nonce, seed, clock), sampling, form);
    }

    private String clock() throws MalformedException {
        String clock = fields.string("clock", CLOCK_CHARS_MAX);
        if (!clock.isEmpty() && !ClockText.isOne(clock)) {
            throw fields.fault("clock", "a local time like 2026-11-23T11:05:00", "'" + clock + "'");
        }
        return clock;
    }

    private Decimal decimal(String member, Range range) throws MalformedException {
        String path = fields.pathOf(member);
        return range.checked(Decimal.parse(fields.string(member, Decimal.CHARS_MAX), path), path);
    }

    private LogitBias bias() throws MalformedException {
        if (!(fields.any("logit_bias") instanceof JsonObject object) || object.size() > LogitBias.TOKENS_MAX) {
            throw fields.fault("logit_bias", "an object of at most " + LogitBias.TOKENS_MAX + " token ids", "something else");
        }
        SortedMap<Integer, Decimal> byToken = new TreeMap<>();
        String before = "";
        for (var member : object.members().entrySet()) {
            String path = fields.pathOf("logit_bias." + member.getKey());
            if (before.compareTo(member.getKey()) >= 0) {
                throw new MalformedException(path, -1, "members in JCS order", "'" + member.getKey() + "' after '" + before + "'");
            }
            before = member.getKey();
            byToken.put(tokenId(before, path), Range.PENALTY.checked(decimal(member.getValue(), path), path));
        }
        return new LogitBias(byToken);
    }

    private static Decimal decimal(Json value, String path) throws MalformedException {
        if (!(value instanceof JsonString text)) {
            throw new MalformedException(path, -1, "the shortest text of a number", value.kind());
        }
        return Decimal.parse(text.value(), path);
    }

    private static int tokenId(String key, String path) throws MalformedException {
        long id = Seed.parse(key, path);
        if (id < 0 || id > Integer.MAX_VALUE) {
            throw new MalformedException(path, -1, "a token id below 2^31", "'" + key + "'");
        }
        return (int) id;
    }

    private List<String> stop() throws MalformedException {
        List<String> stop = fields.strings("stop", AnswerForm.STOP_MAX, AnswerForm.STOP_CHARS_MAX);
        if (stop.contains("")) {
            throw fields.fault("stop", "texts of at least one character", "an empty one");
        }
        return stop;
    }

    private ToolChoice toolChoice() throws MalformedException {
        String text = fields.string("tool_choice", TOOL_CHOICE_CHARS_MAX);
        return ToolChoice.parse(text)
                .orElseThrow(() -> fields.fault("tool_choice", "none, auto, required or function: and a name", "'" + text + "'"));
    }
}
