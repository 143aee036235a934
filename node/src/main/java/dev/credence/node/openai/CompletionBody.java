package dev.credence.node.openai;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import java.util.ArrayList;
import java.util.List;

/// The whole body of `POST /v1/completions` (docs/spec/text.md 5.3).
public final class CompletionBody {
    private CompletionBody() {}

    public static JsonObject write(AnswerHead head, AnswerStream.Ending ending) {
        List<JsonObject> choices = new ArrayList<>();
        for (Choice choice : ending.record().choices()) {
            Json logprobs = choice.logprobs().orElse(JsonNull.NULL);
            choices.add(choice(choices.size(), choice.text(), logprobs, new JsonString(choice.finish().token())));
        }
        return head.body(head.api().object())
                .put("system_fingerprint", ending.engine())
                .put("choices", JsonArray.of(choices))
                .put("usage", UsageJson.of(ending.record().usage()))
                .put("credence", ending.credence())
                .build();
    }

    static JsonObject choice(int index, String text, Json logprobs, Json finish) {
        return JsonObject.builder()
                .put("index", index)
                .put("text", JsonString.fit(text))
                .put("logprobs", logprobs)
                .put("finish_reason", finish)
                .build();
    }
}
