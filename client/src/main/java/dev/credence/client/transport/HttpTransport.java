package dev.credence.client.transport;

import dev.credence.foundation.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// HTTP calls to one gateway. Follows no redirect: an answer from elsewhere is none that was asked for.
public final class HttpTransport implements AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final int PIECE_BYTES = 16 << 10;
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

    /// Hears a reply's body while it comes.
    public interface Listener {
        /// The status and headers are here.
        ///
        /// @throws IOException to give the rest up
        void begun(int status, Optional<String> receiptId) throws IOException;

        /// The next bytes of the body, some at least.
        ///
        /// @throws IOException to give the rest up
        void piece(Bytes bytes) throws IOException;
    }

    /// A call whose reply is heard piece by piece, and given back whole.
    ///
    /// @param timeLimit until the reply begins; what comes then may take as long as it likes
    public Reply stream(String path, Map<String, String> headers, Bytes body, Duration timeLimit, int bytesMax, Listener listener)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
        headers.forEach(request::header);
        return send(request, timeLimit, response -> {
            Optional<String> receiptId = response.headers().firstValue(RECEIPT);
            listener.begun(response.statusCode(), receiptId);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE_BYTES];
            InputStream in = response.body();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                if (n > bytesMax - whole.size()) {
                    throw tooLong(bytesMax);
                }
                whole.write(piece, 0, n);
                if (n > 0) {
                    listener.piece(Bytes.of(piece, 0, n));
                }
            }
            return new Reply(response.statusCode(), receiptId, Bytes.wrap(whole.toByteArray()));
        });
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

    private interface Reader {
        Reply read(HttpResponse<InputStream> response) throws IOException;
    }

    private Reply send(HttpRequest.Builder request, Duration timeLimit, int bytesMax) throws IOException {
        return send(request, timeLimit, response -> {
            byte[] body = response.body().readNBytes(bytesMax + 1);
            if (body.length > bytesMax) {
                throw tooLong(bytesMax);
            }
            return new Reply(response.statusCode(), response.headers().firstValue(RECEIPT), Bytes.wrap(body));
        });
    }

    private static IOException tooLong(int bytesMax) {
        return new IOException("the gateway's reply is longer than " + bytesMax + " bytes");
    }

    private Reply send(HttpRequest.Builder request, Duration timeLimit, Reader reader) throws IOException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(timeLimit).build(), HttpResponse.BodyHandlers.ofInputStream());
            // Closing before the end gives the connection up, and with it the work for an answer that nobody wants.
            try (InputStream _ = response.body()) {
                return reader.read(response);
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
