package dev.credence.verification.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;

// Goal: a request of the Responses API is the chat request that means the same, in content and parameters.
class ResponsesTranslationTest {
    private static TextRequestBody read(String json) throws MalformedException {
        return TextRequestBody.decode(Bytes.ofUtf8(json));
    }

    private static void refuses(String more, String path) {
        assertThatThrownBy(() -> read("{\"model\":\"smol\",\"input\":\"Hi\"," + more + "}"))
                .as(more)
                .isInstanceOfSatisfying(MalformedException.class, refused -> assertThat(refused.path()).isEqualTo(path));
    }

    @Test
    void becomesTheChatRequestThatMeansTheSame() throws Exception {
        TextRequestBody responses = read("{\"model\":\"smol\",\"instructions\":\"Be kind.\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]},"
                + "{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Let me see.\",\"annotations\":[],\"logprobs\":[]}]},"
                + "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"c1\",\"name\":\"weather\",\"arguments\":\"{}\",\"status\":\"completed\"},"
                + "{\"type\":\"function_call\",\"call_id\":\"c2\",\"name\":\"weather\",\"arguments\":\"{}\"},"
                + "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"rain\"}],"
                + "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"description\":\"tells\",\"parameters\":{\"type\":\"object\"},\"strict\":true}],"
                + "\"tool_choice\":{\"type\":\"function\",\"name\":\"weather\"},\"max_output_tokens\":7,\"temperature\":0.5,\"store\":false,\"previous_response_id\":null}");
        String call = "{\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}";
        TextRequestBody chat = read("{\"model\":\"smol\",\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]},"
                + "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Let me see.\"}],\"tool_calls\":[" + call.formatted("c1") + "," + call.formatted("c2") + "]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"rain\"}],"
                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"description\":\"tells\",\"parameters\":{\"type\":\"object\"},\"strict\":true}}],"
                + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}},\"max_tokens\":7,\"temperature\":0.5}");

        assertThat(responses.api()).isEqualTo(TextApi.RESPONSES);
        assertThat(responses.content()).isEqualTo(chat.content());
        assertThat(responses.named()).isEqualTo(chat.named());
    }

    @Test
    void takesATextAndAFormat() throws Exception {
        TextRequestBody responses = read("{\"model\":\"smol\",\"input\":\"Hi\",\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"a\",\"schema\":{\"type\":\"object\"},\"strict\":true}}}");
        TextRequestBody chat = read("{\"model\":\"smol\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"type\":\"object\"},\"strict\":true}}}");

        assertThat(responses.content()).isEqualTo(chat.content());
    }

    @Test
    void refusesByNameWhatWouldNeedAMemoryOrIsNotHonoured() {
        refuses("\"previous_response_id\":\"resp_1\"", "previous_response_id");
        refuses("\"conversation\":\"conv_1\"", "conversation");
        refuses("\"background\":true", "background");
        refuses("\"store\":true", "store");
        refuses("\"prompt\":{\"id\":\"p\"}", "prompt");
        refuses("\"include\":[\"reasoning.encrypted_content\"]", "include");
        refuses("\"tools\":[{\"type\":\"web_search\"}]", "tools[0].type");
        refuses("\"truncation\":\"auto\"", "truncation");
        refuses("\"n\":2", "n");
        for (String name : List.of("reasoning", "max_tool_calls", "top_logprobs", "messages_", "max_tokens", "response_format")) {
            refuses("\"" + name + "\":1", name);
        }
    }

    @Test
    void complainsInTheTermsOfItsOwnFields() {
        refuses("\"max_output_tokens\":0", "max_output_tokens");
        refuses("\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"a\"}}", "text.format.schema");
        refuses("\"text\":{\"verbosity\":\"low\"}", "text");
        refuses("\"tools\":[{\"type\":\"function\",\"name\":\"a\"}],\"tool_choice\":{\"type\":\"function\",\"name\":\"b\"}", "tool_choice.name");
        assertThatThrownBy(() -> read("{\"model\":\"smol\",\"input\":[{\"type\":\"reasoning\"}]}"))
                .isInstanceOfSatisfying(MalformedException.class, refused -> assertThat(refused.path()).isEqualTo("input[0].type"));
        assertThatThrownBy(() -> read("{\"model\":\"smol\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\"}]}]}"))
                .isInstanceOfSatisfying(MalformedException.class, refused -> assertThat(refused.path()).isEqualTo("input[0].content[0].type"));
    }
}
