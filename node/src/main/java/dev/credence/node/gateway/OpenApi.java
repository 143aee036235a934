package dev.credence.node.gateway;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.http.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The OpenAPI description of a table of routes, made from the table itself; the bodies of the main routes from `OpenApiBodies`.
final class OpenApi {
    /// Answered with what there is so far, too.
    private static final String GROWING = "/v1/receipts/{id}";

    private OpenApi() {}

    static JsonObject describe(Routes routes, String build) {
        OpenApiBodies bodies = OpenApiBodies.builtIn();
        Map<String, JsonObject.Builder> paths = new LinkedHashMap<>();
        for (Routes.Route route : routes.all()) {
            String path = route.pattern().replace("…}", "}");
            paths.computeIfAbsent(path, _ -> JsonObject.builder())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route, path, bodies));
        }
        JsonObject.Builder all = JsonObject.builder();
        paths.forEach((path, methods) -> all.put(path, methods.build()));
        return JsonObject.builder()
                .put("openapi", "3.1.0")
                .put("info", JsonObject.builder().put("title", "Credence").put("version", build).build())
                .put("paths", all.build())
                .put("components", JsonObject.builder().put("schemas", bodies.schemas()).build())
                .build();
    }

    private static JsonObject operation(Routes.Route route, String path, OpenApiBodies bodies) {
        List<Json> parameters = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (segment.startsWith("{")) {
                parameters.add(JsonObject.builder()
                        .put("name", segment.substring(1, segment.length() - 1))
                        .put("in", "path")
                        .put("required", new JsonBoolean(true))
                        .put("schema", JsonObject.builder().put("type", "string").build())
                        .build());
            }
        }
        JsonObject described = described("as the summary says", bodies.answer(route));
        JsonObject.Builder responses = JsonObject.builder().put("200", described);
        if (route.pattern().equals(GROWING)) {
            responses.put("202", described("the receipt so far", bodies.answer(route)));
        }
        String error =
                switch (route.errors()) {
                    case OBJECT -> "Error";
                    case SENTENCE -> "InferenceError";
                };
        responses.put("default", described("one sentence: what was expected and what came", Optional.of(OpenApiBodies.reference(error))));
        return JsonObject.builder()
                .put("summary", route.summary())
                .put("parameters", new JsonArray(parameters))
                .putIfPresent("requestBody", bodies.request(route).map(schema -> JsonObject.builder()
                        .put("required", new JsonBoolean(true))
                        .put("content", content(schema))
                        .build()))
                .put("responses", responses.build())
                .build();
    }

    private static JsonObject described(String sentence, Optional<JsonObject> schema) {
        return JsonObject.builder().put("description", sentence).putIfPresent("content", schema.map(OpenApi::content)).build();
    }

    private static JsonObject content(JsonObject schema) {
        return JsonObject.builder().put("application/json", JsonObject.builder().put("schema", schema).build()).build();
    }
}
