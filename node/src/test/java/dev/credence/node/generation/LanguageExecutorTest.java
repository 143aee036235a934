package dev.credence.node.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.laws.SpeakingModel;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.world.SystemWorld;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextParameters;
import dev.credence.verification.body.TextApi;
import dev.credence.verification.body.TextEffective;
import dev.credence.verification.body.TextRequestBody;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers of a small model that babbles: what is heard joins to what is kept, hints change nothing, refusals name their field.
class LanguageExecutorTest {
    private static final Digest ID = Sha256.of(Bytes.ofUtf8("model"));
    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi there\"}],\"max_tokens\":40";
    private static final String WORDS = "{\"model\":\"m\",\"prompt\":\"once upon\",\"max_tokens\":40";

    private LanguageHost host;
    private TextExecutor model;

    @BeforeEach
    void load() throws Exception {
        host = new LanguageHost(new SystemWorld().tasks(), 1);
        model = host.load(ID, GgufReader.decode(MemorySegment.ofArray(SpeakingModel.chat(1))));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static TextRequest request(String body) throws Exception {
        TextRequestBody read = TextRequestBody.decode(Bytes.ofUtf8(body));
        String clock = read.api() == TextApi.COMPLETION ? "" : "2026-11-23T11:05:00";
        TextParameters parameters =
                TextEffective.of(read, ID, new Release("m", "1"), new TextParameters.Drawn(Bytes.of(new byte[16]), 7, clock));
        return new TextRequest(read.content(), parameters);
    }

    @Test
    void whatIsHeardJoinsToWhatIsKept() throws Exception {
        for (String body : List.of(CHAT + "}", CHAT + ",\"n\":3}", CHAT + ",\"logprobs\":true,\"top_logprobs\":3}", WORDS + ",\"logprobs\":2,\"n\":2}")) {
            List<TextDelta> heard = new ArrayList<>();
            TextAnswer answer = model.run(request(body), List.of(), heard::add);
            for (int i = 0; i < answer.record().choices().size(); i++) {
                Choice choice = answer.record().choices().get(i);
                int index = i;
                List<TextDelta> own = heard.stream().filter(delta -> delta.choice() == index).toList();
                StringBuilder text = new StringBuilder();
                List<Integer> ids = new ArrayList<>();
                own.forEach(delta -> {
                    text.append(delta.text());
                    ids.addAll(delta.ids());
                });
                assertThat(text.toString()).isEqualTo(choice.text());
                assertThat(ids).isEqualTo(choice.tokens().ids());
                assertThat(own.stream().filter(delta -> delta.logprobs().isPresent()).count())
                        .isEqualTo(body.contains("logprobs") ? ids.size() : 0);
                assertThat(choice.role()).isEqualTo(body.startsWith(CHAT));
            }
            assertThat(answer.record().usage().completion()).isEqualTo(answer.record().tokens());
        }
    }

    @Test
    void logProbabilitiesStandInTheFormOfTheApi() throws Exception {
        Choice chat = model.run(request(CHAT + ",\"logprobs\":true,\"top_logprobs\":2}"), List.of(), TextProgress.NONE).record().choices().getFirst();
        JsonObject token = (JsonObject) ((JsonArray) chat.logprobs().orElseThrow()).get(0);
        assertThat(token.keys()).containsExactly("token", "logprob", "bytes", "top_logprobs");
        assertThat(((JsonArray) token.get("top_logprobs").orElseThrow()).size()).isEqualTo(2);
        Choice words = model.run(request(WORDS + ",\"logprobs\":2}"), List.of(), TextProgress.NONE).record().choices().getFirst();
        JsonObject columns = (JsonObject) words.logprobs().orElseThrow();
        assertThat(columns.keys()).containsExactly("tokens", "token_logprobs", "top_logprobs", "text_offset");
    }

    @Test
    void whatIsToldChangesNothing() throws Exception {
        TextRequest request = request(CHAT + ",\"n\":2}");
        TextAnswer alone = model.run(request, List.of(), TextProgress.NONE);
        List<Integer> first = alone.record().choices().getFirst().tokens().ids();
        List<Integer> second = alone.record().choices().get(1).tokens().ids();
        List<List<List<Integer>>> tellings = List.of(
                List.of(first, second), List.of(second, first), List.of(first), List.of(List.of(), second), List.of(List.of(1_000_000, -1)));
        for (List<List<Integer>> told : tellings) {
            TextAnswer again = model.run(request, told, TextProgress.NONE);
            assertThat(again.record()).isEqualTo(alone.record());
            assertThat(again.trace().root()).isEqualTo(alone.trace().root());
            assertThat(again.fingerprint()).isEqualTo(alone.fingerprint());
        }
    }

    @Test
    void refusalsNameTheirField() throws Exception {
        assertThatThrownBy(() -> model.run(request(WORDS + ",\"logit_bias\":{\"64\":1}}"), List.of(), TextProgress.NONE))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.parameter()).contains("logit_bias"))
                .hasMessageContaining("from 0 to 63, found 64");
        String longPrompt = "{\"model\":\"m\",\"prompt\":\"" + "a".repeat(600) + "\"}";
        assertThatThrownBy(() -> model.run(request(longPrompt), List.of(), TextProgress.NONE))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("context_length_exceeded");
                    assertThat(refused.parameter()).contains("prompt");
                    assertThat(refused.fault()).isEqualTo(Fault.MALFORMED);
                });
        TextExecutor words = host.load(ID, GgufReader.decode(MemorySegment.ofArray(SpeakingModel.words(1))));
        assertThatThrownBy(() -> words.run(request(CHAT + "}"), List.of(), TextProgress.NONE)).hasMessageContaining("no chat template");
    }

    @Test
    void whoStopsListeningFreesThePlaceAtOnce() throws Exception {
        TextRequest endless = request(WORDS.replace("40", "500") + ",\"logit_bias\":{\"2\":-100,\"4\":-100}}");
        AtomicInteger deltas = new AtomicInteger();
        assertThatThrownBy(() -> model.run(endless, List.of(), _ -> {
                    if (deltas.incrementAndGet() == 3) {
                        throw new IOException("gone");
                    }
                }))
                .hasMessage("gone");
        assertThat(model.load()).isZero();
        assertThatThrownBy(() -> model.run(endless, List.of(), new TextProgress() {
                    @Override
                    public void delta(TextDelta delta) {}

                    @Override
                    public boolean isStopped() {
                        return true;
                    }
                }))
                .isInstanceOf(IOException.class);
        assertThat(model.load()).isZero();
    }

    @Test
    void whoIsClosedTellsThoseWhoWait() throws Exception {
        TextRequest endless = request(WORDS.replace("40", "500") + ",\"n\":8,\"logit_bias\":{\"2\":-100,\"4\":-100}}");
        assertThatThrownBy(() -> model.run(endless, List.of(), _ -> host.close()))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.fault().status()).isGreaterThanOrEqualTo(422));
        assertThatThrownBy(() -> model.run(endless, List.of(), TextProgress.NONE))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.fault()).isEqualTo(Fault.OVERLOADED));
    }

    @Test
    void forcedCallsComeAsCallsWithIdsOfTheRequest() throws Exception {
        String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"go\",\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[1,2]}},"
                + "\"required\":[\"a\"],\"additionalProperties\":false}}}],\"tool_choice\":\"required\"}";
        List<TextDelta> heard = new ArrayList<>();
        TextAnswer answer = model.run(request(CHAT.replace("40", "100") + tools), List.of(), heard::add);
        Choice choice = answer.record().choices().getFirst();
        if (choice.tokens().calls().isEmpty()) {
            assertThat(choice.finish().token()).isEqualTo("length");
            return;
        }
        assertThat(choice.tokens().calls().getFirst().name()).isEqualTo("go");
        assertThat(choice.tokens().calls().getFirst().id()).matches("call_[0-9a-f]{24}");
        assertThat(IJson.parse(Bytes.ofUtf8(choice.tokens().calls().getFirst().arguments()), JsonLimits.ofBytes(1_000))).isInstanceOf(JsonObject.class);
        assertThat(heard.stream().flatMap(delta -> delta.calls().stream()).toList()).isEqualTo(choice.tokens().calls());
        assertThat(choice.finish().token()).isEqualTo("tool_calls");
    }
}
