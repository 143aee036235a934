package dev.credence.node.gateway;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the caller wants the answer delivered; no part of request or answer.
///
/// @param id           the caller's own name for the request, given back as it came
/// @param order        output names in the order in which the caller asked, empty for all
/// @param binary       outputs for which the caller said whether they come as raw bytes
/// @param binaryOthers whether the others do
record Delivery(Optional<String> id, List<String> order, Map<String, Boolean> binary, boolean binaryOthers) {
    /// Reads those members of a request's JSON that `verification` has checked for their form and passed over.
    static Delivery of(JsonObject request) throws MalformedException {
        Optional<String> id = request.get("id").map(value -> ((JsonString) value).value());
        Map<String, Boolean> binary = new LinkedHashMap<>();
        List<String> order = new java.util.ArrayList<>();
        if (request.get("outputs").orElse(JsonArray.of()) instanceof JsonArray outputs) {
            for (Json item : outputs.items()) {
                JsonObject output = (JsonObject) item;
                String name = ((JsonString) output.get("name").orElseThrow()).value();
                order.add(name);
                flag(output, "binary_data").ifPresent(value -> binary.put(name, value));
            }
        }
        return new Delivery(id, order, binary, flag(request, "binary_data_output").orElse(false));
    }

    boolean isBinary(String output) {
        return binary.getOrDefault(output, binaryOthers);
    }

    private static Optional<Boolean> flag(JsonObject holder, String name) {
        return holder.get("parameters")
                .flatMap(parameters -> ((JsonObject) parameters).get(name))
                .map(value -> ((JsonBoolean) value).value());
    }
}
