package dev.credence.operator.execute;

import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.Trace;
import dev.credence.receipt.request.AnswerRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an execution gave.
///
/// @param outputs those asked for, by name, in the order of their names in the parameters
/// @param record  what digests keep of `outputs`
public record Answer(Map<String, Tensor> outputs, AnswerRecord record, Trace trace) {
    public Answer {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    public static Answer of(Map<String, Tensor> outputs, Trace trace) {
        return new Answer(outputs, new AnswerRecord(TensorRecords.of(outputs)), trace);
    }
}
