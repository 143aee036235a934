package dev.credence.trials.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.credence.foundation.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;

/// Stands between a client and a gateway, passes everything on as it comes, and keeps what passed: so that what a real client sent and received
/// can be verified, whatever language it is written in. With a lie it alters the answers to questions.
public final class RecordingProxy implements AutoCloseable {
    private static final Set<String> OWN = Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings", "expect");

    private static final int NOT_MODIFIED = 304;

    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String gateway;
    private final List<Passed> passed = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Optional<BinaryOperator<String>> lie = Optional.empty();

    /// An exchange that came to its end.
    ///
    /// @param receipt the header `Credence-Receipt`, or nothing
    public record Passed(String method, String path, Bytes request, int status, String receipt, Bytes answer) {}

    private RecordingProxy(HttpServer server, String gateway) {
        this.server = server;
        this.gateway = gateway;
    }

    public static RecordingProxy start(String gateway) throws IOException {
        RecordingProxy proxy = new RecordingProxy(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0), gateway);
        proxy.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.server.createContext("/", proxy::pass);
        proxy.server.start();
        return proxy;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Passed> passed() {
        return passed;
    }

    /// From now on answers to POST requests are `lie(request, answer)`, and come when they are whole.
    public void lies(BinaryOperator<String> other) {
        lie = Optional.of(other);
        asked.clear();
    }

    /// The bodies of POST requests since it began, or began to lie so.
    public List<String> asked() {
        return asked;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean question = exchange.getRequestMethod().equals("POST");
            if (question) {
                asked.add(new String(body, StandardCharsets.UTF_8));
            }
            HttpResponse<InputStream> reply = client.send(request(exchange, body), HttpResponse.BodyHandlers.ofInputStream());
            reply.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(reply.statusCode(), reply.statusCode() == NOT_MODIFIED ? -1 : 0);
            InputStream answered = question && lie.isPresent() ? altered(lie.get(), body, reply.body()) : reply.body();
            Bytes answer = copy(answered, exchange.getResponseBody());
            passed.add(new Passed(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Bytes.wrap(body),
                    reply.statusCode(),
                    reply.headers().firstValue("Credence-Receipt").orElse(""),
                    answer));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static InputStream altered(BinaryOperator<String> lie, byte[] request, InputStream answer) throws IOException {
        try (answer) {
            String told = lie.apply(new String(request, StandardCharsets.UTF_8), new String(answer.readAllBytes(), StandardCharsets.UTF_8));
            return new ByteArrayInputStream(told.getBytes(StandardCharsets.UTF_8));
        }
    }

    // A client that goes away breaks the copying off, and with it the connection to the gateway.
    private static Bytes copy(InputStream from, OutputStream to) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try (from) {
            for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
                to.write(piece, 0, read);
                to.flush();
                kept.write(piece, 0, read);
            }
        }
        return Bytes.wrap(kept.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
