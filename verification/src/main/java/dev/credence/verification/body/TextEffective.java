package dev.credence.verification.body;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.request.AnswerForm;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.ToolChoice;
import java.util.SortedMap;
import java.util.TreeMap;

/// From what a caller named to the parameters as executed (docs/spec/text.md 2.1): the table's values where the caller named none,
/// and three that are drawn.
public final class TextEffective {
    static final JsonInteger ONE = new JsonInteger(1);
    private static final JsonInteger TOKENS_MAX_OF_A_COMPLETION = new JsonInteger(16);

    private TextEffective() {}

    /// The parameters of a request.
    ///
    /// @param model of the release that the request's `model` means
    /// @param fresh taken where the caller named no nonce, seed or clock; a completion takes no clock
    public static TextParameters of(TextRequestBody body, Digest model, Release release, TextParameters.Drawn fresh) {
        SortedMap<String, Json> members = new TreeMap<>();
        members.put("model", new JsonString(model.hex()));
        members.put("release", new JsonString(release.text()));
        members.put("nonce", new JsonString(fresh.nonce().hex()));
        members.put("seed", new JsonString(Long.toUnsignedString(fresh.seed())));
        if (body.api() != TextApi.COMPLETION && fresh.clock().isEmpty()) {
            throw new IllegalArgumentException("a clock for the template expected");
        }
        members.put("clock", new JsonString(fresh.clock()));
        members.putAll(determined(body));
        JsonObject.Builder json = JsonObject.builder();
        members.forEach(json::put);
        try {
            return TextParameters.read(JsonFields.inOrder("", json.build()));
        } catch (MalformedException impossible) {
            throw new IllegalStateException("what a body names is within its bounds", impossible);
        }
    }

    /// The members whose value the request decides: those that it names, and those that it leaves to the table.
    public static SortedMap<String, Json> determined(TextRequestBody body) {
        boolean completion = body.api() == TextApi.COMPLETION;
        boolean tools = TextContentReader.hasTools(body.content());
        SortedMap<String, Json> members = new TreeMap<>();
        for (String zero : new String[] {"frequency_penalty", "min_p", "presence_penalty"}) {
            members.put(zero, new JsonString("0"));
        }
        for (String one : new String[] {"repetition_penalty", "temperature", "top_p"}) {
            members.put(one, new JsonString("1"));
        }
        members.put("logit_bias", JsonObject.EMPTY);
        members.put("logprobs", new JsonInteger(-1));
        members.put("max_tokens", completion ? TOKENS_MAX_OF_A_COMPLETION : new JsonInteger(AnswerForm.TOKENS_MAX));
        members.put("n", ONE);
        members.put("parallel_tool_calls", new JsonBoolean(true));
        members.put("stop", JsonArray.of());
        members.put("tool_choice", new JsonString((tools ? ToolChoice.Rule.AUTO : ToolChoice.Rule.NONE).text()));
        members.put("top_k", new JsonInteger(0));
        if (completion) {
            members.put("clock", new JsonString(""));
        }
        members.putAll(body.named().members());
        return members;
    }
}
