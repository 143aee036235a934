package dev.credence.trials.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;

/// A gateway that alters what it answers: it asks an honest one and changes its replies to questions.
public final class LyingGateway implements AutoCloseable {
    private static final Set<String> OWN = Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings", "expect");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String honest;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile BinaryOperator<String> lie = (_, answer) -> answer;

    private LyingGateway(HttpServer server, String honest) {
        this.server = server;
        this.honest = honest;
    }

    public static LyingGateway start(String honest) throws IOException {
        LyingGateway gateway = new LyingGateway(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0), honest);
        gateway.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        gateway.server.createContext("/", gateway::pass);
        gateway.server.start();
        return gateway;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// From now on answers to POST requests are `lie(request, answer)`.
    public void lies(BinaryOperator<String> other) {
        this.lie = other;
        asked.clear();
    }

    /// The bodies of POST requests since it began to lie so.
    public List<String> asked() {
        return asked;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            HttpRequest.Builder passed = HttpRequest.newBuilder(URI.create(honest + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(request));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> passed.header(name, value));
                }
            });
            HttpResponse<byte[]> reply = client.send(passed.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] answer = reply.body();
            if (exchange.getRequestMethod().equals("POST")) {
                asked.add(request);
                answer = lie.apply(request, new String(answer, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            }
            reply.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(reply.statusCode(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(Bytes.wrap(answer).toArray());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
