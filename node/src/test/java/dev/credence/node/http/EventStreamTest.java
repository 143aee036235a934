package dev.credence.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Streams over real sockets: when bytes leave, how failures are told, and what is noticed of a caller that goes away.
class EventStreamTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final LinkedBlockingQueue<CountDownLatch> GATES = new LinkedBlockingQueue<>();
    private static final LinkedBlockingQueue<String> ENDINGS = new LinkedBlockingQueue<>();
    private static HttpListener listener;

    @BeforeAll
    static void listen() throws IOException {
        Routes routes = new Routes()
                .get("/count", "three events", _ -> stream(EventStreamTest::count))
                .get("/gated", "an event, and one more when the test says so", _ -> stream(EventStreamTest::gated))
                .get("/early", "refuses before anything", _ -> stream(_ -> {
                    throw new ApiException(Fault.UPSTREAM, "no operator answered").of("model").coded("nobody");
                }))
                .get("/late", "refuses in the midst", _ -> stream(out -> {
                    out.send(new JsonInteger(1));
                    throw new ApiException(Fault.UPSTREAM, "the operator broke off");
                }))
                .get("/broken", "fails in the midst", _ -> stream(out -> {
                    out.send(new JsonInteger(1));
                    throw new IllegalStateException("secret detail");
                }))
                .get("/silent", "waits for the caller to go", EventStreamTest::silent)
                .get("/endless", "writes until the caller is gone", _ -> stream(EventStreamTest::endless))
                .get("/slow", "an ordinary reply, when the test says so", EventStreamTest::slow)
                .get("/waiting", "events, when the test says so", EventStreamTest::waiting)
                .get("/plain", "an ordinary reply that looks at its caller", EventStreamTest::plain);
        listener = HttpListener.start("127.0.0.1", 0, routes);
    }

    @AfterAll
    static void close() {
        listener.close();
    }

    private static EventStream stream(EventStream.Writer writer) {
        return new EventStream(Map.of("Credence-Receipt", "0123"), writer);
    }

    private static void count(EventSink out) throws IOException {
        out.send(new JsonInteger(1));
        out.send("response.created", JsonObject.builder().put("text", "a\nb").build());
        out.done();
    }

    private static void gated(EventSink out) throws IOException {
        out.send(new JsonString("first"));
        CountDownLatch gate = new CountDownLatch(1);
        GATES.add(gate);
        await(gate);
        out.send(new JsonString("second"));
    }

    private static Response silent(Request request) {
        return stream(out -> {
            CountDownLatch gone = new CountDownLatch(1);
            request.caller().onGone(gone::countDown);
            GATES.add(new CountDownLatch(0));
            await(gone);
            ENDINGS.add(request.caller().isGone() ? "gone" : "there");
            throw new IOException("nobody is there");
        });
    }

    private static void endless(EventSink out) throws IOException {
        try {
            while (true) {
                out.send(new JsonString("x".repeat(1000)));
            }
        } catch (IOException gone) {
            ENDINGS.add("write failed");
            throw gone;
        }
    }

    private static Response slow(Request request) {
        CountDownLatch gate = gate(request);
        await(gate);
        return Reply.text(request.caller().isGone() ? "gone" : "there");
    }

    private static Response waiting(Request request) {
        return stream(out -> {
            for (String text : new String[] {"first", "second"}) {
                await(gate(request));
                if (request.caller().isGone()) {
                    throw new IOException("nobody is there");
                }
                out.send(new JsonString(text));
            }
            out.done();
        });
    }

    private static CountDownLatch gate(Request request) {
        CountDownLatch gate = new CountDownLatch(1);
        request.caller().onGone(() -> {
            ENDINGS.add("gone");
            gate.countDown();
        });
        GATES.add(gate);
        return gate;
    }

    private static Response plain(Request request) {
        request.caller().onGone(() -> ENDINGS.add("a caller that was served went"));
        return Reply.text("plain");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void writesEventsAsTheStandardHasThem() throws Exception {
        HttpResponse<String> reply = get("/count");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(reply.headers().firstValue("Credence-Receipt")).contains("0123");
        assertThat(reply.body())
                .isEqualTo("data: 1\n\nevent: response.created\ndata: {\"text\":\"a\\nb\"}\n\ndata: [DONE]\n\n");
    }

    @Test
    void anEventLeavesBeforeTheNextOneIsMade() throws Exception {
        HttpResponse<InputStream> reply =
                CLIENT.send(HttpRequest.newBuilder(uri("/gated")).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = reply.body()) {
            assertThat(new String(in.readNBytes(15), StandardCharsets.UTF_8)).isEqualTo("data: \"first\"\n\n");
            GATES.take().countDown();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("data: \"second\"\n\n");
        }
    }

    @Test
    void aRefusalBeforeTheFirstByteIsAnOrdinaryReply() throws Exception {
        HttpResponse<String> reply = get("/early");
        assertThat(reply.statusCode()).isEqualTo(502);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.headers().firstValue("Credence-Receipt")).isEmpty();
        assertThat(reply.body())
                .isEqualTo("{\"error\":{\"message\":\"no operator answered\",\"type\":\"api_error\",\"param\":\"model\",\"code\":\"nobody\"}}");
    }

    @Test
    void aRefusalInTheMidstIsTheLastEvent() throws Exception {
        assertThat(get("/late").body())
                .isEqualTo("data: 1\n\ndata: {\"error\":{\"message\":\"the operator broke off\",\"type\":\"api_error\",\"param\":null,\"code\":\"upstream\"}}\n\n");
        assertThat(get("/broken").body()).startsWith("data: 1\n\ndata: {\"error\"").doesNotContain("secret").doesNotContain("[DONE]");
    }

    @Test
    void noticesACallerThatGoesAwayWhileNothingIsWritten() throws Exception {
        Socket socket = request("/silent");
        GATES.take();
        Thread.sleep(50);
        socket.close();
        assertThat(ENDINGS.poll(1, TimeUnit.SECONDS)).isEqualTo("gone");
    }

    @Test
    void answersACallerThatClosedItsOwnHalf() throws Exception {
        try (Socket socket = request("/slow")) {
            socket.shutdownOutput();
            Thread.sleep(400);
            GATES.take().countDown();
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).startsWith("HTTP/1.1 100 Continue\r\n\r\n").endsWith("\r\n\r\nthere");
            assertThat(all.replace("HTTP/1.1 100 Continue\r\n\r\n", "")).startsWith("HTTP/1.1 200");
        }
        try (Socket socket = request("/waiting")) {
            socket.shutdownOutput();
            Thread.sleep(200);
            GATES.take().countDown();
            CountDownLatch second = GATES.take();
            Thread.sleep(400);
            second.countDown();
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).startsWith("HTTP/1.1 100 Continue\r\n\r\n").contains("data: \"first\"\n\n", ": \n\n", "data: \"second\"\n\n", "data: [DONE]");
        }
        assertThat(ENDINGS.poll()).isNull();
    }

    // The same end of what it sends as that of a half; then it is not there.
    @Test
    void noticesACallerThatClosedItsHalfAndThenLeft() throws Exception {
        for (String path : new String[] {"/slow", "/waiting"}) {
            Socket whole = request(path);
            GATES.take();
            whole.close();
            assertThat(ENDINGS.poll(1, TimeUnit.SECONDS)).as(path).isEqualTo("gone");

            Socket halves = request(path);
            GATES.take();
            halves.shutdownOutput();
            Thread.sleep(100);
            assertThat(ENDINGS.poll()).as(path).isNull();
            halves.close();
            assertThat(ENDINGS.poll(4, TimeUnit.SECONDS)).as(path).isEqualTo("gone");

            Socket reset = request(path);
            GATES.take();
            reset.setSoLinger(true, 0);
            reset.close();
            assertThat(ENDINGS.poll(1, TimeUnit.SECONDS)).as(path).isEqualTo("gone");
        }
        GATES.clear();
    }

    @Test
    void noticesACallerThatGoesAwayByAWriteThatFails() throws Exception {
        Socket socket = request("/endless");
        socket.getInputStream().readNBytes(5000);
        socket.close();
        assertThat(ENDINGS.poll(5, TimeUnit.SECONDS)).isEqualTo("write failed");
    }

    @Test
    void aConnectionThatWasReadAheadServesTheNextRequestWholly() throws Exception {
        try (Socket socket = request("/plain")) {
            InputStream in = socket.getInputStream();
            assertThat(reply(in)).endsWith("plain");
            Thread.sleep(20);
            socket.getOutputStream().write(line("/plain"));
            assertThat(reply(in)).endsWith("plain");
            // Two at once: the second comes in while the first is answered.
            socket.getOutputStream().write((new String(line("/plain"), StandardCharsets.US_ASCII).repeat(2)).getBytes(StandardCharsets.US_ASCII));
            assertThat(reply(in)).endsWith("plain");
            assertThat(reply(in)).endsWith("plain");
        }
        assertThat(ENDINGS.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aServerStopsWhileAConnectionIsReadAhead() throws Exception {
        Routes routes = new Routes().get("/plain", "looks at its caller", EventStreamTest::plain);
        HttpListener other = HttpListener.start("127.0.0.1", 0, routes);
        try (Socket idle = new Socket("127.0.0.1", other.port())) {
            idle.setSoTimeout(5_000);
            idle.getOutputStream().write(line("/plain"));
            assertThat(reply(idle.getInputStream())).endsWith("plain");
            CompletableFuture.runAsync(other::close).get(5, TimeUnit.SECONDS);
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void commentsAreSeenByNobodyAndComeNeitherInAnEventNorBehindTheEnd() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventSink sink = new EventSink(bytes);
        sink.send(new JsonInteger(1));
        sink.comment();
        sink.done();
        sink.end();
        sink.comment();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("data: 1\n\n: \n\ndata: [DONE]\n\n");
    }

    private static String reply(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.read());
        }
        Optional<String> length = text.toString().lines().filter(line -> line.toLowerCase().startsWith("content-length:")).findFirst();
        int bytes = Integer.parseInt(length.orElseThrow().substring(15).strip());
        return text + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private static Socket request(String path) throws IOException {
        Socket socket = new Socket("127.0.0.1", listener.port());
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(line(path));
        return socket;
    }

    private static byte[] line(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(listener.url() + path);
    }
}
