package dev.credence.inference.language.generation;

import dev.credence.inference.language.chat.ToolCall;
import java.util.List;

/// One whole answer of a request.
///
/// @param ids      every sampled token, the one that ended it included; not written to
/// @param text     without calls
/// @param logprobs one a token where they were asked for, else none
public record GeneratedChoice(int[] ids, String text, List<ToolCall> calls, FinishReason finish, List<TokenLogProbabilities> logprobs) {
    public GeneratedChoice {
        calls = List.copyOf(calls);
        logprobs = List.copyOf(logprobs);
    }
}
