package dev.credence.node.openai;

import dev.credence.foundation.codec.Json;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.util.List;
import java.util.Optional;

/// A part of one choice's answer that has just come to be and can no longer change.
///
/// @param choice   its index
/// @param text     may be empty
/// @param calls    whole calls
/// @param logprobs of tokens that were not told of before, in the form of the API, where they were asked for
public record TextPiece(int choice, String text, List<ToolCall> calls, Optional<Json> logprobs) {
    public TextPiece {
        calls = List.copyOf(calls);
    }

    boolean isEmpty() {
        return text.isEmpty() && calls.isEmpty() && logprobs.isEmpty();
    }
}
