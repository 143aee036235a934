package dev.credence.trials.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.inference.laws.SpeakingModel;
import dev.credence.trials.kit.SpeakingTrial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: a request for text that cannot be honoured is refused with its status, one sentence and the name of the field, whole and streamed; and
/// whoever asks next is answered.
class HostileTextTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String CHAT = "/v1/chat/completions";
    private static final String LOOPS = "{% for a in range(100000) %}{% for b in range(100000) %}{% for c in range(100000) %}{% endfor %}{% endfor %}{% endfor %}";
    private static final String PAINT = "{\"type\":\"function\",\"function\":{\"name\":\"paint\",\"parameters\":{\"type\":\"object\"}}}";

    @TempDir
    private static Path folder;

    private static SpeakingTrial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = SpeakingTrial.start(folder, 1, Map.of("looping", SpeakingModel.chat(2, LOOPS), "wordy", SpeakingModel.words(3)));
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    /// A request that must be refused.
    ///
    /// @param parameter the field that the refusal names, or a beginning of it; empty for none
    private record Bad(String name, String path, String body, int status, String parameter) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"fields", "contents", "bodies", "models"})
    void isRefusedByItsFieldAndDisturbsNobody(Bad bad) throws Exception {
        refused(bad, post(bad.path(), bad.body()));
        if (bad.body().startsWith("{\"model\"") && bad.body().endsWith("}")) {
            refused(bad, post(bad.path(), bad.body().substring(0, bad.body().length() - 1) + ",\"stream\":true}"));
        }
        assertThat(post(CHAT, chat("\"max_tokens\":1")).statusCode()).isEqualTo(200);
    }

    private static void refused(Bad bad, HttpResponse<String> reply) throws Exception {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(bad.status());
        JsonFields error = JsonFields.of("", IJson.parse(Bytes.ofUtf8(reply.body()), JsonLimits.ofBytes(1 << 16))).object("error");
        String message = error.string("message", 2_000);
        assertThat(message).isNotBlank().doesNotContain("\n").doesNotContain("Exception").doesNotContain("dev.credence");
        assertThat(error.string("type", 64)).isEqualTo("invalid_request_error");
        if (!bad.parameter().isEmpty()) {
            assertThat(error.string("param", 256)).as(message).startsWith(bad.parameter());
        }
    }

    private static Stream<Bad> fields() {
        return Stream.of(
                field("a parameter that nobody knows", "\"mirostat\":2", "mirostat"),
                field("an unknown parameter of our own", "\"credence\":{\"favour\":1}", "credence"),
                field("17 stops", "\"stop\":[" + "\"a\",".repeat(16) + "\"a\"]", "stop"),
                field("a stop of 257 characters", "\"stop\":\"" + "a".repeat(257) + "\"", "stop"),
                field("an empty stop", "\"stop\":[\"\"]", "stop"),
                field("a number of stops", "\"stop\":3", "stop"),
                field("nine choices", "\"n\":9", "n"),
                field("no choice", "\"n\":0", "n"),
                field("a hot temperature", "\"temperature\":101", "temperature"),
                field("a temperature in words", "\"temperature\":\"hot\"", "temperature"),
                field("a temperature beyond numbers", "\"temperature\":1e400", ""),
                field("no token", "\"max_tokens\":0", "max_tokens"),
                field("half a token", "\"max_tokens\":0.5", "max_tokens"),
                field("two limits", "\"max_tokens\":3,\"max_completion_tokens\":4", "max_"),
                field("a negative seed", "\"seed\":-1", "seed"),
                field("probabilities of nothing", "\"top_logprobs\":2", "top_logprobs"),
                field("21 probabilities", "\"logprobs\":true,\"top_logprobs\":21", "top_logprobs"),
                field("a bias that is no number", "\"logit_bias\":{\"3\":\"much\"}", "logit_bias"),
                field("a bias of no token", "\"logit_bias\":{\"x\":1}", "logit_bias"),
                field("a bias beyond the vocabulary", "\"logit_bias\":{\"99999\":1}", "logit_bias"),
                field("a picture to come", "\"modalities\":[\"image\"]", "modalities"),
                field("options that are none", "\"stream_options\":7", "stream_options"),
                field("a nonce cut short", "\"credence\":{\"nonce\":\"00\"}", "credence.nonce"),
                field("a policy that is none", "\"credence\":{\"policy\":\"be nice\"}", "credence.policy"),
                field("a wait that is none", "\"credence\":{\"wait\":\"long\"}", "credence"),
                new Bad("an echo", "/v1/completions", "{\"model\":\"babble\",\"prompt\":\"a\",\"echo\":true}", 400, "echo"),
                new Bad("a suffix", "/v1/completions", "{\"model\":\"babble\",\"prompt\":\"a\",\"suffix\":\"b\"}", 400, "suffix"),
                new Bad("a remembered response", "/v1/responses", "{\"model\":\"babble\",\"input\":\"a\",\"previous_response_id\":\"r\"}", 400, "previous_response_id"),
                new Bad("a stored response", "/v1/responses", "{\"model\":\"babble\",\"input\":\"a\",\"store\":true}", 400, "store"),
                new Bad("a tool of the web", "/v1/responses", "{\"model\":\"babble\",\"input\":\"a\",\"tools\":[{\"type\":\"web_search\"}]}", 400, "tools"));
    }

    private static Stream<Bad> contents() {
        return Stream.of(
                messages("no message", "[]"),
                messages("a message that is none", "[3]"),
                messages("a message without a role", "[{\"content\":\"a\"}]"),
                messages("a picture", "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]}]"),
                messages("1,025 messages", "[" + "{\"role\":\"user\",\"content\":\"a\"},".repeat(1_024) + "{\"role\":\"user\",\"content\":\"a\"}]"),
                messages("a prompt too long", "[{\"role\":\"user\",\"content\":\"" + "red ".repeat(40_000) + "\"}]"),
                field("129 tools", "\"tools\":[" + (PAINT + ",").repeat(128) + PAINT + "]", "tools"),
                field("two tools of one name", "\"tools\":[" + PAINT + "," + PAINT + "]", "tools"),
                field("a tool that is not given", "\"tools\":[" + PAINT + "],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"fly\"}}", "tool_choice"),
                field("a forced tool beside a form", "\"tools\":[" + PAINT + "],\"tool_choice\":\"required\",\"response_format\":{\"type\":\"json_object\"}", ""),
                field("a form of no kind", "\"response_format\":{\"type\":\"xml\"}", "response_format"),
                field("a schema that is none", "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"type\":\"banana\"}}}", "response_format"),
                field("a variable of the template's own", "\"chat_template_kwargs\":{\"messages\":\"a\"}", "chat_template_kwargs"),
                new Bad("a prompt without tokens", "/v1/completions", "{\"model\":\"babble\",\"prompt\":[]}", 400, "prompt"),
                new Bad("a token that does not exist", "/v1/completions", "{\"model\":\"babble\",\"prompt\":[99999]}", 400, "prompt"));
    }

    private static Stream<Bad> bodies() {
        String deep = "\"messages\":" + "[".repeat(100) + "]".repeat(100);
        return Stream.of(
                new Bad("nothing", CHAT, "", 400, ""),
                new Bad("no JSON", CHAT, "hello", 400, ""),
                new Bad("half a body", CHAT, "{\"model\":\"babble\",", 400, ""),
                new Bad("brackets without end", CHAT, "[".repeat(100_000), 400, ""),
                new Bad("arrays 100 deep", CHAT, "{\"model\":\"babble\"," + deep + "}", 400, ""),
                new Bad("one name twice", CHAT, "{\"model\":\"babble\",\"model\":\"babble\",\"messages\":[]}", 400, ""),
                new Bad("half a character", CHAT, chat("\"user\":\"\\ud800\""), 400, ""),
                new Bad("a body over 4 MiB", CHAT, " ".repeat((4 << 20) + 1), 413, ""),
                new Bad("a completion at the chat's address", CHAT, "{\"model\":\"babble\",\"prompt\":\"a\"}", 400, "prompt"),
                new Bad("no content at all", CHAT, "{\"model\":\"babble\"}", 400, ""));
    }

    private static Stream<Bad> models() {
        return Stream.of(
                new Bad("a template that loops", CHAT, chat("\"max_tokens\":1").replace("babble", "looping"), 400, ""),
                new Bad("a chat with a model that has no template", CHAT, chat("\"max_tokens\":1").replace("babble", "wordy"), 400, ""),
                new Bad("a model that nobody has", CHAT, chat("\"max_tokens\":1").replace("babble", "nobody"), 404, "model"),
                new Bad("a model above the folder", CHAT, chat("\"max_tokens\":1").replace("babble", "../../etc"), 404, "model"),
                new Bad("no model", CHAT, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}", 400, "model"));
    }

    @Test
    void aModelOfTensorsIsNotFoundHere() throws Exception {
        HttpResponse<String> reply = CLIENT.send(
                HttpRequest.newBuilder(URI.create(trial.trial().network().gatewayUrl() + "/v1/models/digits")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(404);
    }

    private static Bad field(String name, String field, String parameter) {
        return new Bad(name, CHAT, chat(field), 400, parameter);
    }

    private static Bad messages(String name, String messages) {
        return new Bad(name, CHAT, "{\"model\":\"babble\",\"messages\":" + messages + "}", 400, "messages");
    }

    private static String chat(String field) {
        return "{\"model\":\"babble\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]," + field + "}";
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(trial.trial().network().gatewayUrl() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
