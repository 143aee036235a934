package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a whole request for text: which API, which fields, then content, parameters and delivery in turn.
final class TextBodyReader {
    /// A prompt of 131,072 token ids fits.
    private static final JsonLimits LIMITS = new JsonLimits(TextRequestBody.BYTES_MAX, 64, 400_000);

    private static final Set<String> COMMON = Set.of(
            "model", "stream", "stream_options", "user", "metadata", "store", "service_tier", "safety_identifier", "prompt_cache_key",
            "credence", "frequency_penalty", "logit_bias", "logprobs", "max_tokens", "min_p", "n", "presence_penalty",
            "repetition_penalty", "seed", "stop", "temperature", "top_k", "top_p");
    private static final Set<String> CHAT = Set.of(
            "messages", "tools", "response_format", "chat_template_kwargs", "top_logprobs", "max_completion_tokens",
            "parallel_tool_calls", "tool_choice", "modalities");
    private static final Set<String> COMPLETION = Set.of("prompt", "best_of", "echo");
    private static final int TEXT_CHARS_MAX = 4096;

    private TextBodyReader() {}

    static TextRequestBody read(Bytes body) throws MalformedException {
        if (body.length() > TextRequestBody.BYTES_MAX) {
            throw new MalformedException("", -1, "a body of at most " + TextRequestBody.BYTES_MAX + " bytes", body.length() + "");
        }
        if (!(IJson.parse(body, LIMITS) instanceof JsonObject whole)) {
            throw new MalformedException("", -1, "an object", "something else");
        }
        JsonObject members = withoutNulls(whole);
        TextApi api = api(members);
        if (api != TextApi.RESPONSES) {
            return read(api, members);
        }
        JsonObject chat = ResponsesTranslation.chat(members);
        try {
            return read(api, chat);
        } catch (MalformedException malformed) {
            throw ResponsesTranslation.inItsOwnTerms(malformed);
        }
    }

    /// The members of `object` that are something.
    static JsonObject withoutNulls(JsonObject object) {
        JsonObject.Builder builder = JsonObject.builder();
        object.members().forEach((name, value) -> {
            if (!(value instanceof JsonNull)) {
                builder.put(name, value);
            }
        });
        return builder.build();
    }

    private static TextApi api(JsonObject members) throws MalformedException {
        List<TextApi> found = new ArrayList<>();
        for (TextApi api : TextApi.values()) {
            if (members.has(api.member())) {
                found.add(api);
            }
        }
        // The Responses API has a field `prompt` of its own, which is refused where its other fields are.
        if (found.equals(List.of(TextApi.COMPLETION, TextApi.RESPONSES))) {
            return TextApi.RESPONSES;
        }
        if (found.isEmpty()) {
            throw new MalformedException("", -1, "one of 'messages', 'prompt' and 'input'", "none");
        }
        if (found.size() > 1) {
            String second = found.get(1).member();
            throw new MalformedException(second, -1, "no '" + second + "' beside '" + found.getFirst().member() + "'", "both");
        }
        return found.getFirst();
    }

    private static TextRequestBody read(TextApi api, JsonObject members) throws MalformedException {
        boolean chat = api != TextApi.COMPLETION;
        for (String name : members.keys()) {
            if (!COMMON.contains(name) && !(chat ? CHAT : COMPLETION).contains(name)) {
                throw new MalformedException(name, -1, "a field that is honoured here", "'" + name + "'");
            }
        }
        JsonFields fields = JsonFields.of("", members);
        Content.Text content = chat ? TextContentReader.chat(fields) : TextContentReader.completion(fields);
        CredenceFields credence = CredenceFields.read(fields);
        NamedParameters named = new TextParameterReader(fields, api, content).read(credence);
        TextDelivery delivery = delivery(fields, credence);
        forTheGateway(fields);
        refusals(fields, named);
        fields.end();
        return new TextRequestBody(api, content, named, credence.asked(), delivery);
    }

    private static TextDelivery delivery(JsonFields fields, CredenceFields credence) throws MalformedException {
        boolean stream = fields.optionalBool("stream").orElse(false);
        boolean includeUsage = false;
        if (fields.optionalAny("stream_options").orElse(JsonNull.NULL) instanceof JsonObject object) {
            JsonFields options = JsonFields.of("stream_options", withoutNulls(object));
            includeUsage = options.optionalBool("include_usage").orElse(false);
            // Random padding of chunks is part of nothing that is signed, but it is not given either.
            if (options.optionalBool("include_obfuscation").orElse(false)) {
                throw options.fault("include_obfuscation", "false", "true");
            }
            options.end();
        } else if (fields.has("stream_options")) {
            throw fields.fault("stream_options", "an object", "something else");
        }
        return new TextDelivery(stream, includeUsage, credence.segments(), credence.avoid());
    }

    // Fields that say something to whoever serves, and change no answer.
    private static void forTheGateway(JsonFields fields) throws MalformedException {
        fields.optionalString("user", TEXT_CHARS_MAX);
        fields.optionalString("safety_identifier", TEXT_CHARS_MAX);
        fields.optionalString("prompt_cache_key", TEXT_CHARS_MAX);
        fields.optionalBool("store");
        fields.optionalObject("metadata");
        if (fields.has("service_tier")) {
            fields.oneOf("service_tier", Set.of("auto", "default"));
        }
    }

    // Fields that are read only to be the one thing that we do.
    private static void refusals(JsonFields fields, NamedParameters named) throws MalformedException {
        if (fields.optionalBool("echo").orElse(false)) {
            throw fields.fault("echo", "false", "true");
        }
        Optional<List<String>> modalities = fields.optionalStrings("modalities", 8, 64);
        if (modalities.isPresent() && !modalities.get().equals(List.of("text"))) {
            throw fields.fault("modalities", "[\"text\"]", modalities.get().toString());
        }
        Optional<Json> bestOf = fields.optionalAny("best_of");
        if (bestOf.isPresent() && !bestOf.get().equals(named.members().getOrDefault("n", TextEffective.ONE))) {
            throw fields.fault("best_of", "the same as n", bestOf.get().kind());
        }
    }
}
