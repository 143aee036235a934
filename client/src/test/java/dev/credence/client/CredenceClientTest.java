package dev.credence.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The client against a hand-written gateway on a real socket.
class CredenceClientTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer server;
    private CredenceClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/v2/models/digits@1/infer", exchange -> {
            exchange.getResponseHeaders().add("Credence-Receipt", ID);
            reply(exchange, 200, "{\"policy\":\"" + exchange.getRequestHeaders().getFirst("Credence-Policy") + "\"}");
        });
        server.createContext("/v2/models/silent/infer", exchange -> reply(exchange, 200, "{}"));
        server.createContext("/v2/models/refused/infer", exchange -> reply(exchange, 422, "{\"error\":\"too few operators\"}"));
        server.createContext("/v2/models/moved/infer", exchange -> {
            exchange.getResponseHeaders().add("Location", "/v2/models/digits@1/infer");
            reply(exchange, 302, "");
        });
        server.createContext("/v1/chat/completions", exchange -> {
            boolean refused = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).contains("unknown");
            exchange.getResponseHeaders().add("Credence-Receipt", ID);
            exchange.sendResponseHeaders(refused ? 404 : 200, 0);
            for (String piece : refused ? new String[] {"{\"error\":{\"message\":\"no such model\"}}"} : new String[] {"data: one\n\n", "data: two\n\n"}) {
                exchange.getResponseBody().write(piece.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            exchange.close();
        });
        server.createContext("/v1/receipts/" + ID, exchange -> reply(exchange, looks.incrementAndGet() < 3 ? 202 : 200, "file"));
        server.createContext("/v1/receipts/00", exchange -> reply(exchange, 404, "{\"error\":{\"message\":\"no such receipt\"}}"));
        server.start();
        client = new CredenceClient("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void keepsWhatWasSentAndWhatCame() throws Exception {
        Bytes request = Bytes.ofUtf8("{\"inputs\":[]}");
        Exchange exchange = client.ask("digits@1", request, Optional.of("require=replay>=2"));
        assertThat(exchange.request()).isEqualTo(request);
        assertThat(exchange.answer().utf8()).isEqualTo("{\"policy\":\"require=replay>=2\"}");
        assertThat(exchange.receiptId()).isEqualTo(ID);
    }

    @Test
    void hearsAStreamWhileItComesAndKeepsItWhole() throws Exception {
        StringBuilder heard = new StringBuilder();
        Exchange exchange = client.ask(TextApi.CHAT, Bytes.ofUtf8("{}"), Optional.empty(), new CredenceClient.Hearing() {
            @Override
            public void begun(Optional<String> receiptId) {
                heard.append(receiptId.orElseThrow()).append(' ');
            }

            @Override
            public void piece(Bytes bytes) {
                heard.append(bytes.length()).append(' ');
            }
        });
        assertThat(exchange.answer().utf8()).isEqualTo("data: one\n\ndata: two\n\n");
        assertThat(heard.toString()).startsWith(ID);
        assertThat(heard.toString().substring(ID.length()).strip().split(" ")).isNotEmpty();
    }

    @Test
    void hearsNothingOfARefusal() {
        assertThatThrownBy(() -> client.ask(TextApi.CHAT, Bytes.ofUtf8("unknown"), Optional.empty(), bytes -> {
                    throw new AssertionError("heard " + bytes.length() + " bytes");
                }))
                .isInstanceOf(GatewayException.class)
                .hasMessage("no such model");
    }

    @Test
    void whoHearsCanGiveTheRestUp() {
        assertThatThrownBy(() -> client.ask(TextApi.CHAT, Bytes.ofUtf8("{}"), Optional.empty(), _ -> {
                    throw new IOException("enough");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("enough");
    }

    @Test
    void repeatsTheGatewaysSentence() {
        assertThatThrownBy(() -> client.ask("refused", Bytes.EMPTY, Optional.empty()))
                .isInstanceOf(GatewayException.class)
                .hasMessage("too few operators");
        assertThatThrownBy(() -> client.receipt("00")).hasMessage("no such receipt");
    }

    @Test
    void refusesAnAnswerWithoutReceiptAndAnAnswerFromElsewhere() {
        assertThatThrownBy(() -> client.ask("silent", Bytes.EMPTY, Optional.empty())).hasMessageContaining("names no receipt");
        assertThatThrownBy(() -> client.ask("moved", Bytes.EMPTY, Optional.empty())).hasMessageContaining("answered 302");
        assertThatThrownBy(() -> client.ask("../v1/x", Bytes.EMPTY, Optional.empty())).hasMessageContaining("found '../v1/x'");
    }

    @Test
    void waitsUntilThePlanIsComplete() throws Exception {
        assertThat(client.awaitReceipt(ID, Duration.ofSeconds(5)).complete()).isTrue();
        assertThat(looks.get()).isEqualTo(3);
    }

    @Test
    void givesWhatThereIsWhenPatienceEnds() throws Exception {
        looks.set(-1_000);
        assertThat(client.awaitReceipt(ID, Duration.ofMillis(30)).complete()).isFalse();
    }

    @Test
    void saysThatNobodyListens() {
        server.stop(0);
        assertThatThrownBy(() -> client.ask("digits@1", Bytes.EMPTY, Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
