package dev.credence.trials.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.trials.kit.SpeakingTrial;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: `langchain4j-open-ai` works unchanged against the gateway, and what it received verifies.
class LangChainTest {
    private static final List<FinishReason> ENDINGS = List.of(FinishReason.STOP, FinishReason.LENGTH);

    @TempDir
    private static Path folder;

    private static SpeakingTrial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = SpeakingTrial.start(folder);
    }

    @AfterAll
    static void everythingThatItReceivedVerifies() throws Exception {
        try {
            List<SpeakingTrial.Judged> judged = trial.judgeAll();
            assertThat(judged.size()).isGreaterThanOrEqualTo(4);
            judged.forEach(each -> OpenAiScriptsTest.requireVerified(each.report()));
        } finally {
            trial.close();
        }
    }

    private static OpenAiChatModel model(String name, int tokens) {
        return OpenAiChatModel.builder()
                .baseUrl(trial.baseUrl())
                .apiKey("none")
                .modelName(name)
                .maxTokens(tokens)
                .seed(7)
                .maxRetries(0)
                .build();
    }

    @Test
    void aStreamSaysWhatTheWholeAnswerSays() throws Exception {
        ChatResponse whole = model(SpeakingTrial.MODEL, 12).chat(UserMessage.from("what is red?"));
        assertThat(whole.metadata().finishReason()).isIn(ENDINGS);
        assertThat(whole.metadata().tokenUsage().totalTokenCount())
                .isEqualTo(whole.metadata().tokenUsage().inputTokenCount() + whole.metadata().tokenUsage().outputTokenCount());
        OpenAiStreamingChatModel streaming = OpenAiStreamingChatModel.builder()
                .baseUrl(trial.baseUrl())
                .apiKey("none")
                .modelName(SpeakingTrial.MODEL)
                .maxTokens(12)
                .seed(7)
                .build();
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        StringBuilder heard = new StringBuilder();
        streaming.chat("what is red?", new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String partial) {
                heard.append(partial);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }
        });
        ChatResponse joined = done.get(30, TimeUnit.SECONDS);
        assertThat(heard.toString()).isEqualTo(whole.aiMessage().text());
        assertThat(joined.metadata().finishReason()).isEqualTo(whole.metadata().finishReason());
        assertThat(joined.metadata().tokenUsage().totalTokenCount()).isEqualTo(whole.metadata().tokenUsage().totalTokenCount());
    }

    @Test
    void aRequiredToolIsCalled() {
        ToolSpecification paint = ToolSpecification.builder()
                .name("paint")
                .description("paints something")
                .parameters(JsonObjectSchema.builder().addEnumProperty("colour", List.of("red", "blue")).required("colour").additionalProperties(false).build())
                .build();
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("paint it"))
                .toolSpecifications(paint)
                .toolChoice(ToolChoice.REQUIRED)
                .build();
        ChatResponse answer = model(SpeakingTrial.MODEL, 96).chat(request);
        assertThat(answer.aiMessage().toolExecutionRequests().getFirst().name()).isEqualTo("paint");
        assertThat(answer.aiMessage().toolExecutionRequests().getFirst().arguments()).matches("\\{\"colour\":\"(red|blue)\"}");
        assertThat(answer.metadata().finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
    }

    @Test
    void refusalsHaveTheirTypes() {
        assertThatThrownBy(() -> model("nobody", 4).chat("hello")).isInstanceOf(ModelNotFoundException.class);
        assertThatThrownBy(() -> model(SpeakingTrial.MODEL, 4).chat("red ".repeat(40_000))).isInstanceOf(InvalidRequestException.class);
        assertThat(model(SpeakingTrial.MODEL, 4).chat("hello")).isNotNull();
    }
}
