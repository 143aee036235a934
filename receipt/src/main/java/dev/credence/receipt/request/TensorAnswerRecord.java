package dev.credence.receipt.request;

import dev.credence.foundation.codec.JsonObject;
import java.util.List;

/// What a digest keeps of an answer that is tensors: `{"outputs": […]}` (docs/spec/receipt.md 1.3).
///
/// @param outputs sorted by name here, whatever order they came in
public record TensorAnswerRecord(List<TensorRecord> outputs) implements AnswerRecord {
    public TensorAnswerRecord {
        outputs = TensorRecord.sorted(outputs);
    }

    @Override
    public JsonObject json() {
        return JsonObject.builder().put("outputs", TensorRecord.json(outputs)).build();
    }
}
