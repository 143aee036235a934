package dev.credence.node.http;

import dev.credence.foundation.codec.JsonObject;
import java.io.IOException;
import java.util.Map;

/// A reply of server-sent events, written while its content comes to be.
///
/// Status and headers leave with the first byte; until then a refusal is an ordinary error reply. A refusal after it is an
/// event of its own, `data: {"error":{…}}`, behind which nothing comes. While nothing is written, a comment line keeps the
/// connection alive.
///
/// @param headers further headers; content type and caching are set here
public record EventStream(Map<String, String> headers, Writer writer) implements Response {
    public static final String CONTENT_TYPE = "text/event-stream";

    public EventStream {
        headers = Map.copyOf(headers);
    }

    /// Writes the events, on the thread of the request.
    @FunctionalInterface
    public interface Writer {
        /// @throws IOException  when the caller has gone away; nobody is told
        /// @throws ApiException when there is no more to come than this refusal
        void write(EventSink out) throws IOException, ApiException;

        /// Writes a refusal after the first byte, as the last event.
        ///
        /// @param error its `message`, `type`, `param` and `code`
        default void refuse(EventSink out, JsonObject error) throws IOException {
            out.send(JsonObject.builder().put("error", error).build());
        }
    }
}
