package dev.credence.inference.language.generation;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.trace.Trace;
import java.util.List;

/// All choices of a request, and what stands behind them.
///
/// @param promptTokens ids of the prompt
/// @param trace        docs/spec/text.md 6
/// @param fingerprint  the blob of docs/spec/text.md 7.2
public record GeneratedAnswer(List<GeneratedChoice> choices, int promptTokens, Trace trace, Bytes fingerprint) {
    public GeneratedAnswer {
        choices = List.copyOf(choices);
    }

    /// The token ids of all choices together.
    public int completionTokens() {
        return choices.stream().mapToInt(choice -> choice.ids().length).sum();
    }
}
