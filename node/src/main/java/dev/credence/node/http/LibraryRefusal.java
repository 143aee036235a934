package dev.credence.node.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.regex.Pattern;

/// What is said of a request that the server's library refuses before any route sees it: one sentence in the surface's own spelling, like every
/// other refusal. The library tells the status and, where it came so far, the path; not why.
final class LibraryRefusal implements DirectHandler {
    /// Longest request line, and all headers together, that the library is told to read.
    static final int LINE_BYTES_MAX = 8_192;

    static final int HEADERS_BYTES_MAX = 16_384;

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType event, Status said, ServerResponseHeaders headers, String message) {
        String path = request.path() == null ? "" : request.path();
        // A method that is none makes the library fail before it has read the path; the fault is the caller's.
        Status status = path.isEmpty() && said.code() == 500 ? Status.BAD_REQUEST_400 : said;
        Reply reply = HttpListener.style(path).reply(new ApiException(fault(status), sentence(status, path)));
        headers.set(HeaderNames.CONTENT_TYPE, reply.contentType());
        headers.set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        reply.headers().forEach((name, value) -> headers.set(HeaderNames.create(name), value));
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(event.keepAlive())
                .entity(reply.body().toArray())
                .build();
    }

    private static Fault fault(Status status) {
        return switch (status.code()) {
            case 403 -> Fault.FORBIDDEN;
            case 404 -> Fault.NOT_FOUND;
            case 405 -> Fault.METHOD_NOT_ALLOWED;
            case 413 -> Fault.BODY_TOO_LARGE;
            case 415 -> Fault.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> Fault.OVERLOADED;
            default -> status.code() >= 500 ? Fault.INTERNAL : Fault.MALFORMED;
        };
    }

    private static String sentence(Status status, String path) {
        return switch (status.code()) {
            case 400 -> malformed(path);
            case 414 -> "expected a request line of at most " + LINE_BYTES_MAX + " bytes, found a longer one";
            case 431 -> "expected at most " + HEADERS_BYTES_MAX + " bytes of headers, found more";
            case 503 -> "the server answers as many requests as it can at once; try again";
            default -> "the server does not answer this request: " + status.reasonPhrase();
        };
    }

    private static String malformed(String path) {
        if (path.isEmpty()) {
            return "expected a request line such as 'GET /v2 HTTP/1.1', found something else";
        }
        if (BAD_ESCAPE.matcher(path).find()) {
            return "the path has a malformed percent escape";
        }
        return "expected at most " + HEADERS_BYTES_MAX + " bytes of well-formed headers, found more or others";
    }
}
