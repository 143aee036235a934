package dev.credence.inference.language.template;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.inference.language.template.time.Moment;
import java.util.Map;
import java.util.Optional;

/// What a chat template is rendered with.
///
/// @param messages            of the conversation, as the API has them
/// @param tools               definitions of tools; without them the template sees `none`
/// @param documents           for templates that quote sources; likewise
/// @param addGenerationPrompt whether the prompt ends where the assistant begins
/// @param bosToken            the text of the token; without it `bos_token` is undefined
/// @param eosToken            likewise
/// @param now                 what `strftime_now` tells; a field of the effective request, never this machine's clock
/// @param extra               further variables such as `enable_thinking`; those above hide them
public record PromptInput(
        JsonArray messages, Optional<Json> tools, Optional<Json> documents, boolean addGenerationPrompt, Optional<String> bosToken,
        Optional<String> eosToken, Optional<Moment> now, Map<String, Json> extra) {
    public PromptInput {
        extra = Map.copyOf(extra);
    }

    /// A conversation with nothing else, whose next message is the assistant's.
    public static PromptInput of(JsonArray messages) {
        return new PromptInput(
                messages, Optional.empty(), Optional.empty(), true, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    public PromptInput withTools(Json definitions) {
        return new PromptInput(messages, Optional.of(definitions), documents, addGenerationPrompt, bosToken, eosToken, now, extra);
    }

    public PromptInput withTokens(Optional<String> bos, Optional<String> eos) {
        return new PromptInput(messages, tools, documents, addGenerationPrompt, bos, eos, now, extra);
    }

    public PromptInput withNow(Moment moment) {
        return new PromptInput(messages, tools, documents, addGenerationPrompt, bosToken, eosToken, Optional.of(moment), extra);
    }

    public PromptInput withGenerationPrompt(boolean add) {
        return new PromptInput(messages, tools, documents, add, bosToken, eosToken, now, extra);
    }

    public PromptInput withExtra(Map<String, Json> variables) {
        return new PromptInput(messages, tools, documents, addGenerationPrompt, bosToken, eosToken, now, variables);
    }
}
