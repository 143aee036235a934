package dev.credence.operator.execute;

import dev.credence.inference.tensor.Tensor;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.TensorParameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request with its tensors.
///
/// @param inputs     by name
/// @param parameters as executed, defaults filled in
public record TensorRequest(Map<String, Tensor> inputs, TensorParameters parameters) implements ModelRequest {
    public TensorRequest {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /// Hashes every input.
    @Override
    public EffectiveRequest effective() {
        return EffectiveRequest.of(TensorRecords.of(inputs), parameters);
    }
}
