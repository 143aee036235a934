package dev.credence.node.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.FinishReason;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerBodyTest {
    private static final ToolCall CALL = new ToolCall("call_1", "paint", "{\"colour\":\"red\"}");

    @Test
    void aChatHasEveryFieldThatStrictClientsAskFor() {
        TextAnswerRecord record = Answers.record(Answers.choice(Api.CHAT, "Red.", FinishReason.STOP));
        JsonObject body = ChatBody.write(Answers.head(Api.CHAT), Answers.ending(record));
        assertThat(body.keys())
                .containsExactly("id", "object", "created", "model", "system_fingerprint", "choices", "usage", "credence");
        assertThat(Answers.text(body, "object")).isEqualTo("chat.completion");
        assertThat(Answers.text(body, "choices", 0, "message", "content")).isEqualTo("Red.");
        assertThat(Answers.text(body, "choices", 0, "finish_reason")).isEqualTo("stop");
        assertThat(Answers.text(body, "choices", 0, "logprobs")).isEqualTo("null");
        assertThat(Answers.text(body, "usage", "total_tokens")).isEqualTo("7");
    }

    @Test
    void aChatsContentIsNullBesideCallsAlone() {
        TextAnswerRecord alone = Answers.record(Answers.choice(Api.CHAT, "", FinishReason.TOOL_CALLS, CALL));
        Json body = ChatBody.write(Answers.head(Api.CHAT), Answers.ending(alone));
        assertThat(Answers.text(body, "choices", 0, "message", "content")).isEqualTo("null");
        assertThat(Answers.text(body, "choices", 0, "message", "tool_calls", 0, "function", "arguments")).isEqualTo("{\"colour\":\"red\"}");
        TextAnswerRecord empty = Answers.record(Answers.choice(Api.CHAT, "", FinishReason.STOP));
        assertThat(Answers.text(ChatBody.write(Answers.head(Api.CHAT), Answers.ending(empty)), "choices", 0, "message", "content"))
                .isEmpty();
    }

    @Test
    void aCompletionHoldsItsTextAndProbabilitiesAsThatApiDoes() {
        TextAnswerRecord record = Answers.record(Answers.choice(Api.COMPLETION, " red", FinishReason.LENGTH));
        Json body = CompletionBody.write(Answers.head(Api.COMPLETION), Answers.ending(record));
        assertThat(Answers.text(body, "object")).isEqualTo("text_completion");
        assertThat(Answers.text(body, "choices", 0, "text")).isEqualTo(" red");
        assertThat(Answers.text(body, "choices", 0, "finish_reason")).isEqualTo("length");
    }

    @Test
    void aResponseRepeatsWhatWasAskedAndHoldsMessageAndCalls() throws Exception {
        JsonObject asked = (JsonObject) IJson.parse(
                Bytes.ofUtf8("{\"instructions\":\"be brief\",\"temperature\":0.5,\"tools\":[{\"type\":\"function\",\"name\":\"paint\"}],\"user\":null}"),
                new JsonLimits(1000, 8, 100));
        TextAnswerRecord record = Answers.record(Answers.choice(Api.RESPONSES, "Painting.", FinishReason.TOOL_CALLS, CALL));
        Json body = new ResponseBody(Answers.head(Api.RESPONSES), asked).write(Answers.ending(record));
        assertThat(Answers.text(body, "instructions")).isEqualTo("be brief");
        assertThat(Answers.at(body, "temperature")).isEqualTo(asked.get("temperature"));
        assertThat(Answers.at(body, "tools")).isEqualTo(asked.get("tools"));
        assertThat(Answers.text(body, "user")).isEqualTo("null");
        assertThat(Answers.text(body, "status")).isEqualTo("completed");
        assertThat(Answers.text(body, "output", 0, "content", 0, "text")).isEqualTo("Painting.");
        assertThat(Answers.text(body, "output", 1, "call_id")).isEqualTo("call_1");
        assertThat(Answers.text(body, "usage", "input_tokens")).isEqualTo("5");
        TextAnswerRecord alone = Answers.record(Answers.choice(Api.RESPONSES, "", FinishReason.TOOL_CALLS, CALL));
        Json calls = new ResponseBody(Answers.head(Api.RESPONSES), JsonObject.EMPTY).write(Answers.ending(alone));
        assertThat(Answers.text(calls, "output", 0, "type")).isEqualTo("function_call");
    }

    @Test
    void aResponseThatIsCutSaysSo() {
        TextAnswerRecord record = Answers.record(Answers.choice(Api.RESPONSES, "Red a", FinishReason.LENGTH));
        Json body = new ResponseBody(Answers.head(Api.RESPONSES), JsonObject.EMPTY).write(Answers.ending(record));
        assertThat(List.of(Answers.text(body, "status"), Answers.text(body, "incomplete_details", "reason"), Answers.text(body, "output", 0, "status")))
                .containsExactly("incomplete", "max_output_tokens", "incomplete");
    }
}
