package dev.credence.inference.language.chat;

import java.util.Optional;

/// A request as the model reads it.
///
/// @param ids        of the prompt, at least one, none outside the vocabulary; not written to
/// @param constraint what the answer is sampled under
/// @param calls      how calls of tools are read from the answer, or empty if nothing in it is a call
public record Prompt(int[] ids, OutputConstraint constraint, Optional<CallRules> calls) {}
