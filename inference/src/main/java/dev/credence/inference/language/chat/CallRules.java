package dev.credence.inference.language.chat;

import java.util.Set;

/// What counts as a call of a tool in an answer.
///
/// @param names    of the tools that the request brought
/// @param parallel whether there may be more than one; otherwise the first one ends the answer
public record CallRules(CallSpelling spelling, Set<String> names, boolean parallel) {
    public CallRules {
        names = Set.copyOf(names);
    }
}
