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

/// The OpenAPI description of a table of routes, made from the table itself.
final class OpenApi {
    private OpenApi() {}

    static JsonObject describe(Routes routes, String build) {
        Map<String, JsonObject.Builder> paths = new LinkedHashMap<>();
        for (Routes.Route route : routes.all()) {
            String path = route.pattern().replace("…}", "}");
            paths.computeIfAbsent(path, _ -> JsonObject.builder())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route, path));
        }
        JsonObject.Builder all = JsonObject.builder();
        paths.forEach((path, methods) -> all.put(path, methods.build()));
        return JsonObject.builder()
                .put("openapi", "3.1.0")
                .put("info", JsonObject.builder().put("title", "Credence").put("version", build).build())
                .put("paths", all.build())
                .build();
    }

    private static JsonObject operation(Routes.Route route, String path) {
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
        JsonObject described = JsonObject.builder().put("description", "as the summary says").build();
        JsonObject refused = JsonObject.builder().put("description", "one sentence: what was expected and what came").build();
        return JsonObject.builder()
                .put("summary", route.summary())
                .put("parameters", new JsonArray(parameters))
                .put("responses", JsonObject.builder().put("200", described).put("default", refused).build())
                .build();
    }
}
