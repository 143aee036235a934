package dev.credence.inference.language.generation;

import dev.credence.inference.language.chat.ToolCall;
import java.util.List;
import java.util.Optional;

/// What one more token adds to a choice.
///
/// @param choice   from 0
/// @param id       the token, or −1 where a choice ends without one more
/// @param text     that can no longer change; often that of earlier tokens, often none
/// @param calls    that became whole
/// @param logprobs where they were asked for
/// @param finish   with the last piece of a choice
public record Piece(
        int choice, int id, String text, List<ToolCall> calls, Optional<TokenLogProbabilities> logprobs, Optional<FinishReason> finish) {
    public static final int NO_TOKEN = -1;

    public Piece {
        calls = List.copyOf(calls);
    }
}
