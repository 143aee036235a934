package dev.credence.operator.execute;

import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.Trace;
import dev.credence.receipt.request.TensorAnswerRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Output tensors.
///
/// @param outputs those asked for, by name, in the order of their names in the parameters
/// @param record  what digests keep of `outputs`
public record TensorAnswer(Map<String, Tensor> outputs, TensorAnswerRecord record, Trace trace) implements Answer {
    public TensorAnswer {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    public static TensorAnswer of(Map<String, Tensor> outputs, Trace trace) {
        return new TensorAnswer(outputs, new TensorAnswerRecord(TensorRecords.of(outputs)), trace);
    }
}
