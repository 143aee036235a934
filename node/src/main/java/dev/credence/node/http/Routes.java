package dev.credence.node.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table of routes: method and path pattern → handler.
///
/// A pattern is literal segments and `{name}` segments; a last segment `{name…}` takes the rest of the path with its slashes.
public final class Routes {
    /// A route of the table.
    ///
    /// @param bodyBytesMax the largest body that is read
    public record Route(String method, String pattern, int bodyBytesMax, ErrorStyle errors, String summary, Handler handler) {}

    /// A route that fits a path.
    record Match(Route route, Map<String, String> segments) {}

    private record Compiled(Route route, List<String> parts) {}

    private final List<Compiled> table = new ArrayList<>();

    /// An empty table.
    public Routes() {}

    public Routes get(String pattern, String summary, Handler handler) {
        return add(new Route("GET", pattern, 0, ErrorStyle.OBJECT, summary, handler));
    }

    public Routes post(String pattern, int bodyBytesMax, String summary, Handler handler) {
        return add(new Route("POST", pattern, bodyBytesMax, ErrorStyle.OBJECT, summary, handler));
    }

    public Routes add(Route route) {
        if (!route.pattern().startsWith("/")) {
            throw new IllegalArgumentException("a pattern begins with /, found " + route.pattern());
        }
        table.add(new Compiled(route, List.of(route.pattern().substring(1).split("/", -1))));
        return this;
    }

    /// All routes in the order of registration, for `/openapi.json`.
    public List<Route> all() {
        return table.stream().map(Compiled::route).toList();
    }

    Optional<Match> find(String method, List<String> segments) {
        for (Compiled compiled : table) {
            if (compiled.route.method().equals(method)) {
                Optional<Map<String, String>> named = match(compiled.parts, segments);
                if (named.isPresent()) {
                    return Optional.of(new Match(compiled.route, named.get()));
                }
            }
        }
        return Optional.empty();
    }

    /// Whether some other method has a route for this path.
    boolean knows(List<String> segments) {
        return table.stream().anyMatch(compiled -> match(compiled.parts, segments).isPresent());
    }

    private static Optional<Map<String, String>> match(List<String> parts, List<String> segments) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.endsWith("…}") && i < segments.size()) {
                named.put(part.substring(1, part.length() - 2), String.join("/", segments.subList(i, segments.size())));
                return Optional.of(named);
            }
            if (i >= segments.size()) {
                return Optional.empty();
            }
            if (part.startsWith("{")) {
                if (segments.get(i).isEmpty()) {
                    return Optional.empty();
                }
                named.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return parts.size() == segments.size() ? Optional.of(named) : Optional.empty();
    }
}
