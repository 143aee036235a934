package dev.credence.verification.argument;

/// What became of an argument: a value, never an exception.
public sealed interface ArgumentOutcome {
    /// It proves its statement.
    record Accepted() implements ArgumentOutcome {}

    /// It proves nothing.
    record Refused(ArgumentRefusal refusal) implements ArgumentOutcome {}
}
