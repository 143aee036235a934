package dev.credence.node.openai;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonObject;

/// What stands at the head of every body and chunk of one answer; covered by no digest.
///
/// @param receipt the receipt's id, from which the answer's is made
/// @param createdSeconds since 1970 UTC
/// @param model   the release that answers, `name@version`
public record AnswerHead(Api api, Bytes receipt, long createdSeconds, String model) {
    /// The answer's id.
    public String id() {
        return api.idPrefix() + receipt.hex();
    }

    /// A body that begins with the head.
    JsonObject.Builder body(String object) {
        return JsonObject.builder()
                .put("id", id())
                .put("object", object)
                .put("created", createdSeconds)
                .put("model", model);
    }
}
