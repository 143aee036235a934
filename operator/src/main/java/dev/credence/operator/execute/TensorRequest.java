package dev.credence.operator.execute;

import dev.credence.inference.tensor.Tensor;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.TensorParameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request with its tensors: what travels from gateway to operator and from there to nobody.
///
/// @param inputs     by name
/// @param parameters as executed, defaults filled in
public record TensorRequest(Map<String, Tensor> inputs, TensorParameters parameters) {
    public TensorRequest {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /// The request as digests keep it; hashes every input.
    public EffectiveRequest effective() {
        return new EffectiveRequest(TensorRecords.of(inputs), parameters);
    }
}
