package dev.credence.operator.execute;

import dev.credence.inference.trace.Trace;
import dev.credence.receipt.request.AnswerRecord;

/// What an execution gave.
public sealed interface Answer permits TensorAnswer, TextAnswer {
    /// What digests keep of it.
    AnswerRecord record();

    Trace trace();
}
