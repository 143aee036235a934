package dev.credence.node.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.laws.SpeakingModel;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.Release;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.http.HttpListener;
import dev.credence.node.http.Routes;
import dev.credence.node.hub.GgufFiles;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubClient;
import dev.credence.node.hub.HubRoutes;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import java.lang.foreign.MemorySegment;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The endpoints over real sockets, with a hub and a stand-in for what is behind them.
class OpenAiRoutesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final SecretKey PUBLISHER = SecretKey.ofSeed(Bytes.wrap(new byte[32]));
    private static final Speaker SPEAKER = new Speaker();
    private static final String ASKED = "\"model\":\"babble\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @TempDir
    private static Path folder;

    private static HttpListener listener;
    private static String modelId;

    @BeforeAll
    static void listen() throws Exception {
        World world = new SystemWorld();
        Hub hub = Hub.open(world.disk(), folder.resolve("hub"), Set.of(PUBLISHER.publicKey().id()));
        Routes routes = new Routes();
        HubRoutes.add(hub, world.clock(), routes);
        OpenAiRoutes.add(routes, world, hub, SPEAKER);
        listener = HttpListener.start("127.0.0.1", 0, routes);
        HubClient client = new HubClient(world.network(), URI.create(listener.url()));
        MemorySegment file = MemorySegment.ofArray(SpeakingModel.chat(1));
        Manifest manifest = GgufFiles.manifest(file, List.of(), "MIT");
        client.upload(file, manifest.model().sha256(), _ -> {});
        client.upload(manifest.encode());
        client.publish(new Release(ReleaseName.parse("babble@1"), manifest.id(), PUBLISHER.publicKey().id(), 1_795_000_000_000L).sign(PUBLISHER));
        modelId = manifest.id().hex();
    }

    @AfterAll
    static void close() {
        listener.close();
    }

    @AfterEach
    void restore() {
        SPEAKER.before = Optional.empty();
        SPEAKER.behind = Optional.empty();
        SPEAKER.waits = false;
        SPEAKER.asked.clear();
    }

    @Test
    void answersAChatWithItsReceiptInHeaderAndBody() throws Exception {
        HttpResponse<String> reply = post("/v1/chat/completions", "{" + ASKED + ",\"n\":2,\"seed\":7}");
        Json body = json(reply.body());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Credence-Receipt")).contains(Answers.text(body, "credence", "receipt"));
        assertThat(Answers.text(body, "model")).isEqualTo("babble@1");
        assertThat(Answers.text(body, "system_fingerprint")).isEqualTo("credence-test");
        assertThat(Answers.text(body, "choices", 1, "message", "content")).isEqualTo("one two three");
        assertThat(Answers.text(body, "credence", "token_ids", 1, 2)).isEqualTo("5");
        assertThat(SPEAKER.asked.take().request().parameters().seed()).isEqualTo(7);
    }

    @Test
    void streamsAChatAndTellsItsUsageOnceAnyway() throws Exception {
        HttpResponse<String> reply = post("/v1/chat/completions", "{" + ASKED + ",\"stream\":true}");
        List<Json> events = Answers.events(reply.body());
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(reply.headers().firstValue("Credence-Receipt")).contains(Answers.text(events.getLast(), "credence", "receipt"));
        assertThat(events.stream().map(event -> Answers.at(event, "choices", 0, "delta", "content").map(Answers::text).orElse("")))
                .containsExactly("", "one ", "two ", "three", "");
        assertThat(Answers.text(events.getLast(), "credence", "usage", "total_tokens")).isEqualTo("12");
        assertThat(reply.body()).endsWith("data: [DONE]\n\n");
        String withUsage = post("/v1/chat/completions", "{" + ASKED + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}").body();
        assertThat(Answers.text(Answers.events(withUsage).getLast(), "usage", "total_tokens")).isEqualTo("12");
    }

    @Test
    void answersCompletionsAndResponses() throws Exception {
        Json completion = json(post("/v1/completions", "{\"model\":\"babble@1\",\"prompt\":\"a\"}").body());
        assertThat(Answers.text(completion, "choices", 0, "text")).isEqualTo("one two three");
        assertThat(SPEAKER.asked.take().request().parameters().clock()).isEmpty();
        Json response = json(post("/v1/responses", "{\"model\":\"" + modelId + "\",\"input\":\"hi\",\"instructions\":\"be brief\"}").body());
        assertThat(Answers.text(response, "output", 0, "content", 0, "text")).isEqualTo("one two three");
        assertThat(Answers.text(response, "instructions")).isEqualTo("be brief");
        assertThat(SPEAKER.asked.take().request().parameters().clock()).hasSize(19);
        String events = post("/v1/responses", "{\"model\":\"babble\",\"input\":\"hi\",\"stream\":true}").body();
        assertThat(events).startsWith("event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0,").doesNotContain("[DONE]");
    }

    @Test
    void listsLanguageModelsUnderEveryName() throws Exception {
        Json list = json(get("/v1/models").body());
        assertThat(Answers.text(list, "object")).isEqualTo("list");
        assertThat(Answers.text(list, "data", 0, "id")).isEqualTo("babble@1");
        assertThat(Answers.text(list, "data", 0, "created")).isEqualTo("1795000000");
        for (String name : List.of("babble", "babble@1", "babble%401", modelId)) {
            assertThat(Answers.text(json(get("/v1/models/" + name).body()), "credence", "model")).isEqualTo(modelId);
        }
        for (String name : List.of("nobody", "a/b", "a%2Fb", "babble@9", "@")) {
            refused(get("/v1/models/" + name), 404, "invalid_request_error", "model", "model_not_found");
        }
    }

    @Test
    void refusesByNameWhatItDoesNotHonour() throws Exception {
        String path = "/v1/chat/completions";
        refused(post(path, "{" + ASKED + ",\"mirostat\":2}"), 400, "invalid_request_error", "mirostat", "unsupported_parameter");
        refused(post(path, "{" + ASKED + ",\"temperature\":\"hot\"}"), 400, "invalid_request_error", "temperature", "malformed");
        refused(post(path, "{" + ASKED.replace("babble", "nobody") + "}"), 404, "invalid_request_error", "model", "model_not_found");
        refused(post(path, "{\"model\":\"babble\",\"prompt\":\"a\"}"), 400, "invalid_request_error", "prompt", "malformed");
        refused(post(path, "{" + ASKED + ",\"credence\":{\"segments\":true}}"), 400, "invalid_request_error", "credence.segments", "malformed");
        refused(post(path, "{" + ASKED), 400, "invalid_request_error", "null", "malformed");
        refused(post(path, "[".repeat(100)), 400, "invalid_request_error", "null", "malformed");
        refused(post(path, ""), 400, "invalid_request_error", "null", "malformed");
        refused(post("/v1/responses", "{\"model\":\"babble\",\"input\":\"hi\",\"previous_response_id\":\"resp_1\"}"), 400, "invalid_request_error", "previous_response_id", "*");
        assertThat(SPEAKER.asked).isEmpty();
    }

    @Test
    void takesOnePolicyFromHeaderOrBody() throws Exception {
        String body = "{" + ASKED + ",\"credence\":{\"policy\":\"min-nines=1\"}}";
        assertThat(post("/v1/chat/completions", body, "Credence-Policy", "min-nines=1").statusCode()).isEqualTo(200);
        assertThat(SPEAKER.asked.take().wanted().named()).isTrue();
        refused(post("/v1/chat/completions", body, "Credence-Policy", "min-nines=2"), 400, "invalid_request_error", "credence.policy", "malformed");
        refused(post("/v1/chat/completions", "{" + ASKED + "}", "Credence-Policy", "nonsense"), 400, "invalid_request_error", "credence.policy", "malformed");
    }

    @Test
    void givesARefusalItsStatusWhetherStreamedOrNot() throws Exception {
        for (String stream : List.of("", ",\"stream\":true")) {
            SPEAKER.before = Optional.of(new ApiException(Fault.OVERLOADED, "every place is taken"));
            HttpResponse<String> full = post("/v1/chat/completions", "{" + ASKED + stream + "}");
            refused(full, 503, "overloaded_error", "null", "overloaded");
            assertThat(full.headers().firstValue("Retry-After")).isPresent();
            SPEAKER.before = Optional.of(new ApiException(Fault.UNPROCESSABLE, "at most two owners").coded("policy_unsatisfiable").of("credence.policy"));
            refused(post("/v1/chat/completions", "{" + ASKED + stream + "}"), 422, "invalid_request_error", "credence.policy", "policy_unsatisfiable");
            SPEAKER.before = Optional.of(new ApiException(Fault.UNPROCESSABLE, "a logit is not finite"));
            refused(post("/v1/chat/completions", "{" + ASKED + stream + "}"), 422, "invalid_request_error", "null", "unprocessable");
            SPEAKER.before = Optional.of(new ApiException(Fault.MALFORMED, "600 tokens").coded("context_length_exceeded").of("messages"));
            refused(post("/v1/chat/completions", "{" + ASKED + stream + "}"), 400, "invalid_request_error", "messages", "context_length_exceeded");
            SPEAKER.before = Optional.of(new ApiException(Fault.UPSTREAM_TIMEOUT, "too late"));
            refused(post("/v1/chat/completions", "{" + ASKED + stream + "}"), 504, "api_error", "null", "upstream_timeout");
        }
    }

    @Test
    void aFailureInTheMidstEndsAStreamWithoutItsLastWord() throws Exception {
        SPEAKER.behind = Optional.of(new ApiException(Fault.UPSTREAM, "the operator broke off"));
        String chat = post("/v1/chat/completions", "{" + ASKED + ",\"stream\":true}").body();
        assertThat(Answers.text(Answers.events(chat).getLast(), "error", "type")).isEqualTo("api_error");
        assertThat(chat).contains("one ").doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"stop\"");
        String response = post("/v1/responses", "{\"model\":\"babble\",\"input\":\"hi\",\"stream\":true}").body();
        assertThat(List.of(response.split("\n\n")).getLast()).startsWith("event: error\ndata: {\"type\":\"error\",\"sequence_number\":");
        refused(post("/v1/chat/completions", "{" + ASKED + "}"), 502, "api_error", "null", "upstream");
    }

    @Test
    void aCallerThatGoesAwayIsNoticedWithinASecond() throws Exception {
        SPEAKER.waits = true;
        for (String stream : List.of("", ",\"stream\":true")) {
            String body = "{" + ASKED + stream + "}";
            Socket socket = new Socket("127.0.0.1", listener.port());
            String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            assertThat(SPEAKER.asked.poll(5, TimeUnit.SECONDS)).isNotNull();
            socket.close();
            assertThat(SPEAKER.left.poll(1, TimeUnit.SECONDS)).isEqualTo("gone");
        }
    }

    private static void refused(HttpResponse<String> reply, int status, String type, String parameter, String code) throws Exception {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        Json error = Answers.at(json(reply.body()), "error").orElseThrow();
        assertThat(Answers.text(error, "message")).isNotEqualTo("nothing").doesNotContain("\n");
        assertThat(Answers.text(error, "type")).isEqualTo(type);
        assertThat(Answers.text(error, "param")).as(reply.body()).isEqualTo(parameter);
        if (!code.equals("*")) {
            assertThat(Answers.text(error, "code")).isEqualTo(code);
        }
    }

    private static Json json(String text) throws Exception {
        return IJson.parse(Bytes.ofUtf8(text), new JsonLimits(1 << 20, 32, 10_000));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(listener.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(listener.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
