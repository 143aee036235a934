package dev.credence.node.http;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// One whole HTTP reply.
///
/// @param headers further headers; content type and length are set from the other parts
public record Reply(int status, String contentType, Map<String, String> headers, Bytes body) implements Response {
    public static final String JSON = "application/json";
    public static final String TEXT = "text/plain; charset=utf-8";
    public static final String OCTETS = "application/octet-stream";

    public static Reply ok(String contentType, Bytes body) {
        return new Reply(200, contentType, Map.of(), body);
    }

    public static Reply json(Json value) {
        return new Reply(200, JSON, Map.of(), JsonWriter.write(value));
    }

    public static Reply json(int status, Json value) {
        return new Reply(status, JSON, Map.of(), JsonWriter.write(value));
    }

    public static Reply text(String text) {
        return ok(TEXT, Bytes.ofUtf8(text));
    }

    public static Reply empty(int status) {
        return new Reply(status, "", Map.of(), Bytes.EMPTY);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, Map.copyOf(more), body);
    }
}
