package dev.credence.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.client.CredenceClient;
import dev.credence.client.Exchange;
import dev.credence.client.Receipt;
import dev.credence.client.TextApi;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.network.LocalNetwork;
import dev.credence.node.network.LocalSettings;
import dev.credence.node.operator.Conduct;
import dev.credence.node.operator.OperatorNode;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.verification.body.TensorAnswerBody;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import dev.credence.verification.Cause;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole network over real sockets: answers, receipts, and the sentences of every refusal.
class GatewayNetworkTest {
    private static final World WORLD = new SystemWorld();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path data;

    private static LocalNetwork network;
    private static CredenceClient client;

    @BeforeAll
    static void start() throws Exception {
        Path models = Path.of(System.getProperty("credence.home"), "models");
        LocalSettings settings = new LocalSettings(
                data, "127.0.0.1", 0, List.of(Conduct.HONEST, Conduct.HONEST, Conduct.HONEST), Optional.of(models));
        network = LocalNetwork.start(WORLD, settings, _ -> {});
        client = new CredenceClient(network.gatewayUrl());
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        network.close();
    }

    @Test
    void answersWithAReceiptThatTwoOthersReplayed() throws Exception {
        Exchange exchange = client.ask("digits", Bodies.digits(1, "digits@1"), Optional.of("require=replay>=2"));
        Receipt receipt = client.awaitReceipt(exchange.receiptId(), Duration.ofSeconds(10));

        VerificationReport report = CredenceClient.verify(
                exchange,
                receipt,
                VerificationInput.Standard.of(network.trust(), WORLD.clock().timeMillis())
                        .with(Policy.parse("require=replay>=2; min-nines=0.9")));
        assertThat(report.verdicts().all()).allSatisfy(judgement -> assertThat(judgement.causes()).isEmpty());
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.VERIFIED);
        assertThat(report.md()).isBetween(900, 999);
        assertThat(receipt.complete()).isTrue();
    }

    @Test
    void aPlainAnswerIsSignedAtOnceAndCompleteWhenItIsOnTheLog() throws Exception {
        Exchange exchange = client.ask("digits@1", Bodies.digits(2, "digits"), Optional.empty());
        Receipt receipt = client.awaitReceipt(exchange.receiptId(), Duration.ofSeconds(10));

        VerificationReport report = CredenceClient.verify(
                exchange, receipt, VerificationInput.Standard.of(network.trust(), WORLD.clock().timeMillis()));
        assertThat(receipt.complete()).isTrue();
        assertThat(report.verdicts().receiptAuthentic().causes()).isEmpty();
        assertThat(report.verdicts().matchesRequest().causes()).isEmpty();
        assertThat(report.verdicts().matchesAnswer().causes()).isEmpty();
        assertThat(report.verdict()).as("without evidence").isEqualTo(VerificationReport.Verdict.INCOMPLETE);
    }

    @Test
    void aRequestIsBoundToTheHeightThatItNames() throws Exception {
        long height = client.height();
        Bytes request = named(Bodies.digits(7, "digits"), height);
        Exchange exchange = client.ask("digits", request, Optional.empty());
        Receipt receipt = client.awaitReceipt(exchange.receiptId(), Duration.ofSeconds(10));
        VerificationInput.Standard standard = VerificationInput.Standard.of(network.trust(), WORLD.clock().timeMillis());

        VerificationReport report = CredenceClient.verify(exchange, receipt, standard);
        assertThat(report.verdicts().receiptAuthentic().causes()).isEmpty();
        assertThat(report.verdicts().matchesRequest().causes()).isEmpty();
        assertThat(report.subject().statement().orElseThrow().issue().asked()).isEqualTo(height);
        assertThat(report.disclosures().notClaimed()).noneMatch(line -> line.contains("names no height"));

        // The same receipt is none for a request that named another height.
        Exchange other = new Exchange(named(Bodies.digits(7, "digits"), height + 1), exchange.answer(), exchange.receiptId());
        assertThat(CredenceClient.verify(other, receipt, standard).verdicts().matchesRequest().causes())
                .extracting(Cause::reason)
                .containsExactly(Reason.PARAMETER_MISMATCH);
    }

    private static Bytes named(Bytes request, long height) throws Exception {
        return Bytes.ofUtf8(request.utf8().replace("\"seed\":\"7\"", "\"seed\":\"7\",\"height\":" + height));
    }

    @Test
    void anAnswerThatWaitsForEvidenceSaysSoAndItsReceiptIsThere() throws Exception {
        HttpResponse<String> reply = post("/v2/models/digits/infer", Bodies.digits(3, "digits"), "Credence-Policy", "require=replay; wait=evidence");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("\"status\":\"evidenced\"").contains("\"id\":\"call-3\"");
        String id = reply.headers().firstValue("Credence-Receipt").orElseThrow();
        HttpResponse<String> receipt = get("/v1/receipts/" + id);
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(ReceiptFile.decode(Bytes.ofUtf8(receipt.body())).state()).isEqualTo(ReceiptFile.State.EVIDENCED);
        String tag = receipt.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/v1/receipts/" + id, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void binaryAndJsonTensorsGiveOneRequestAndOneAnswer() throws Exception {
        String json = Bodies.digits(4, "digits").utf8();
        Bytes binary = Bodies.binary(4, "digits");
        // Another operator or another time would refuse the nonce a second time only if it were the same one; both may answer.
        HttpResponse<byte[]> first = CLIENT.send(request("/v2/models/digits/infer", Bytes.ofUtf8(json)), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> second = CLIENT.send(
                request("/v2/models/digits/infer", binary, "Inference-Header-Content-Length", Bodies.binaryHeaderLength(4, "digits") + ""),
                BodyHandlers.ofByteArray());

        TensorAnswerBody one = TensorAnswerBody.decode(Bytes.wrap(first.body()));
        assertThat(second.headers().firstValue("Inference-Header-Content-Length")).isPresent();
        TensorAnswerBody other = TensorAnswerBody.decode(Bytes.wrap(second.body()));
        assertThat(other.record()).isEqualTo(one.record());
    }

    @Test
    void describesItselfAndCountsWithoutATextOfAnyRequest() throws Exception {
        client.ask("digits", Bodies.digits(5, "digits"), Optional.empty());

        assertThat(get("/v2").body()).contains("binary_tensor_data");
        assertThat(get("/v2/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/v2/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/v2/models/digits").body()).contains("\"shape\":[-1,1,28,28]");
        assertThat(get("/v2/models/digits/versions/1/ready").statusCode()).isEqualTo(200);
        assertThat(get("/openapi.json").body()).contains("\"/v2/models/{model}/infer\":{\"post\"");
        assertThat(get("/v1/operators").body()).contains("\"registered\":true");
        assertThat(get("/metrics").body()).contains("credence_infer_seconds_count{outcome=\"answered\"}").doesNotContain("call-5");
        // Whichever operator was asked, it counted: all three together have done at least what the gateway has answered.
        StringBuilder all = new StringBuilder();
        for (OperatorNode operator : network.operators()) {
            HttpResponse<String> metrics = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(operator.url() + "/metrics")).build(), HttpResponse.BodyHandlers.ofString());
            all.append(metrics.body());
            assertThat(metrics.body()).contains("credence_operator_registered 1.0").contains("credence_operator_models 4.0");
        }
        assertThat(all.toString()).containsPattern("credence_operator_work_seconds_count\\{kind=\"execute\",outcome=\"done\"} [1-9]");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    // What a client generated from the description sends and expects is what goes over the wire.
    @Test
    void describesTheBodiesOfItsMainRoutes() throws Exception {
        SchemaCheck schemas = new SchemaCheck(get("/openapi.json").body());
        Bytes body = Bodies.digits(61, "digits");
        Exchange asked = client.ask("digits", body, Optional.of("require=replay>=1"));
        Receipt receipt = client.awaitReceipt(asked.receiptId(), Duration.ofSeconds(10));
        schemas.request("/v2/models/{model}/infer", "post", body.utf8());
        schemas.answer("/v2/models/{model}/infer", "post", "200", asked.answer().utf8());
        schemas.answer("/v1/receipts/{id}", "get", "200", receipt.file().utf8());
        schemas.answer("/v1/receipts/{id}", "get", "202", receipt.file().utf8());
        schemas.answer("/v1/models", "get", "200", get("/v1/models").body());
        schemas.answer("/v1/models/{model}", "get", "200", get("/v1/models/meadow").body());
        schemas.answer("/v1/models/{model}", "get", "default", get("/v1/models/nobody").body());
        schemas.answer("/v2/models/{model}/infer", "post", "default", get("/v2/models/nobody").body());
        String tool = "{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\"}}}";
        for (String[] exchange : new String[][] {
            {"/v1/chat/completions", "{\"model\":\"meadow\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}],\"max_tokens\":4}"},
            {"/v1/chat/completions", "{\"model\":\"meadow@1\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Say hello.\"}]}],"
                    + "\"n\":2,\"logprobs\":true,\"top_logprobs\":2,\"temperature\":0.5,\"stop\":[\"!\"],\"seed\":\"7\",\"user\":null,\"tools\":null,"
                    + "\"logit_bias\":{\"7\":-1.5},\"max_tokens\":4,\"credence\":{\"policy\":\"require=replay>=1\",\"wait\":\"receipt\"}}"},
            {"/v1/completions", "{\"model\":\"meadow\",\"prompt\":\"The fox\",\"max_tokens\":4,\"logprobs\":1}"},
            {"/v1/completions", "{\"model\":\"meadow\",\"prompt\":[5,6,7],\"max_tokens\":3,\"top_k\":4}"},
            {"/v1/responses", "{\"model\":\"meadow\",\"input\":\"Say hello.\",\"max_output_tokens\":4,\"instructions\":null}"},
        }) {
            schemas.request(exchange[0], "post", exchange[1]);
            HttpResponse<String> answer = CLIENT.send(request(exchange[0], Bytes.ofUtf8(exchange[1])), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            schemas.answer(exchange[0], "post", "200", answer.body());
        }
        String misspelled = "{\"model\":\"meadow\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[" + tool + "],\"temprature\":0}";
        assertThatThrownBy(() -> schemas.request("/v1/chat/completions", "post", misspelled)).hasMessageContaining("temprature");
        HttpResponse<String> refused = CLIENT.send(request("/v1/chat/completions", Bytes.ofUtf8(misspelled)), BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(400);
        schemas.answer("/v1/chat/completions", "post", "default", refused.body());
        String verify = "{\"receipt\":\"" + receipt.file().base64() + "\",\"request\":\"" + body.base64() + "\"}";
        schemas.request("/v1/receipts/verify", "post", verify);
        schemas.answer("/v1/receipts/verify", "post", "200",
                CLIENT.send(request("/v1/receipts/verify", Bytes.ofUtf8(verify)), BodyHandlers.ofString()).body());
    }

    @Test
    void countsTheTokensOfAnswersInText() throws Exception {
        Tokens before = tokens();
        client.ask(
                TextApi.CHAT,
                Bytes.ofUtf8("{\"model\":\"meadow\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}],\"n\":2,\"max_tokens\":5}"),
                Optional.empty(),
                _ -> {});

        Tokens after = tokens();
        // Two choices of at most five tokens each; the prompt once.
        assertThat(after.gateway() - before.gateway()).isBetween(2.0, 10.0);
        assertThat(after.operators() - before.operators()).isEqualTo(after.gateway() - before.gateway());
        assertThat(after.prompts() - before.prompts()).isBetween(5.0, 60.0);
        String metrics = get("/metrics").body();
        assertThat(metrics).containsPattern("credence_text_first_token_seconds_count [1-9]").contains("credence_text_active 0.0").doesNotContain("hello");
    }

    private record Tokens(double gateway, double prompts, double operators) {}

    private Tokens tokens() throws Exception {
        String gateway = get("/metrics").body();
        double operators = 0;
        for (OperatorNode operator : network.operators()) {
            HttpRequest asked = HttpRequest.newBuilder(URI.create(operator.url() + "/metrics")).build();
            operators += value(CLIENT.send(asked, HttpResponse.BodyHandlers.ofString()).body(), "credence_operator_text_tokens_generated_total");
        }
        return new Tokens(value(gateway, "credence_text_tokens_generated_total"), value(gateway, "credence_text_tokens_prompt_total"), operators);
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + metrics));
    }

    @Test
    void verifiesAReceiptForWhoCannot() throws Exception {
        Exchange exchange = client.ask("digits", Bodies.digits(6, "digits"), Optional.of("require=replay"));
        Receipt receipt = client.awaitReceipt(exchange.receiptId(), Duration.ofSeconds(10));
        Bytes body = Bytes.ofUtf8("{\"receipt\":\"" + receipt.file().base64() + "\",\"request\":\""
                + exchange.request().base64() + "\",\"answer\":\"" + exchange.answer().base64() + "\",\"policy\":\"require=replay\"}");

        HttpResponse<String> reply = post("/v1/receipts/verify", body);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("\"verdict\":\"verified\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesWithTheRightStatusAndOneSentence(Refused refused) throws Exception {
        HttpResponse<String> reply = refused.headers().isEmpty()
                ? post(refused.path(), Bytes.ofUtf8(refused.body()))
                : post(refused.path(), Bytes.ofUtf8(refused.body()), refused.headers().toArray(String[]::new));

        assertThat(reply.body()).contains(refused.words());
        assertThat(reply.statusCode()).isEqualTo(refused.status());
        if (refused.path().startsWith("/v2")) {
            assertThat(reply.body()).startsWith("{\"error\":\"").doesNotContain("Exception").doesNotContain("\\n");
        }
    }

    /// A request that must not be answered.
    private record Refused(String name, String path, String body, List<String> headers, int status, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Refused> refusals() {
        String infer = "/v2/models/digits/infer";
        String input = "\"inputs\":[{\"name\":\"image\",\"shape\":[1,1,28,28],\"datatype\":\"FP32\",\"data\":[" + Bodies.pixels(1) + "]}]";
        String good = "{" + input + "}";
        return Stream.of(
                refused("no JSON", infer, "{", 400, "expected"),
                refused("an empty body", infer, "", 400, "expected"),
                refused("a key twice", infer, "{\"id\":\"a\",\"id\":\"b\"}", 400, "every key once"),
                refused("no inputs", infer, "{}", 400, "inputs"),
                refused("nothing in inputs", infer, "{\"inputs\":[]}", 400, "at least one tensor"),
                refused("an unknown member", infer, good.replace("{\"inputs\"", "{\"stream\":true,\"inputs\""), 400, "'stream'"),
                refused("a parameter that is not honoured", infer, "{" + input + ",\"parameters\":{\"temperature\":1}}", 400, "'temperature' is not honoured"),
                refused("an unknown input", infer, good.replace("\"image\"", "\"imago\""), 400, "no input 'imago'; it has image"),
                refused("an unknown output", infer, "{" + input + ",\"outputs\":[{\"name\":\"logit\"}]}", 400, "no output 'logit'; it has logits"),
                refused("a wrong shape", infer, good.replace("[1,1,28,28]", "[1,28,28]"), 400, "expected shape [-1, 1, 28, 28] (-1 is any), found [1, 28, 28]"),
                refused("too few numbers", infer, good.replace("[1,1,28,28]", "[2,1,28,28]"), 400, "1568"),
                refused("a negative dimension", infer, good.replace("[1,1,28,28]", "[-1,1,28,28]"), 400, "shape"),
                refused("a huge shape", infer, good.replace("[1,1,28,28]", "[2147483648,2147483648]"), 400, "shape"),
                refused("a wrong datatype", infer, good.replace("FP32", "FP64"), 400, "expected datatype FP32, found FP64"),
                refused("no datatype", infer, good.replace("FP32", "FP31"), 400, "datatype"),
                refused("text for a number", infer, good.replaceFirst("\"data\":\\[[^,]*", "\"data\":[\"x\""), 400, "data[0]"),
                refused("a number beyond FP32", infer, good.replaceFirst("\"data\":\\[[^,]*", "\"data\":[1e39"), 400, "FP32"),
                refused("another model in the parameters", infer, "{" + input + ",\"parameters\":{\"model\":\"tumour\"}}", 400, "expected the model of the path"),
                refused("an unknown model", "/v2/models/digitz/infer", good, 404, "no model digitz is published here; there are"),
                refused("an unknown version", "/v2/models/digits/versions/9/infer", good, 404, "digits@9"),
                refused("a name that is none", "/v2/models/..%2f..%2fetc/infer", good, 404, "expected a name"),
                refused("a short nonce", infer, "{" + input + ",\"parameters\":{\"nonce\":\"00\"}}", 400, "nonce"),
                refused("a seed with a sign", infer, "{" + input + ",\"parameters\":{\"seed\":\"-1\"}}", 400, "seed"),
                refused("a height that is none", infer, "{" + input + ",\"parameters\":{\"height\":-1}}", 400, "height"),
                refused("a height that is far away", infer, "{" + input + ",\"parameters\":{\"height\":1000000}}", 422, "the request names height 1000000 of the ledger"),
                refused("a policy that is none", infer, "{" + input + ",\"credence\":{\"policy\":\"max-nines=3\"}}", 400, "policy"),
                refused("two policies", infer, "{" + input + ",\"credence\":{\"policy\":\"require=replay\"}}", List.of("Credence-Policy", "require=replay>=2"), 400, "expected one policy"),
                refused("a policy beyond what can be had", infer, good, List.of("Credence-Policy", "require=replay>=3"), 422, "at most 2 drawn owners"),
                refused("a policy that asks for a proof", infer, good, List.of("Credence-Policy", "require=argument"), 422, "cannot be met"),
                refused("more nines than can be had", infer, good, List.of("Credence-Policy", "min-nines=5"), 422, "0.9 of 5.0"),
                refused("value in a policy", infer, good, List.of("Credence-Policy", "value=5"), 400, "value"),
                refused("a JSON length beyond the body", infer, good, List.of("Inference-Header-Content-Length", "99999999"), 400, "Inference-Header-Content-Length"),
                refused("a packed body that is not", infer, good, List.of("Content-Encoding", "gzip"), 400, "gzip"),
                refused("an unknown packing", infer, good, List.of("Content-Encoding", "br"), 415, "found 'br'"),
                refused("no path", "/v2/repository/index", "{}", 404, "nothing is served"),
                refused("a receipt that is none", "/v1/receipts/verify", "{\"receipt\":\"AA==\"}", 200, "RECEIPT_MALFORMED"),
                refused("nothing to verify", "/v1/receipts/verify", "{}", 400, "receipt"),
                refused("base64 that is none", "/v1/receipts/verify", "{\"receipt\":\"!\"}", 400, "base64"));
    }

    private static Refused refused(String name, String path, String body, int status, String words) {
        return new Refused(name, path, body, List.of(), status, words);
    }

    private static Refused refused(String name, String path, String body, List<String> headers, int status, String words) {
        return new Refused(name, path, body, headers, status, words);
    }

    @Test
    void saysThatAReceiptIsUnknownOrNoId() throws Exception {
        assertThat(get("/v1/receipts/" + "0".repeat(32)).statusCode()).isEqualTo(404);
        assertThat(get("/v1/receipts/x").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(network.gatewayUrl() + path)).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, Bytes body, String... headers) throws Exception {
        return CLIENT.send(request(path, body, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, Bytes body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(network.gatewayUrl() + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
        return (headers.length > 0 ? request.headers(headers) : request).build();
    }
}
