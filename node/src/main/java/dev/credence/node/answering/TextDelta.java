package dev.credence.node.answering;

import dev.credence.foundation.codec.Json;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.util.List;
import java.util.Optional;

/// A part of a choice that can no longer change.
///
/// @param ids      tokens sampled since the choice's last delta; they need not be those of `text`
/// @param text     empty where nothing may leave yet
/// @param calls    whole calls of tools, in their order
/// @param logprobs of some tokens, in the form of the API (docs/spec/text.md 4.5), where they were asked for
public record TextDelta(int choice, List<Integer> ids, String text, List<ToolCall> calls, Optional<Json> logprobs) {
    public TextDelta {
        ids = List.copyOf(ids);
        calls = List.copyOf(calls);
    }
}
