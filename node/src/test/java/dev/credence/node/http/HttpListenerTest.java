package dev.credence.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpListenerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static HttpListener listener;

    @BeforeAll
    static void listen() throws IOException {
        Routes routes = new Routes()
                .get("/echo/{word}", "says the word", request -> Reply.text(request.segment("word")))
                .get("/files/{path…}", "says the path", request -> Reply.text(request.segment("path")))
                .post("/size", 10, "counts the body", request -> Reply.text("" + request.body().length()))
                .get("/broken", "fails", _ -> {
                    throw new IllegalStateException("secret detail");
                })
                .add(new Routes.Route("GET", "/v2/refused", 0, ErrorStyle.SENTENCE, "refuses", _ -> {
                    throw new ApiException(Fault.OVERLOADED, "the queue is full");
                }));
        listener = HttpListener.start("127.0.0.1", 0, routes);
    }

    @AfterAll
    static void close() {
        listener.close();
    }

    @Test
    void namesSegmentsAndDecodesThemOnce() throws Exception {
        assertThat(get("/echo/a%2Fb").body()).isEqualTo("a/b");
        assertThat(get("/echo/%252e").body()).isEqualTo("%2e");
        assertThat(get("/files/a/b/c").body()).isEqualTo("a/b/c");
        assertThat(get("/echo/a+b").body()).isEqualTo("a+b");
    }

    @Test
    void answersUnknownPathsAndMethodsInOneSentence() throws Exception {
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(get("/nowhere").body()).contains("nothing is served at /nowhere");
        assertThat(get("/size").statusCode()).isEqualTo(405);
        assertThat(get("/echo/").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesABodyOverItsLimitAnnouncedOrNot() throws Exception {
        assertThat(post("/size", HttpRequest.BodyPublishers.ofByteArray(new byte[10])).body()).isEqualTo("10");
        HttpResponse<String> announced = post("/size", HttpRequest.BodyPublishers.ofByteArray(new byte[11]));
        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.body()).contains("at most 10 bytes, found 11 bytes");
        HttpResponse<String> chunked = post(
                "/size", HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[5000])));
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @Test
    void answersABodyCutShortWithoutHanging() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", listener.port())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            String reply = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply).doesNotContain("200 OK");
        }
    }

    @Test
    void keepsTheCauseOfAFailureToItself() throws Exception {
        HttpResponse<String> reply = get("/broken");
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void spellsErrorsAsTheSurfaceDoesAndSaysWhenToRetry() throws Exception {
        HttpResponse<String> reply = get("/v2/refused");
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).isEqualTo("{\"error\":\"the queue is full\"}");
        assertThat(reply.headers().firstValue("Retry-After")).contains("1");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> reply = CLIENT.send(
                HttpRequest.newBuilder(uri("/echo/x")).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void saysWhichPortIsTaken() {
        assertThatThrownBy(() -> HttpListener.start("127.0.0.1", listener.port(), new Routes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + listener.port());
    }

    @Test
    void repliesWithBytesAsTheyAre() {
        Reply reply = Reply.ok(Reply.OCTETS, Bytes.of(new byte[] {0, 1})).with("ETag", "\"x\"");
        assertThat(reply.headers()).containsEntry("ETag", "\"x\"");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(listener.url() + path);
    }
}
