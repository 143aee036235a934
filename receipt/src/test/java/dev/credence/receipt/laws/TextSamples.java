package dev.credence.receipt.laws;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.AnswerForm;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.Decimal;
import dev.credence.receipt.request.LogitBias;
import dev.credence.receipt.request.Penalties;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.SamplingRules;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.ToolChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request to a language model, and its answer.
public final class TextSamples {
    public static final String PARAMETERS_JSON = "{\"clock\":\"2026-11-23T11:05:00\",\"frequency_penalty\":\"0.5\",\"logit_bias\":{\"7\":\"-100\"},"
            + "\"logprobs\":2,\"max_tokens\":16,\"min_p\":\"0\",\"model\":\"" + Samples.digest("model").hex() + "\",\"n\":2,\"nonce\":\""
            + Samples.parameters().nonce().hex() + "\",\"parallel_tool_calls\":true,\"presence_penalty\":\"0\",\"release\":\"smol@1\","
            + "\"repetition_penalty\":\"1\",\"seed\":\"7\",\"stop\":[\"END\"],\"temperature\":\"0.7\",\"tool_choice\":\"function:weather\","
            + "\"top_k\":40,\"top_p\":\"0.95\"}";

    private TextSamples() {}

    public static TextParameters parameters() {
        return new TextParameters(
                Samples.digest("model"),
                new Release("smol", "1"),
                new TextParameters.Drawn(Samples.parameters().nonce(), 7, "2026-11-23T11:05:00"),
                new SamplingRules(
                        Decimal.of(0.7),
                        new SamplingRules.Cuts(40, Decimal.of(0.95), Decimal.of(0)),
                        new Penalties(Decimal.of(0.5), Decimal.of(0), Decimal.of(1)),
                        new LogitBias(new TreeMap<>(Map.of(7, Decimal.of(-100))))),
                new AnswerForm(2, 16, List.of("END"), 2, new AnswerForm.Tools(new ToolChoice.Function("weather"), true)));
    }

    public static Content.Text content() {
        Json message = JsonObject.builder().put("role", "user").put("content", "Hello").build();
        return new Content.Text(JsonObject.builder().put("messages", JsonArray.of(message)).build());
    }

    public static TextAnswerRecord answer() {
        TextAnswerRecord.ToolCall call = new TextAnswerRecord.ToolCall("call_0", "weather", "{\"city\":\"Bern\"}");
        return TextAnswerRecord.of(
                List.of(
                        new TextAnswerRecord.Choice(
                                TextAnswerRecord.FinishReason.STOP, true, "Hi", Optional.empty(), new TextAnswerRecord.Tokens(List.of(5, 6), List.of())),
                        new TextAnswerRecord.Choice(
                                TextAnswerRecord.FinishReason.TOOL_CALLS, true, "", Optional.of(JsonArray.of()), new TextAnswerRecord.Tokens(List.of(9), List.of(call)))),
                4);
    }
}
