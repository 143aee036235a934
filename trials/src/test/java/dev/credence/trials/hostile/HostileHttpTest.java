package dev.credence.trials.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.operator.Conduct;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.PlainHttp;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.Trial;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: whatever bytes come to a socket, the answer is a status of 400 to 499 with one sentence, or a closed connection; never a stack
/// trace, never a file, never a hanging server.
///
/// Method: requests written by hand to gateway, hub, ledger and operator of a running network; after each the network must still answer.
class HostileHttpTest {
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 409, 413, 414, 415, 422, 431);

    @TempDir
    private static Path data;

    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = Trial.start(data, ModelFolders.ours(), List.of(Conduct.HONEST, Conduct.HONEST));
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    /// A request that must be refused.
    ///
    /// @param to    which role's surface
    /// @param words that the refusal contains
    private record Bad(String name, To to, String method, String path, byte[] body, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    private enum To {
        GATEWAY,
        LEDGER,
        OPERATOR;

        String url() {
            return switch (this) {
                case GATEWAY -> trial.network().gatewayUrl();
                case LEDGER -> trial.network().ledger().url();
                case OPERATOR -> trial.network().operators().getFirst().url();
            };
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"paths", "bodies", "otherSurfaces"})
    void isRefusedInOneSentence(Bad bad) throws Exception {
        PlainHttp.Answer answer = PlainHttp.exchange(bad.to().url(), raw(bad));

        assertThat(answer.status()).as(answer.toString()).isIn(REFUSALS);
        assertThat(answer.body()).contains(bad.words());
        oneSentence(answer.body());
    }

    private static byte[] raw(Bad bad) {
        String head = bad.method() + " " + bad.path() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + bad.body().length
                + "\r\n\r\n";
        return Bytes.concat(Bytes.wrap(head.getBytes(StandardCharsets.ISO_8859_1)), Bytes.wrap(bad.body())).toArray();
    }

    private static Stream<Bad> paths() {
        return Stream.of(
                get("a model above the folder", "/v2/models/..%2f..%2f..%2fetc%2fpasswd", "expected a name"),
                get("a model by absolute path", "/v2/models/%2fetc%2fpasswd", "expected a name"),
                get("a model with a zero byte", "/v2/models/digits%00.onnx", "expected a name"),
                get("a model of dots", "/v2/models/%2e%2e", "expected a name"),
                get("a blob above the folder", "/v1/hub/blobs/..%2f..%2fkeys%2fpublisher.key", "64"),
                get("a blob of capitals", "/v1/hub/blobs/" + "A".repeat(64), "lowercase"),
                get("a receipt above the folder", "/v1/receipts/..%2freceipts.log", "receipt"),
                get("a percent escape cut short", "/v2/models/%f", "malformed percent escape"),
                get("a name of 20,000 characters", "/v2/models/" + "a".repeat(20_000), "at most 8192 bytes"),
                get("a path through the root", "/v2/../../etc/passwd", "nothing is served"),
                get("no path of ours", "//etc/passwd", "nothing is served"),
                new Bad("a method that is none", To.GATEWAY, "BREW", "/v2/models/digits/infer", new byte[0], "BREW"),
                new Bad("a method of another kind", To.GATEWAY, "DELETE", "/v2/models/digits", new byte[0], "DELETE is not answered"),
                new Bad("a tile above the folder", To.LEDGER, "GET", "/tile/..%2f..%2fkeys%2flog.key", new byte[0], "tile"),
                new Bad("a tile that is none", To.LEDGER, "GET", "/tile/0/x999/000", new byte[0], "tile"));
    }

    private static Stream<Bad> bodies() {
        String good = "{" + Questions.input(1) + "}";
        return Stream.of(
                infer("brackets without end", "[".repeat(100_000), "inside one another"),
                infer("objects without end", "{\"inputs\":".repeat(50_000), "inside one another"),
                infer("a number that means a gigabyte", good.replaceFirst("\\[[0-9.]+,", "[1e999999999,"), "range"),
                infer("a number of a million digits", good.replaceFirst("\\[[0-9.]+,", "[" + "9".repeat(1_000_000) + ","), "character"),
                infer("an exponent of a million digits", good.replaceFirst("\\[[0-9.]+,", "[1e" + "9".repeat(1_000_000) + ","), "character"),
                infer("a key twice", "{\"inputs\":[],\"inputs\":[]}", "every key once"),
                infer("a key twice, once escaped", "{\"inputs\":[],\"\\u0069nputs\":[]}", "every key once"),
                infer("half a surrogate pair", "{\"id\":\"\\ud800\"," + Questions.input(1) + "}", "surrogate"),
                infer("words behind the end", good + "{}", ""),
                infer("a comment", "/* */" + good, "expected"),
                infer("a single quote", good.replace('"', '\''), "expected"),
                infer("NaN without quotes", good.replaceFirst("\\[[0-9.]+,", "[NaN,"), "expected"),
                infer("a tensor of every dimension", good.replace("[1,1,28,28]", "[" + "1,".repeat(40) + "784]"), "at most 16 items"),
                infer("a dimension that is no number", good.replace("[1,1,28,28]", "[1,1,28,\"28\"]"), "shape"),
                infer("a dimension with a fraction", good.replace("[1,1,28,28]", "[1,1,28,28.5]"), "shape"),
                infer("a million inputs", "{\"inputs\":[" + "{},".repeat(1_000_000) + "{}]}", ""),
                infer("a policy of a megabyte", "{" + Questions.input(1) + ",\"credence\":{\"policy\":\"" + "x".repeat(1 << 20) + "\"}}", "policy"),
                new Bad("bytes that are no UTF-8", To.GATEWAY, "POST", "/v2/models/digits/infer", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, "UTF-8"),
                new Bad("a byte order mark", To.GATEWAY, "POST", "/v2/models/digits/infer", new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', '}'}, "expected"),
                new Bad("zeros", To.GATEWAY, "POST", "/v2/models/digits/infer", new byte[1_000], "expected"));
    }

    private static Stream<Bad> otherSurfaces() {
        byte[] nonsense = "nonsense".getBytes(StandardCharsets.US_ASCII);
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                new Bad("a receipt that is no JSON", To.GATEWAY, "POST", "/v1/receipts/verify", nonsense, "expected"),
                new Bad("a deep receipt", To.GATEWAY, "POST", "/v1/receipts/verify", deep, "inside one another"),
                new Bad("a release that is none", To.GATEWAY, "POST", "/v1/hub/releases", nonsense, "expected"),
                new Bad("an upload without its digest", To.GATEWAY, "POST", "/v1/hub/blobs", nonsense, "Credence-Sha256"),
                new Bad("a transaction that is none", To.LEDGER, "POST", "/v1/ledger/transactions", nonsense, ""),
                new Bad("an empty transaction", To.LEDGER, "POST", "/v1/ledger/transactions", new byte[0], ""),
                new Bad("an account that is none", To.LEDGER, "GET", "/v1/ledger/accounts/me", new byte[0], "64"),
                new Bad("a wait that is none", To.LEDGER, "GET", "/v1/ledger/inclusion/" + "0".repeat(64) + "/" + "0".repeat(64) + "?wait=-1", new byte[0], "wait"),
                new Bad("a frame that is none", To.OPERATOR, "POST", "/v1/operator/execute", nonsense, ""),
                new Bad("an empty frame", To.OPERATOR, "POST", "/v1/operator/execute", new byte[0], ""),
                new Bad("a frame of a huge header", To.OPERATOR, "POST", "/v1/operator/replay", new byte[] {-1, -1, -1, -1, 0}, ""),
                new Bad("evidence that is none", To.OPERATOR, "POST", "/v1/operator/evidence", deep, "header"),
                new Bad("a frame of a deep header", To.OPERATOR, "POST", "/v1/operator/evidence", frame(deep), "inside one another"));
    }

    private static Bad get(String name, String path, String words) {
        return new Bad(name, To.GATEWAY, "GET", path, new byte[0], words);
    }

    // A tensor frame whose header is `header`.
    private static byte[] frame(byte[] header) {
        return ByteBuffer.allocate(4 + header.length).putInt(header.length).put(header).array();
    }

    private static Bad infer(String name, String body, String words) {
        return new Bad(name, To.GATEWAY, "POST", "/v2/models/digits/infer", body.getBytes(StandardCharsets.UTF_8), words);
    }

    @Test
    void aHeaderWithoutEndAndALineThatIsNoneAreRefused() throws Exception {
        String endless = "GET /v2 HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(1 << 20) + "\r\n\r\n";
        for (String raw : List.of(endless, "G<T / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\nHo st: x\r\n\r\n", "nonsense\r\n\r\n", "GET\r\n\r\n", "\r\n\r\n\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001")) {
            PlainHttp.Answer answer = PlainHttp.exchange(trial.network().gatewayUrl(), raw);
            assertThat(answer.status()).as(raw.substring(0, Math.min(20, raw.length()))).isIn(0, 400, 404, 405, 413, 414, 431, 505);
            noTrace(answer.headers() + answer.body());
            if (answer.status() != 0) {
                oneSentence(answer.body());
            }
        }
        assertThat(PlainHttp.exchange(trial.network().gatewayUrl(), endless).body()).contains("at most 16384 bytes of");
        assertThat(PlainHttp.exchange(trial.network().gatewayUrl(), "G<T /v2 HTTP/1.1\r\nHost: x\r\n\r\n").body())
                .contains("expected a request line");
        stillAnswers();
    }

    @Test
    void anOversizedBodyIsRefusedBeforeItIsSent() throws Exception {
        String head = "POST /v2/models/digits/infer HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000000\r\n\r\n{";
        PlainHttp.Answer answer = PlainHttp.exchange(trial.network().gatewayUrl(), head);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("at most").contains("100000000000");
        stillAnswers();
    }

    @Test
    void aLengthThatIsNoneIsRefused() throws Exception {
        for (String length : List.of("-1", "x", "99999999999999999999999")) {
            PlainHttp.Answer answer = PlainHttp.exchange(
                    trial.network().gatewayUrl(),
                    "POST /v2/models/digits/infer HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n{}");
            assertThat(answer.status()).as(length).isIn(0, 400, 413);
            noTrace(answer.headers() + answer.body());
            if (answer.status() != 0) {
                oneSentence(answer.body());
            }
        }
        stillAnswers();
    }

    @Test
    void aBodyCutShortIsNotExecuted() throws Exception {
        PlainHttp.Answer answer = PlainHttp.exchange(
                trial.network().gatewayUrl(),
                "POST /v2/models/digits/infer HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{" + "\"inputs\":[");

        assertThat(answer.status()).isIn(0, 400);
        noTrace(answer.body());
        stillAnswers();
    }

    @Test
    void slowBodiesHoldNobodyElseUp() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = PlainHttp.connect(trial.network().gatewayUrl());
                socket.getOutputStream()
                        .write("POST /v2/models/digits/infer HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{\"inp".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                slow.add(socket);
            }
            stillAnswers();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        stillAnswers();
    }

    // Status 200 to a plain request, well within the time that a user would wait.
    private static void stillAnswers() throws Exception {
        long start = System.nanoTime();
        trial.client().ask("digits", Bytes.ofUtf8("{" + Questions.input(3) + "}"), Optional.empty());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static void oneSentence(String body) throws Exception {
        Json json = IJson.parse(Bytes.ofUtf8(body), JsonLimits.ofBytes(64 << 10));
        Json error = JsonFields.of("", json).any("error");
        String sentence = error instanceof JsonObject
                ? JsonFields.of("error", error).string("message", 8_192)
                : JsonFields.of("", json).string("error", 8_192);
        assertThat(sentence).isNotBlank().doesNotContain("\n").hasSizeLessThan(1_000);
        noTrace(sentence);
    }

    private static void noTrace(String text) throws IOException {
        assertThat(text).doesNotContain("Exception").doesNotContain("java.").doesNotContain("\tat ").doesNotContain("root:");
    }
}
