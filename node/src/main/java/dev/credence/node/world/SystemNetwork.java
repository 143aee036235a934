package dev.credence.node.world;

import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// HTTP without TLS over connections of our own, with TLS by the JDK's client; bounded either way.
final class SystemNetwork implements Network {
    private final PlainHttp plain = new PlainHttp();
    private final Supplier<HttpClient.Builder> clients;
    private Tls tls;

    private record Tls(HttpClient client, ScheduledThreadPoolExecutor deadlines) {}

    SystemNetwork() {
        this(HttpClient::newBuilder);
    }

    /// @param clients whom to trust; all else is set here
    SystemNetwork(Supplier<HttpClient.Builder> clients) {
        this.clients = clients;
    }

    // Made at its first use: the JDK prepares TLS with it, a fifth of a second that most commands never need.
    private synchronized Tls tls() {
        if (tls == null) {
            HttpClient client = clients.get()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofMillis(PlainHttp.CONNECT_MILLIS_MAX))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
            ScheduledThreadPoolExecutor deadlines =
                    new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("https deadlines").factory());
            deadlines.setRemoveOnCancelPolicy(true);
            tls = new Tls(client, deadlines);
        }
        return tls;
    }

    @Override
    public Reply send(Call call) throws IOException {
        if ("http".equals(call.uri().getScheme())) {
            return plain.send(call);
        }
        HttpClient client = tls().client();
        CompletableFuture<Reply> exchange = client.sendAsync(request(call), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> whole(call, response), client.executor().orElseThrow());
        try {
            // The client's own time limit ends with the headers; this one holds for the body as well.
            return exchange.get(call.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException(call.uri() + " did not answer within " + call.timeLimit().toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            String why = failed.getCause().getMessage();
            throw new IOException(
                    call.uri() + " could not be asked: "
                            + (why == null ? failed.getCause().getClass().getSimpleName() : why),
                    failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while asking " + call.uri(), stopped);
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public Stream open(Call call) throws IOException {
        if ("http".equals(call.uri().getScheme())) {
            return plain.open(call);
        }
        try {
            HttpResponse<InputStream> response = tls().client().send(request(call), HttpResponse.BodyHandlers.ofInputStream());
            InputStream bounded = new SilenceLimit(response.body(), call.timeLimit(), tls().deadlines());
            return new BodyStream(call, response.statusCode(), bounded, response.body());
        } catch (IOException failed) {
            String why = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
            throw new IOException(call.uri() + " could not be asked: " + why, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while asking " + call.uri(), stopped);
        }
    }

    private static HttpRequest request(Call call) {
        HttpRequest.BodyPublisher body = call.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(call.body().toArray());
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).method(call.method(), body).timeout(call.timeLimit());
        call.headers().forEach(request::header);
        return request.build();
    }

    private static Reply whole(Call call, HttpResponse<InputStream> response) {
        try (InputStream stream = response.body()) {
            byte[] body = stream.readNBytes(call.replyBytesMax() + 1);
            if (body.length > call.replyBytesMax()) {
                throw new IOException("the reply is longer than " + call.replyBytesMax() + " bytes");
            }
            Map<String, List<String>> headers = new TreeMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
            return new Reply(response.statusCode(), headers, Bytes.wrap(body));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
