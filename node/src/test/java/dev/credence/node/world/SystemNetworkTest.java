package dev.credence.node.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls to a server that says exactly what a test wants: the n-th request gets the n-th text.
class SystemNetworkTest {
    private final Network network = new SystemNetwork();
    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket server;

    @BeforeEach
    void bind() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void readsRepliesByLengthByChunksAndToTheEnd() throws Exception {
        serve(List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-Word: a\r\nx-word: b\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nabcd"));

        Network.Reply first = send(1_000);
        assertThat(first.body()).isEqualTo(Bytes.ofUtf8("abc"));
        assertThat(first.headers()).containsEntry("x-word", List.of("a", "b"));
        assertThat(send(1_000).body()).isEqualTo(Bytes.ofUtf8("abc"));
        assertThat(send(1_000).status()).isEqualTo(404);
        assertThat(send(1_000).status()).isEqualTo(204);
        assertThat(connections).as("one connection for all").hasValue(1);
        assertThat(send(1_000).body()).isEqualTo(Bytes.ofUtf8("abcd"));
    }

    @Test
    void givesAReplyLineByLineAsItComes() throws Exception {
        serve(List.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nab\nc\r\n3\r\nd\r\n\r\n0\r\n\r\n"));
        try (Network.Stream stream = network.open(call(2_000))) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.line(10)).contains(Bytes.ofUtf8("ab"));
            assertThat(stream.line(10)).contains(Bytes.ofUtf8("cd"));
            assertThat(stream.line(10)).isEmpty();
        }
        serve(List.of("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcde\n"));
        try (Network.Stream stream = network.open(call(2_000))) {
            assertThatThrownBy(() -> stream.line(4)).hasMessageContaining("longer than 4 bytes");
        }
        serve(List.of("HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nab"));
        try (Network.Stream stream = network.open(call(2_000))) {
            assertThat(stream.status()).isEqualTo(500);
            assertThat(stream.whole()).isEqualTo(Bytes.ofUtf8("ab"));
        }
        serve(List.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"));
        try (Network.Stream stream = network.open(call(2_000))) {
            assertThatThrownBy(() -> stream.line(10)).isInstanceOf(IOException.class);
        }
        serve(List.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nab"));
        try (Network.Stream stream = network.open(call(2_000))) {
            assertThatThrownBy(() -> stream.line(10)).hasMessageContaining("no readable length");
        }
    }

    @Test
    void aStreamThatIsSilentOrClosedElsewhereEnds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 2; i++) {
                        Socket taken = silent.accept();
                        taken.getOutputStream().write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException ended) {
                    // The test is over.
                }
            });
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            Network.Call patient = new Network.Call("POST", uri, Map.of(), Bytes.EMPTY, Duration.ofMillis(300), 10);
            try (Network.Stream stream = network.open(patient)) {
                assertThatThrownBy(() -> stream.line(10)).hasMessageContaining("says nothing any more");
            }
            Network.Call endless = new Network.Call("POST", uri, Map.of(), Bytes.EMPTY, Duration.ofSeconds(60), 10);
            try (Network.Stream stream = network.open(endless)) {
                Thread.ofVirtual().start(stream::close);
                assertThatThrownBy(() -> stream.line(10)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void asksAgainWhenAKeptConnectionWasClosed() throws Exception {
        serve(List.of("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"));
        assertThat(send(1_000).body()).isEqualTo(Bytes.ofUtf8("a"));
        // The server has closed its side after its only text; a new one takes its place on the next connection.
        serve(List.of("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb"));
        assertThat(send(1_000).body()).isEqualTo(Bytes.ofUtf8("b"));
        assertThat(connections).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 1000001\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "hello\r\n\r\n",
    })
    void refusesRepliesThatAreNone(String reply) throws Exception {
        serve(List.of(reply));
        assertThatThrownBy(() -> send(1_000)).isInstanceOf(IOException.class).hasMessageContaining("could not be asked");
    }

    @Test
    void givesUpOnAServerThatIsSilentOrSlow() throws Exception {
        for (String start : List.of("", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na")) {
            serveAndHold(start);
            long before = System.nanoTime();
            assertThatThrownBy(() -> send(150)).isInstanceOf(IOException.class).hasMessageContaining("did not answer within 150 ms");
            assertThat(System.nanoTime() - before).isBetween(140_000_000L, 3_000_000_000L);
        }
    }

    @Test
    void waitsForAConnectionMuchShorterThanForALongReply() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // The system takes a few connections for a server that accepts none; then it lets callers wait.
            fill(full, waiting);
            Network.Call call = new Network.Call(
                    "GET", URI.create("http://127.0.0.1:" + full.getLocalPort()), Map.of(), Bytes.EMPTY, Duration.ofMinutes(5), 1_000);
            long before = System.nanoTime();
            assertThatThrownBy(() -> new PlainHttp(200).send(call)).isInstanceOf(IOException.class).hasMessageContaining("could not be asked");
            assertThat(System.nanoTime() - before).isLessThan(3_000_000_000L);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 100; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        throw new IllegalStateException("a backlog of one takes a hundred connections");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        server.close();
        assertThatThrownBy(() -> send(1_000)).isInstanceOf(IOException.class).hasMessageContaining("could not be asked");
    }

    private Network.Call call(long millis) {
        return new Network.Call(
                "POST", URI.create("http://127.0.0.1:" + server.getLocalPort() + "/path?a=b"), Map.of("Content-Type", "text/plain"), Bytes.ofUtf8("body"), Duration.ofMillis(millis), 100);
    }

    private Network.Reply send(long millis) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/path?a=b");
        return network.send(new Network.Call(
                "POST", uri, Map.of("Content-Type", "text/plain"), Bytes.ofUtf8("body"), Duration.ofMillis(millis), 1_000_000));
    }

    // One connection: one text a request, then closed.
    private void serve(List<String> replies) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                for (String reply : replies) {
                    readRequest(socket.getInputStream());
                    socket.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    private void serveAndHold(String start) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
                socket.getInputStream().readAllBytes();
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\nbody")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the request ends early");
            }
            text.append((char) c);
        }
        assertThat(text.toString()).startsWith("POST /path?a=b HTTP/1.1\r\n").contains("Content-Length: 4\r\n");
    }
}
