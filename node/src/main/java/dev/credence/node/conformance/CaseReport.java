package dev.credence.node.conformance;

import java.util.OptionalLong;

/// What became of one case.
///
/// @param medianNanos of a warm run, where it passed and was asked for
public record CaseReport(String name, CaseOutcome outcome, OptionalLong medianNanos) {}
