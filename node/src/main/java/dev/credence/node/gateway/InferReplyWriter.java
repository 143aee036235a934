package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Reply;
import dev.credence.node.hub.Published;
import dev.credence.verification.body.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes an answer as the protocol's response: JSON, and behind it the outputs that the caller wants as raw bytes.
final class InferReplyWriter {
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private InferReplyWriter() {}

    static Reply write(Published model, Delivery delivery, Map<String, Tensor> outputs, JsonObject credence)
            throws ApiException {
        List<Json> items = new ArrayList<>();
        List<Bytes> binary = new ArrayList<>();
        List<String> order = delivery.order().isEmpty() ? List.copyOf(outputs.keySet()) : delivery.order();
        for (String name : order) {
            Tensor tensor = outputs.get(name);
            JsonObject.Builder item = JsonObject.builder()
                    .put("name", name)
                    .put("shape", JsonArray.ofIntegers(tensor.shape().toLongs()))
                    .put("datatype", tensor.type().protocolName());
            if (delivery.isBinary(name)) {
                Bytes raw = tensor.canonicalBytes();
                binary.add(raw);
                item.put("parameters", JsonObject.builder().put("binary_data_size", raw.length()).build());
            } else {
                item.put("data", TensorData.of(name, tensor));
            }
            items.add(item.build());
        }
        Bytes json = JsonWriter.write(JsonObject.builder()
                .put("model_name", model.release().release().name().name())
                .put("model_version", model.release().release().name().version())
                .putIfPresent("id", delivery.id().map(JsonString::new))
                .put("outputs", new JsonArray(items))
                .put("credence", credence)
                .build());
        if (binary.isEmpty()) {
            return Reply.ok(Reply.JSON, json);
        }
        binary.addFirst(json);
        return Reply.ok(Reply.OCTETS, Bytes.concat(binary.toArray(Bytes[]::new))).with(JSON_LENGTH, json.length() + "");
    }
}
