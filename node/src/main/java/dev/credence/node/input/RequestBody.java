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

    /// @param model  `name@version` or model id: binds the model
    /// @param nonce  16 bytes that nobody else uses
    /// @param seed   decimal
    public static Bytes write(Map<String, Tensor> inputs, String model, Bytes nonce, String seed, JsonObject credence) {
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
                        JsonObject.builder().put("model", model).put("nonce", nonce.hex()).put("seed", seed).build());
        if (credence.size() > 0) {
            body.put("credence", credence);
        }
        return JsonWriter.write(body.build());
    }
}
