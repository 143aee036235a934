package dev.credence.inference.language.generation;

/// Why a choice ends (docs/spec/text.md 4.2).
public enum FinishReason {
    /// The model or the request's rules ended it.
    STOP,
    /// No more tokens were asked for, had room, or were allowed.
    LENGTH,
    /// As `STOP`, with calls of tools.
    TOOL_CALLS
}
