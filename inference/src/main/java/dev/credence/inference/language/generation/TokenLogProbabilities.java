package dev.credence.inference.language.generation;

import dev.credence.foundation.bytes.Bytes;
import java.util.List;

/// The log-probabilities at one token of an answer, from the raw logits (docs/spec/language.md 6).
///
/// @param sampled the answer's token
/// @param top     the likeliest tokens, likeliest first
public record TokenLogProbabilities(Entry sampled, List<Entry> top) {
    public TokenLogProbabilities {
        top = List.copyOf(top);
    }

    /// @param bytes that the token stands for
    public record Entry(int id, Bytes bytes, double value) {}
}
