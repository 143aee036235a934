package dev.credence.node.http;

import dev.credence.foundation.bytes.Bytes;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A listening HTTP server over a table of routes.
public final class HttpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    // The server library tells its life to java.util.logging; what users need of it is said by `start`. The references
    // keep the levels from being collected.
    private static final java.util.logging.Logger LIBRARY = java.util.logging.Logger.getLogger("io.helidon");
    private static final java.util.logging.Logger LIBRARY_START =
            java.util.logging.Logger.getLogger("io.helidon.webserver.LoomServer");
    // Whoever sends a method that is none would otherwise write a stack trace into the log with each request.
    private static final java.util.logging.Logger LIBRARY_CONNECTION =
            java.util.logging.Logger.getLogger("io.helidon.webserver.http1.Http1Connection");

    static {
        LIBRARY.setLevel(java.util.logging.Level.WARNING);
        LIBRARY_START.setLevel(java.util.logging.Level.OFF);
        LIBRARY_CONNECTION.setLevel(java.util.logging.Level.SEVERE);
    }

    // Each connection costs a virtual thread and its buffers; past these numbers the answer is 503 at once.
    private static final int CONNECTIONS_MAX = 4_096;
    private static final int REQUESTS_MAX = 512;
    // Smaller bodies are not counted: as many as can be read at once fit anyway.
    private static final int PIECE_BYTES = 256 << 10;
    // An array is made for a body that is only announced: as many as there are requests at once are 32 MiB.
    private static final int AT_ONCE_BYTES_MAX = 64 << 10;
    private static final BodyBudget BODIES = new BodyBudget(Runtime.getRuntime().maxMemory() / 4);
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);
    private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(500);

    private final WebServer server;
    private final String host;

    private HttpListener(WebServer server, String host) {
        this.server = server;
        this.host = host;
    }

    /// Starts listening.
    ///
    /// @param host an address of this machine, `127.0.0.1` unless the user said otherwise
    /// @param port 0 for any free one
    /// @throws IOException if the port cannot be bound, with a sentence fit for the user
    public static HttpListener start(String host, int port, Routes routes) throws IOException {
        return start(host, port, routes, BODIES);
    }

    static HttpListener start(String host, int port, Routes routes, BodyBudget bodies) throws IOException {
        WebServer server = WebServer.builder()
                .host(host)
                .port(port)
                .contentEncoding(new PassThroughCoding())
                .shutdownHook(false)
                .maxTcpConnections(CONNECTIONS_MAX)
                .maxConcurrentRequests(REQUESTS_MAX)
                .idleConnectionTimeout(IDLE_MAX)
                .directHandlers(HttpListener::libraryRefusals)
                .addConnectionSelector(new WatchedConnections(Http1Config.builder()
                        .maxPrologueLength(LibraryRefusal.LINE_BYTES_MAX)
                        .maxHeadersSize(LibraryRefusal.HEADERS_BYTES_MAX)
                        .build()))
                .shutdownGracePeriod(SHUTDOWN_GRACE)
                .routing((HttpRouting.Builder routing) -> routing.any((request, response) -> answer(routes, bodies, request, response)))
                .build();
        server.start();
        if (!server.isRunning()) {
            throw new IOException(
                    "port " + port + " of " + host + " cannot be listened on: choose another with --port, or 0 for any free one");
        }
        return new HttpListener(server, host);
    }

    private static void libraryRefusals(DirectHandlers.Builder handlers) {
        DirectHandler refusal = new LibraryRefusal();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, refusal);
        }
    }

    public int port() {
        return server.port();
    }

    /// The address that clients on this machine use.
    public String url() {
        return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void answer(Routes routes, BodyBudget bodies, ServerRequest request, ServerResponse response) {
        ErrorStyle errors = style(request.path().rawPath());
        Reply reply;
        WatchedCaller caller = new WatchedCaller(WatchedConnections.CURRENT.get());
        try (BodyBudget.Share share = bodies.open()) {
            String method = request.prologue().method().text();
            List<String> segments = segments(request.path().rawPath());
            Optional<Routes.Match> match = routes.find(method.equals("HEAD") ? "GET" : method, segments);
            if (match.isEmpty()) {
                throw routes.knows(segments)
                        ? new ApiException(Fault.METHOD_NOT_ALLOWED, method + " is not answered at " + request.path().path())
                        : new ApiException(Fault.NOT_FOUND, "nothing is served at " + request.path().path());
            }
            Routes.Route route = match.get().route();
            errors = route.errors();
            Bytes body = body(request, route.bodyBytesMax(), share);
            Response answer = route.handler()
                    .handle(new Request(
                            method,
                            request.path().path(),
                            match.get().segments(),
                            query(request),
                            name -> request.headers().first(HeaderNames.create(name)),
                            body,
                            caller));
            switch (answer) {
                case Reply whole -> reply = whole;
                case EventStream stream -> {
                    new StreamDelivery(stream, WatchedConnections.CURRENT.get(), caller).deliver(response);
                    return;
                }
            }
        } catch (CloseConnectionException gone) {
            LOG.debug("a caller went away", gone);
            throw gone;
        } catch (ApiException refusal) {
            if (caller.isGone()) {
                throw new CloseConnectionException("the caller went away", refusal);
            }
            // Who is overloaded has no use for a line of log a refusal; `/metrics` counts them.
            if (refusal.fault().status() >= 500 && refusal.fault() != Fault.OVERLOADED) {
                LOG.warn("{}: {}", refusal.fault().code(), refusal.getMessage());
            }
            reply = errors.reply(refusal);
        } catch (RuntimeException unexpected) {
            LOG.error("a handler failed", unexpected);
            reply = errors.reply(new ApiException(Fault.INTERNAL, "the server failed on this request; its log has the cause"));
        } finally {
            caller.served();
        }
        send(reply, request.prologue().method().text().equals("HEAD"), response);
    }

    /// How errors are spelled where there is no route to ask: clients of the Open Inference Protocol live under /v2.
    static ErrorStyle style(String path) {
        return path.startsWith("/v2") ? ErrorStyle.SENTENCE : ErrorStyle.OBJECT;
    }

    private static void send(Reply reply, boolean head, ServerResponse response) {
        response.status(Status.create(reply.status()));
        response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        if (!reply.contentType().isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
        }
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (head || reply.body().isEmpty()) {
            response.send();
        } else {
            response.send(reply.body().toArray());
        }
    }

    private static Bytes body(ServerRequest request, int bytesMax, BodyBudget.Share share) throws ApiException {
        if (!request.content().hasEntity()) {
            return Bytes.EMPTY;
        }
        long announced = request.headers().contentLength().orElse(-1);
        if (announced > bytesMax) {
            throw tooLarge(bytesMax, announced + " bytes");
        }
        try (InputStream in = request.content().inputStream()) {
            Bytes read = announced >= 0 && announced <= AT_ONCE_BYTES_MAX ? exactly(in, (int) announced) : read(in, bytesMax, share);
            if (announced >= 0 && read.length() != announced) {
                throw new ApiException(
                        Fault.MALFORMED, "the body ends after " + read.length() + " of " + announced + " announced bytes");
            }
            return read;
        } catch (IOException | RuntimeException cut) {
            // The server library reports a connection that ends early by unchecked exceptions of its own.
            throw new ApiException(Fault.MALFORMED, "the body ends before its announced length", cut);
        }
    }

    // The array has its size at once: nothing is copied from piece to piece. Shorter where the body was cut off.
    private static Bytes exactly(InputStream in, int length) throws IOException {
        byte[] whole = new byte[length];
        int read = in.readNBytes(whole, 0, length);
        return read == length ? Bytes.wrap(whole) : Bytes.of(whole, 0, read);
    }

    private static Bytes read(InputStream in, int bytesMax, BodyBudget.Share share) throws IOException, ApiException {
        byte[] first = in.readNBytes(Math.min(PIECE_BYTES, bytesMax + 1));
        if (first.length > bytesMax) {
            throw tooLarge(bytesMax, "more");
        }
        if (first.length < PIECE_BYTES) {
            return Bytes.wrap(first);
        }
        List<Bytes> pieces = new ArrayList<>(List.of(Bytes.wrap(first)));
        long length = first.length;
        while (true) {
            byte[] piece = in.readNBytes((int) Math.min(PIECE_BYTES, bytesMax + 1L - length));
            if (piece.length == 0) {
                return Bytes.concat(pieces.toArray(Bytes[]::new));
            }
            length += piece.length;
            if (length > bytesMax) {
                throw tooLarge(bytesMax, "more");
            }
            share.take(piece.length);
            pieces.add(Bytes.wrap(piece));
        }
    }

    private static ApiException tooLarge(int bytesMax, String actual) {
        return new ApiException(Fault.BODY_TOO_LARGE, "the body may have at most " + bytesMax + " bytes, found " + actual);
    }

    private static List<String> segments(String rawPath) throws ApiException {
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.substring(Math.min(1, rawPath.length())).split("/", -1)) {
            segments.add(decode(raw));
        }
        return segments;
    }

    private static String decode(String raw) throws ApiException {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ApiException(Fault.MALFORMED, "the path has a malformed percent escape", malformed);
        }
    }

    private static Map<String, String> query(ServerRequest request) {
        Map<String, String> first = new LinkedHashMap<>();
        for (String name : request.query().names()) {
            first.put(name, request.query().get(name));
        }
        return first;
    }
}
