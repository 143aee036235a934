package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.node.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// What the bodies of the main routes look like, as JSON schemas (2020-12) beside this class.
///
/// They describe; what is accepted is decided by those who read a body, of whose refusals a schema knows only some.
///
/// @param schemas by name, for `components.schemas`
/// @param bodies  method and pattern of a route → the names of its request's and its answer's schema
record OpenApiBodies(JsonObject schemas, JsonObject bodies) {
    private static final String FILE = "openapi-bodies.json";
    private static final int BYTES_MAX = 1 << 20;

    /// The schemas in this build.
    static OpenApiBodies builtIn() {
        try (InputStream in = OpenApiBodies.class.getResourceAsStream(FILE)) {
            JsonFields file = JsonFields.of(FILE, StrictJson.parse(Bytes.wrap(in.readNBytes(BYTES_MAX)), JsonLimits.ofBytes(BYTES_MAX)));
            if (file.any("schemas") instanceof JsonObject schemas && file.any("bodies") instanceof JsonObject bodies) {
                return new OpenApiBodies(schemas, bodies);
            }
            throw new IllegalStateException(FILE + " holds no schemas");
        } catch (IOException failed) {
            throw new UncheckedIOException("the build lacks " + FILE, failed);
        } catch (MalformedException malformed) {
            throw new IllegalStateException("the build's " + FILE + " is malformed", malformed);
        }
    }

    /// A reference to the schema of a route's request, where it has one.
    Optional<JsonObject> request(Routes.Route route) {
        return reference(route, "request");
    }

    /// A reference to the schema of a route's answer, where it has one.
    Optional<JsonObject> answer(Routes.Route route) {
        return reference(route, "answer");
    }

    private Optional<JsonObject> reference(Routes.Route route, String side) {
        return bodies.get(route.method() + " " + route.pattern())
                .flatMap(entry -> entry instanceof JsonObject names ? names.get(side) : Optional.empty())
                .map(name -> reference(((dev.credence.foundation.codec.JsonString) name).value()));
    }

    static JsonObject reference(String schema) {
        return JsonObject.builder().put("$ref", "#/components/schemas/" + schema).build();
    }
}
