package dev.credence.node.http;

import dev.credence.foundation.bytes.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One HTTP request as a handler sees it.
///
/// @param method  uppercase
/// @param path    decoded path without query
/// @param segments the path pattern's named segments, decoded
/// @param query   first value of each query parameter
/// @param headers first value of a header by name, any case
/// @param body    the whole body, at most the route's limit
/// @param caller  who asked, as long as the request is being answered
public record Request(
        String method,
        String path,
        Map<String, String> segments,
        Map<String, String> query,
        Function<String, Optional<String>> headers,
        Bytes body,
        Caller caller) {
    /// A request whose caller stays.
    public Request(
            String method,
            String path,
            Map<String, String> segments,
            Map<String, String> query,
            Function<String, Optional<String>> headers,
            Bytes body) {
        this(method, path, segments, query, headers, body, Caller.STAYS);
    }

    /// The named segment of the path pattern.
    public String segment(String name) {
        String value = segments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no segment {" + name + "}");
        }
        return value;
    }

    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
