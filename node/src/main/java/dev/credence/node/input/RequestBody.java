package dev.credence.node.input;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tensors → the Open Inference Protocol's JSON request, with the parameters that a receipt binds (docs/spec/receipt.md 1.4).
public final class RequestBody {
    private RequestBody() {}

    /// What a request names, so that its receipt is bound to it.
    ///
    /// @param model  `name@version` or model id: binds the model
    /// @param nonce  16 bytes that nobody else uses
    /// @param seed   decimal
    /// @param height of the ledger, from which on the answer may be logged
    public record Bound(String model, Bytes nonce, String seed, long height) {}

    public static Bytes write(Map<String, Tensor> inputs, Bound bound, JsonObject credence) {
        List<Json> tensors = new ArrayList<>();
        new TreeMap<>(inputs).forEach((name, tensor) -> tensors.add(JsonObject.builder()
                .put("name", name)
                .put("datatype", tensor.type().protocolName())
                .put("shape", JsonArray.ofIntegers(tensor.shape().toLongs()))
                .put("data", TensorJson.encode(tensor))
                .build()));
        JsonObject.Builder body = JsonObject.builder()
                .put("inputs", JsonArray.of(tensors))
                .put(
                        "parameters",
                        JsonObject.builder()
                                .put("model", bound.model())
                                .put("nonce", bound.nonce().hex())
                                .put("seed", bound.seed())
                                .put("height", bound.height())
                                .build());
        if (credence.size() > 0) {
            body.put("credence", credence);
        }
        return JsonWriter.write(body.build());
    }
}
