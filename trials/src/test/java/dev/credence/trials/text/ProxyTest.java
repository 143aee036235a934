package dev.credence.trials.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.node.proxy.ProxyNode;
import dev.credence.node.proxy.ProxySettings;
import dev.credence.trials.kit.RecordingProxy;
import dev.credence.trials.kit.SpeakingTrial;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.ReceiptVerifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: behind the proxy a client without any knowledge of receipts gets verified answers or a typed error, and nothing else.
///
/// Method: a real network, a gateway between it and the proxy that alters what it passes on, plain HTTP.
class ProxyTest {
    private static final String POLICY = "require=replay>=1";

    @TempDir
    private static Path folder;

    private static SpeakingTrial trial;
    private static RecordingProxy gateway;
    private static ProxyNode proxy;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        trial = SpeakingTrial.start(folder);
        gateway = RecordingProxy.start(trial.trial().network().gatewayUrl());
        proxy = ProxyNode.start(
                Trial.WORLD,
                new ProxySettings(gateway.url(), trial.trial().network().trust(), POLICY, Duration.ofSeconds(40), folder.resolve("receipts")),
                "127.0.0.1",
                0);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        proxy.close();
        gateway.close();
        trial.close();
    }

    private static HttpResponse<String> ask(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(proxy.url() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    // Neither of the tokens that end an answer may come, so that there are forty.
    private static String chat(String more) {
        return "{\"model\":\"" + SpeakingTrial.MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"what is red?\"}],\"max_tokens\":40,\"temperature\":0,\"logit_bias\":{\"2\":-100,\"4\":-100}" + more + "}";
    }

    // The model knows no capital letters.
    private static String altered(String answer) {
        return answer.replaceFirst("\"content\":\"[^\"]", "\"content\":\"Q");
    }

    private static JsonFields error(HttpResponse<String> reply) throws Exception {
        return JsonFields.of("", IJson.parse(Bytes.ofUtf8(reply.body()), JsonLimits.ofBytes(1 << 20))).object("error");
    }

    @Test
    void aVerifiedAnswerPassesWithItsReceiptKept() throws Exception {
        gateway.lies((_, answer) -> answer);
        HttpResponse<String> reply = ask("/v1/chat/completions", chat(""));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Credence-Verified").orElseThrow()).contains("verified, 0.4 nines", "re-executed by 1 drawn");
        Path kept = folder.resolve("receipts").resolve(reply.headers().firstValue("Credence-Receipt").orElseThrow());
        assertThat(Files.readString(kept.resolve("answer.json"))).isEqualTo(reply.body());
        VerificationReport report = ReceiptVerifier.verify(new VerificationInput(
                VerificationInput.Exhibit.of(read(kept, "receipt"), read(kept, "request"), read(kept, "answer")),
                VerificationInput.Standard.of(trial.trial().network().trust(), System.currentTimeMillis())));
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.VERIFIED);
    }

    private static Bytes read(Path kept, String name) throws Exception {
        return Bytes.wrap(Files.readAllBytes(kept.resolve(name + ".json")));
    }

    @Test
    void completionsStreamsAndResponsesPassToo() throws Exception {
        gateway.lies((_, answer) -> answer);
        assertThat(ask("/v1/chat/completions", chat(",\"stream\":true")).body()).endsWith("data: [DONE]\n\n");
        assertThat(ask("/v1/completions", "{\"model\":\"" + SpeakingTrial.MODEL + "\",\"prompt\":\"red\",\"max_tokens\":4}").statusCode()).isEqualTo(200);
        HttpResponse<String> response = ask("/v1/responses", "{\"model\":\"" + SpeakingTrial.MODEL + "\",\"input\":\"red\",\"max_output_tokens\":4,\"store\":false}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void anAlteredAnswerIsHeldBackAfterASecondOperatorWasAsked() throws Exception {
        gateway.lies((_, answer) -> altered(answer));
        HttpResponse<String> reply = ask("/v1/chat/completions", chat(""));
        assertThat(reply.statusCode()).isEqualTo(502);
        JsonFields error = error(reply);
        assertThat(error.string("code", 100)).isEqualTo("verification_failed");
        assertThat(error.string("message", 1_000)).contains("ANSWER_MISMATCH");
        assertThat(gateway.asked()).hasSize(2);
        assertThat(gateway.asked().get(0)).doesNotContain("avoid");
        assertThat(gateway.asked().get(1)).contains("\"avoid\":[\"");
    }

    @Test
    void anAnswerThatOneGatewaysLieSpoiledIsAskedForAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        gateway.lies((_, answer) -> asked.getAndIncrement() == 0 ? altered(answer) : answer);
        assertThat(ask("/v1/chat/completions", chat("")).statusCode()).isEqualTo(200);
        assertThat(gateway.asked()).hasSize(2);
    }

    @Test
    void anAlteredStreamLeavesNothing() throws Exception {
        gateway.lies((_, answer) -> altered(answer));
        HttpResponse<String> reply = ask("/v1/chat/completions", chat(",\"stream\":true"));
        assertThat(reply.statusCode()).isEqualTo(502);
        assertThat(reply.body()).doesNotContain("delta").contains("verification_failed");
    }

    @Test
    void aRefusalOfTheGatewayIsPassedOnOnce() throws Exception {
        gateway.lies((_, answer) -> answer);
        HttpResponse<String> reply = ask("/v1/chat/completions", chat(",\"logit_bais\":{}"));
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(error(reply).string("message", 1_000)).contains("logit_bais");
        assertThat(gateway.asked()).hasSize(1);
    }

    @Test
    void aWeakerPolicyIsRefused() throws Exception {
        gateway.lies((_, answer) -> answer);
        HttpResponse<String> reply = ask("/v1/chat/completions", chat(",\"credence\":{\"policy\":\"wait=none\"}"));
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aStreamLeavesSegmentBySegment() throws Exception {
        gateway.lies((_, answer) -> answer);
        assertThat(ask("/v1/chat/completions", chat("")).statusCode()).isEqualTo(200);
        HttpResponse<String> reply = ask("/v1/chat/completions", chat(",\"stream\":true,\"credence\":{\"segments\":true}"));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("\"segment\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void aSegmentedStreamThatIsAlteredBreaksOffBeforeTheAlteredPart() throws Exception {
        gateway.lies((_, answer) -> answer);
        assertThat(ask("/v1/chat/completions", chat("")).statusCode()).isEqualTo(200);
        gateway.lies((_, answer) -> {
            int second = answer.indexOf("\"segment\"", answer.indexOf("\"segment\"") + 1);
            int content = answer.lastIndexOf("\"content\":\"", second);
            return answer.substring(0, content) + "\"content\":\"LIE" + answer.substring(content + "\"content\":\"".length());
        });
        HttpResponse<String> reply = ask("/v1/chat/completions", chat(",\"stream\":true,\"credence\":{\"segments\":true}"));
        assertThat(reply.body()).contains("\"segment\"").contains("verification_failed").doesNotContain("LIE").doesNotContain("[DONE]");
    }
}
