package dev.credence.verification.body;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.AnswerForm;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.Decimal;
import dev.credence.receipt.request.LogitBias;
import dev.credence.receipt.request.Range;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.Seed;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.ToolChoice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the fields of a request for text that are parameters, into the spelling that they have in the effective request
/// (docs/spec/text.md 2.2).
final class TextParameterReader {
    private final JsonFields fields;
    private final TextApi api;
    private final Content.Text content;
    private final SortedMap<String, Json> members = new TreeMap<>();

    TextParameterReader(JsonFields fields, TextApi api, Content.Text content) {
        this.fields = fields;
        this.api = api;
        this.content = content;
    }

    NamedParameters read(CredenceFields credence) throws MalformedException {
        String model = fields.string("model", Release.NAME_CHARS_MAX + 1 + Release.VERSION_CHARS_MAX);
        decimal("frequency_penalty", Range.PENALTY);
        decimal("presence_penalty", Range.PENALTY);
        decimal("repetition_penalty", Range.REPETITION);
        decimal("min_p", Range.SHARE);
        decimal("top_p", Range.SHARE);
        decimal("temperature", Range.TEMPERATURE);
        integer("top_k", 0, Integer.MAX_VALUE);
        integer("n", 1, TextParameters.CHOICES_MAX);
        bias();
        logprobs();
        tokensMax();
        seed();
        stop();
        toolChoice();
        fields.optionalBool("parallel_tool_calls").ifPresent(value -> members.put("parallel_tool_calls", new JsonBoolean(value)));
        credence.nonce().ifPresent(nonce -> members.put("nonce", new JsonString(nonce.hex())));
        if (credence.clock().isPresent()) {
            if (api == TextApi.COMPLETION) {
                throw new MalformedException("credence.clock", -1, "none, since a completion has no template", "one");
            }
            members.put("clock", new JsonString(credence.clock().get()));
        }
        return new NamedParameters(model, credence.height(), members);
    }

    private void decimal(String name, Range range) throws MalformedException {
        Optional<Json> value = fields.optionalAny(name);
        if (value.isPresent()) {
            members.put(name, new JsonString(decimal(value.get(), range, name).text()));
        }
    }

    private static Decimal decimal(Json value, Range range, String path) throws MalformedException {
        if (!(value instanceof JsonNumeric number)) {
            throw new MalformedException(path, -1, "a number", value.kind());
        }
        return range.checked(Decimal.of(number.asDouble()), path);
    }

    private void integer(String name, long min, long max) throws MalformedException {
        fields.optionalInteger(name, min, max).ifPresent(value -> members.put(name, new JsonInteger(value)));
    }

    private void bias() throws MalformedException {
        Optional<Json> value = fields.optionalAny("logit_bias");
        if (value.isEmpty()) {
            return;
        }
        if (!(value.get() instanceof JsonObject object) || object.size() > LogitBias.TOKENS_MAX) {
            throw fields.fault("logit_bias", "an object of at most " + LogitBias.TOKENS_MAX + " token ids", value.get().kind());
        }
        SortedMap<Integer, Decimal> byToken = new TreeMap<>();
        for (var member : object.members().entrySet()) {
            String path = fields.pathOf("logit_bias." + member.getKey());
            long id = Seed.parse(member.getKey(), path);
            if (id < 0 || id > Integer.MAX_VALUE) {
                throw new MalformedException(path, -1, "a token id below 2^31", "'" + member.getKey() + "'");
            }
            byToken.put((int) id, decimal(member.getValue(), Range.PENALTY, path));
        }
        members.put("logit_bias", new LogitBias(byToken).json());
    }

    // A number for a completion; for a chat a truth value, with the number beside it.
    private void logprobs() throws MalformedException {
        if (api == TextApi.COMPLETION) {
            integer("logprobs", 0, AnswerForm.LOGPROBS_MAX);
            return;
        }
        Optional<Boolean> wanted = fields.optionalBool("logprobs");
        OptionalLong top = fields.optionalInteger("top_logprobs", 0, AnswerForm.LOGPROBS_MAX);
        if (top.isPresent() && !wanted.orElse(false)) {
            throw fields.fault("top_logprobs", "'logprobs' beside it", "none");
        }
        wanted.ifPresent(value -> members.put("logprobs", new JsonInteger(value ? top.orElse(0) : -1)));
    }

    private void tokensMax() throws MalformedException {
        integer("max_tokens", 1, AnswerForm.TOKENS_MAX);
        OptionalLong other = fields.optionalInteger("max_completion_tokens", 1, AnswerForm.TOKENS_MAX);
        if (other.isPresent()) {
            Json before = members.put("max_tokens", new JsonInteger(other.getAsLong()));
            if (before != null && !before.equals(members.get("max_tokens"))) {
                throw fields.fault("max_completion_tokens", "the same as 'max_tokens'", other.getAsLong() + "");
            }
        }
    }

    // Beyond 2^53 only a text is exact in JSON, so both are read.
    private void seed() throws MalformedException {
        Optional<Json> value = fields.optionalAny("seed");
        if (value.isEmpty()) {
            return;
        }
        long seed =
                switch (value.get()) {
                    case JsonInteger number when number.value() >= 0 -> number.value();
                    case JsonString text -> Seed.parse(text.value(), fields.pathOf("seed"));
                    case JsonInteger _, JsonNumber _, JsonObject _, JsonArray _, JsonBoolean _, JsonNull _ ->
                        throw fields.fault("seed", "an unsigned integer, or its decimal text", value.get().kind());
                };
        members.put("seed", new JsonString(Long.toUnsignedString(seed)));
    }

    private void stop() throws MalformedException {
        Optional<Json> value = fields.optionalAny("stop");
        if (value.isEmpty()) {
            return;
        }
        List<String> stop = value.get() instanceof JsonString
                ? List.of(fields.string("stop", AnswerForm.STOP_CHARS_MAX))
                : fields.strings("stop", AnswerForm.STOP_MAX, AnswerForm.STOP_CHARS_MAX);
        if (stop.contains("")) {
            throw fields.fault("stop", "texts of at least one character", "an empty one");
        }
        members.put("stop", JsonArray.ofStrings(stop));
    }

    private void toolChoice() throws MalformedException {
        Optional<Json> value = fields.optionalAny("tool_choice");
        if (value.isEmpty()) {
            return;
        }
        ToolChoice choice;
        if (value.get() instanceof JsonString) {
            choice = ToolChoice.parse(fields.oneOf("tool_choice", Set.of("none", "auto", "required"))).orElseThrow();
        } else {
            JsonFields named = fields.object("tool_choice");
            named.literal("type", "function");
            JsonFields function = named.object("function");
            String name = function.string("name", ToolChoice.NAME_CHARS_MAX);
            function.end();
            named.end();
            if (!TextContentReader.hasTool(content, name)) {
                throw function.fault("name", "the name of one of the tools", "'" + name + "'");
            }
            choice = new ToolChoice.Function(name);
        }
        if (choice != ToolChoice.Rule.NONE && !TextContentReader.hasTools(content)) {
            throw fields.fault("tool_choice", "'none', since there are no tools", "'" + choice.text() + "'");
        }
        boolean forced = choice == ToolChoice.Rule.REQUIRED || choice instanceof ToolChoice.Function;
        if (forced && TextContentReader.isConstrained(content)) {
            throw fields.fault("tool_choice", "no forced call beside 'response_format'", "'" + choice.text() + "'");
        }
        members.put("tool_choice", new JsonString(choice.text()));
    }
}
