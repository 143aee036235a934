package dev.credence.operator.execute;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.trace.Trace;
import dev.credence.receipt.request.TextAnswerRecord;

/// A language model's answer.
///
/// @param fingerprint the sketch of its activations (docs/spec/text.md 7.2), whose digest the statement holds
public record TextAnswer(TextAnswerRecord record, Trace trace, Bytes fingerprint) implements Answer {}
