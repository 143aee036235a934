package dev.credence.trials.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.credence.trials.kit.SpeakingTrial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the real `openai-java` works unchanged against the gateway, strict validation included, and what it received verifies.
// `seed` and further fields are deprecated in this client, and people use them.
@SuppressWarnings("deprecation")
class OpenAiJavaTest {
    @TempDir
    private static Path folder;

    private static SpeakingTrial trial;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws Exception {
        trial = SpeakingTrial.start(folder);
        client = OpenAIOkHttpClient.builder().apiKey("none").baseUrl(trial.baseUrl()).maxRetries(0).build();
    }

    @AfterAll
    static void everythingThatItReceivedVerifies() throws Exception {
        try {
            List<SpeakingTrial.Judged> judged = trial.judgeAll();
            assertThat(judged.size()).isGreaterThanOrEqualTo(8);
            judged.forEach(each -> OpenAiScriptsTest.requireVerified(each.report()));
        } finally {
            client.close();
            trial.close();
        }
    }

    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder()
                .model(SpeakingTrial.MODEL)
                .addUserMessage("what is red?")
                .maxCompletionTokens(12)
                .seed(7);
    }

    private static ChatCompletion whole(ChatCompletionCreateParams params) {
        return client.chat().completions().create(params).validate();
    }

    @Test
    void aChatPassesItsValidationAndNamesItsReceiptTwice() {
        try (HttpResponseFor<ChatCompletion> raw = client.chat().completions().withRawResponse().create(chat().n(2).build())) {
            ChatCompletion answer = raw.parse().validate();
            assertThat(answer.choices()).hasSize(2);
            assertThat(answer.usage().orElseThrow().totalTokens())
                    .isEqualTo(answer.usage().orElseThrow().promptTokens() + answer.usage().orElseThrow().completionTokens());
            assertThat(raw.headers().values("Credence-Receipt")).containsExactly(receipt(answer._additionalProperties()));
        }
    }

    private static String receipt(Map<String, JsonValue> more) {
        return (String) more.get("credence").convert(Map.class).get("receipt");
    }

    @Test
    void aStreamAccumulatesToTheWholeAnswer() {
        ChatCompletion whole = whole(chat().logprobs(true).topLogprobs(2).build());
        ChatCompletionCreateParams params = chat().logprobs(true).topLogprobs(2)
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream = client.chat().completions().createStreaming(params)) {
            stream.stream().map(ChatCompletionChunk::validate).forEach(accumulator::accumulate);
        }
        ChatCompletion joined = accumulator.chatCompletion();
        assertThat(joined.choices().getFirst().message().content()).isEqualTo(whole.choices().getFirst().message().content());
        assertThat(joined.choices().getFirst().logprobs().orElseThrow().content())
                .isEqualTo(whole.choices().getFirst().logprobs().orElseThrow().content());
        assertThat(joined.usage()).isEqualTo(whole.usage());
    }

    @Test
    void aForcedToolIsCalledWholeAndStreamed() {
        FunctionParameters parameters = FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("colour", Map.of("enum", List.of("red", "blue")))))
                .putAdditionalProperty("required", JsonValue.from(List.of("colour")))
                .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                .build();
        ChatCompletionCreateParams params = chat().maxCompletionTokens(96)
                .addFunctionTool(FunctionDefinition.builder().name("paint").parameters(parameters).build())
                .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                .build();
        ChatCompletion whole = whole(params);
        var call = whole.choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
        assertThat(call.function().name()).isEqualTo("paint");
        assertThat(call.function().arguments()).matches("\\{\"colour\":\"(red|blue)\"}");
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream = client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        var joined = accumulator.chatCompletion().choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
        assertThat(joined.function()).isEqualTo(call.function());
    }

    @Test
    void aCompletionPassesItsValidation() {
        CompletionCreateParams params = CompletionCreateParams.builder()
                .model(SpeakingTrial.MODEL)
                .prompt("the sun")
                .maxTokens(8)
                .logprobs(2)
                .build();
        Completion answer = client.completions().create(params).validate();
        assertThat(answer.choices().getFirst().logprobs().orElseThrow().tokens().orElseThrow())
                .hasSize((int) answer.usage().orElseThrow().completionTokens());
    }

    @Test
    void aResponsePassesItsValidationWholeAndStreamed() {
        ResponseCreateParams params = ResponseCreateParams.builder()
                .model(SpeakingTrial.MODEL)
                .input("what is red?")
                .instructions("be brief")
                .maxOutputTokens(16)
                .temperature(0)
                .build();
        Response whole = client.responses().create(params).validate();
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
            stream.stream().map(ResponseStreamEvent::validate).forEach(accumulator::accumulate);
        }
        assertThat(accumulator.response().output().getFirst().asMessage().content().getFirst().asOutputText().text())
                .isEqualTo(whole.output().getFirst().asMessage().content().getFirst().asOutputText().text());
    }

    @Test
    void modelsAreListedAndShown() {
        assertThat(client.models().list().data()).anyMatch(model -> model.id().equals(SpeakingTrial.MODEL + "@1"));
        assertThat(client.models().retrieve(SpeakingTrial.MODEL).validate().id()).isEqualTo(SpeakingTrial.MODEL + "@1");
    }

    @Test
    void refusalsHaveTheirTypesCodesAndParameters() {
        assertThatThrownBy(() -> whole(chat().model("nobody").build())).isInstanceOfSatisfying(NotFoundException.class, refusal -> {
            assertThat(refusal.code()).contains("model_not_found");
            assertThat(refusal.param()).contains("model");
        });
        assertThatThrownBy(() -> whole(chat().putAdditionalBodyProperty("mirostat", JsonValue.from(2)).build()))
                .isInstanceOfSatisfying(BadRequestException.class, refusal -> assertThat(refusal.param()).contains("mirostat"));
        assertThatThrownBy(() -> whole(chat().putAdditionalHeader("Credence-Policy", "require=replay>=32").build()))
                .isInstanceOfSatisfying(UnprocessableEntityException.class, refusal -> assertThat(refusal.code()).contains("policy_unsatisfiable"));
    }
}
