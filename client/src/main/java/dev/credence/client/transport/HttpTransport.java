package dev.credence.client.transport;

import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// HTTP calls to one gateway. Follows no redirect: an answer from elsewhere is none that was asked for.
public final class HttpTransport implements AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final String RECEIPT = "Credence-Receipt";

    private final URI base;
    private final HttpClient client;

    /// @param base the gateway's address, such as `http://127.0.0.1:8080`
    /// @throws IllegalArgumentException if it is no http or https address
    public HttpTransport(String base) {
        this.base = URI.create(base.endsWith("/") ? base : base + "/");
        String scheme = this.base.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException("an address that begins with http:// or https:// expected, found '" + base + "'");
        }
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_MAX)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    public Reply get(String path, Duration timeLimit, int bytesMax) throws IOException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET(), timeLimit, bytesMax);
    }

    public Reply post(String path, Map<String, String> headers, Bytes body, Duration timeLimit, int bytesMax) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
        headers.forEach(request::header);
        return send(request, timeLimit, bytesMax);
    }

    /// Lets some time pass between two questions.
    public void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("waiting was interrupted", stopped);
        }
    }

    private Reply send(HttpRequest.Builder request, Duration timeLimit, int bytesMax) throws IOException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(timeLimit).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(bytesMax + 1);
                if (body.length > bytesMax) {
                    throw new IOException("the gateway's reply is longer than " + bytesMax + " bytes");
                }
                return new Reply(response.statusCode(), response.headers().firstValue(RECEIPT), Bytes.wrap(body));
            }
        } catch (ConnectException refused) {
            throw new IOException("the gateway at " + base + " cannot be reached; is it running?", refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the call to " + base + " was interrupted", stopped);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
