package dev.credence.node.exchange;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.FinishReason;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;
import java.util.ArrayList;
import java.util.List;

/// An answer's record (docs/spec/text.md 5.1) as it stands in messages between gateway and operator.
final class TextAnswerJson {
    /// Calls of tools in one answer, as a bound.
    static final int CALLS_MAX = 65_536;

    private static final int IDS_MAX = 1 << 24;
    private static final int NAME_CHARS_MAX = 256;

    private TextAnswerJson() {}

    static TextAnswerRecord read(JsonFields fields) throws MalformedException {
        List<Choice> choices = new ArrayList<>();
        for (JsonFields choice : fields.objects("choices", TextParameters.CHOICES_MAX)) {
            choices.add(choice(choice, choices.size()));
        }
        if (choices.isEmpty()) {
            throw fields.fault("choices", "at least one choice", "none");
        }
        JsonFields usage = fields.object("usage");
        long completion = usage.integer("completion_tokens", 0, JsonInteger.VALUE_MAX);
        long prompt = usage.integer("prompt_tokens", 0, JsonInteger.VALUE_MAX);
        usage.end();
        fields.end();
        return new TextAnswerRecord(choices, new Usage.Tokens(prompt, completion));
    }

    private static Choice choice(JsonFields fields, int index) throws MalformedException {
        String word = fields.string("finish_reason", NAME_CHARS_MAX);
        FinishReason finish = FinishReason.parse(word).orElseThrow(() -> fields.fault("finish_reason", "stop, length or tool_calls", "'" + word + "'"));
        fields.integer("index", index, index);
        boolean role = fields.has("role");
        if (role) {
            fields.literal("role", "assistant");
        }
        String text = fields.string("text", GenerateEvent.BYTES_MAX);
        List<ToolCall> calls = new ArrayList<>();
        if (fields.has("tool_calls")) {
            for (JsonFields call : fields.objects("tool_calls", CALLS_MAX)) {
                calls.add(call(call));
            }
        }
        Choice choice = new Choice(finish, role, text, fields.optionalAny("logprobs"), new TextAnswerRecord.Tokens(ids(fields, "token_ids"), calls));
        fields.end();
        return choice;
    }

    static List<Integer> ids(JsonFields fields, String name) throws MalformedException {
        return fields.integers(name, IDS_MAX, 0, Integer.MAX_VALUE).stream().map(Long::intValue).toList();
    }

    static JsonObject call(ToolCall call) {
        return JsonObject.builder()
                .put("arguments", JsonString.fit(call.arguments()))
                .put("id", call.id())
                .put("name", call.name())
                .build();
    }

    static ToolCall call(JsonFields fields) throws MalformedException {
        ToolCall call = new ToolCall(
                fields.string("id", NAME_CHARS_MAX), fields.string("name", NAME_CHARS_MAX), fields.string("arguments", GenerateEvent.BYTES_MAX));
        fields.end();
        return call;
    }
}
