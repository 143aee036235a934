package dev.credence.node.openai;

import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.Usage;

/// Tokens metered, as the surface spells them.
public final class UsageJson {
    private UsageJson() {}

    /// As a chat or a completion has it.
    public static JsonObject of(Usage.Tokens usage) {
        return JsonObject.builder()
                .put("prompt_tokens", usage.prompt())
                .put("completion_tokens", usage.completion())
                .put("total_tokens", usage.prompt() + usage.completion())
                .build();
    }

    static JsonObject ofResponse(Usage.Tokens usage) {
        return JsonObject.builder()
                .put("input_tokens", usage.prompt())
                .put("input_tokens_details", JsonObject.builder().put("cached_tokens", 0).put("cache_write_tokens", 0).build())
                .put("output_tokens", usage.completion())
                .put("output_tokens_details", JsonObject.builder().put("reasoning_tokens", 0).build())
                .put("total_tokens", usage.prompt() + usage.completion())
                .build();
    }
}
