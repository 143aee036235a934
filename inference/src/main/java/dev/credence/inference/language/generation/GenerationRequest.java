package dev.credence.inference.language.generation;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.language.chat.Prompt;
import dev.credence.inference.language.sampler.SamplingParameters;
import java.util.List;

/// All that an answer depends on, besides the model's file, and ids that somebody says it has.
///
/// @param model    the model's id
/// @param told     the token ids of each choice as another execution had them, in the order of the choices, or fewer or none: they are
///                 computed many at once, and no result depends on them (docs/spec/text.md 7.1). The arrays are not written to
public record GenerationRequest(Prompt prompt, Digest model, SamplingParameters sampling, AnswerRules rules, List<int[]> told) {
    public GenerationRequest {
        told = List.copyOf(told);
    }
}
