package dev.credence.verification.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TextParameters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

// Goal: a body has one reading; what is named stands in the parameters in its one spelling; what is not honoured is refused by name.
class TextRequestBodyTest {
    private static final String USER = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String TOOLS = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]";
    private static final TextParameters.Drawn FRESH = new TextParameters.Drawn(Bytes.of(new byte[16]), 9, "2026-11-23T11:05:00");

    private static TextRequestBody read(String json) throws MalformedException {
        return TextRequestBody.decode(Bytes.ofUtf8(json));
    }

    private static TextRequestBody chat(String more) throws MalformedException {
        return read("{\"model\":\"smol\"," + USER + (more.isEmpty() ? "" : "," + more) + "}");
    }

    private static TextParameters effective(TextRequestBody body) {
        return TextEffective.of(body, Sha256.of(Bytes.ofUtf8("model")), new Release("smol", "1"), FRESH);
    }

    private static void refuses(String json, String path) {
        assertThatThrownBy(() -> read(json))
                .as(json)
                .isInstanceOfSatisfying(MalformedException.class, refused -> assertThat(refused.path()).isEqualTo(path));
    }

    private static void refusesChat(String more, String path) {
        refuses("{\"model\":\"smol\"," + USER + "," + more + "}", path);
    }

    @Test
    void fillsInTheTablesValuesAndWhatIsDrawn() throws Exception {
        assertThat(JsonWriter.write(effective(chat("")).json()).utf8())
                .isEqualTo("{\"clock\":\"2026-11-23T11:05:00\",\"frequency_penalty\":\"0\",\"logit_bias\":{},\"logprobs\":-1,\"max_tokens\":2147483647,"
                        + "\"min_p\":\"0\",\"model\":\"" + Sha256.of(Bytes.ofUtf8("model")).hex() + "\",\"n\":1,\"nonce\":\"00000000000000000000000000000000\","
                        + "\"parallel_tool_calls\":true,\"presence_penalty\":\"0\",\"release\":\"smol@1\",\"repetition_penalty\":\"1\",\"seed\":\"9\",\"stop\":[],"
                        + "\"temperature\":\"1\",\"tool_choice\":\"none\",\"top_k\":0,\"top_p\":\"1\"}");
        TextParameters completion = effective(read("{\"model\":\"smol\",\"prompt\":\"Once\"}"));
        assertThat(completion.clock()).isEmpty();
        assertThat(completion.form().tokensMax()).isEqualTo(16);
        assertThat(effective(chat(TOOLS)).form().tools().choice().text()).isEqualTo("auto");
    }

    @Test
    void takesWhatIsNamedInItsOneSpelling() throws Exception {
        TextRequestBody body = chat(TOOLS + ",\"frequency_penalty\":0.50,\"presence_penalty\":-1,\"repetition_penalty\":1.1e0,\"min_p\":5e-2,\"top_p\":0.9,"
                + "\"temperature\":0,\"top_k\":40,\"n\":2,\"logit_bias\":{\"7\":-100,\"10\":1.0},\"logprobs\":true,\"top_logprobs\":3,\"max_tokens\":5,"
                + "\"max_completion_tokens\":5,\"seed\":\"18446744073709551615\",\"stop\":\"END\",\"parallel_tool_calls\":false,"
                + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}},"
                + "\"credence\":{\"nonce\":\"000102030405060708090a0b0c0d0e0f\",\"height\":5,\"clock\":\"2024-02-29T00:00:00\",\"policy\":\"groups>=1\",\"wait\":\"none\",\"segments\":true,\"avoid\":[\"" + Sha256.of(Bytes.ofUtf8("operator")).hex() + "\"]},"
                + "\"stream\":true,\"stream_options\":{\"include_usage\":true},\"user\":\"me\",\"metadata\":{\"a\":\"b\"},\"store\":false,\"service_tier\":\"auto\"");

        assertThat(JsonWriter.write(effective(body).json()).utf8())
                .isEqualTo("{\"clock\":\"2024-02-29T00:00:00\",\"frequency_penalty\":\"0.5\",\"logit_bias\":{\"10\":\"1\",\"7\":\"-100\"},\"logprobs\":3,\"max_tokens\":5,"
                        + "\"min_p\":\"0.05\",\"model\":\"" + Sha256.of(Bytes.ofUtf8("model")).hex() + "\",\"n\":2,\"nonce\":\"000102030405060708090a0b0c0d0e0f\","
                        + "\"parallel_tool_calls\":false,\"presence_penalty\":\"-1\",\"release\":\"smol@1\",\"repetition_penalty\":\"1.1\",\"seed\":\"18446744073709551615\",\"stop\":[\"END\"],"
                        + "\"temperature\":\"0\",\"tool_choice\":\"function:weather\",\"top_k\":40,\"top_p\":\"0.9\"}");
        assertThat(body.named().height()).hasValue(5);
        assertThat(body.delivery()).isEqualTo(new TextDelivery(true, true, true, java.util.List.of(Sha256.of(Bytes.ofUtf8("operator")))));
        assertThat(body.asked().policy()).contains("groups>=1");
        assertThat(body.asked().waitFor()).contains("none");
    }

    @Test
    void twoSpellingsOfOneContentAreOne() throws Exception {
        TextRequestBody plain = chat("\"temperature\":0.5");
        TextRequestBody other = read(" {\"temperature\": 5e-1, \"messages\":[{\"content\":\"\\u0048\\u0069\",\"role\":\"us\\u0065r\"}], \"mod\\u0065l\":\"smol\", \"stop\":null}\n");

        assertThat(other.content()).isEqualTo(plain.content());
        assertThat(new EffectiveRequest(other.content(), effective(other)).digest())
                .isEqualTo(new EffectiveRequest(plain.content(), effective(plain)).digest());
    }

    @Test
    void aKeyThatStandsTwiceIsRefusedHoweverItIsSpelled() {
        assertThatThrownBy(() -> chat("\"n\":1,\"n\":2")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> chat("\"n\":1,\"\\u006e\":2")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> read("{\"model\":\"smol\",\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"c\\u006fntent\":\"b\"}]}"))
                .isInstanceOf(MalformedException.class);
        refusesChat("\"prompt\":\"Once\"", "prompt");
        refusesChat("\"input\":\"Once\"", "input");
        refuses("{\"model\":\"smol\"}", "");
        refuses("[]", "");
        assertThatThrownBy(() -> TextRequestBody.decode(TextApi.COMPLETION, Bytes.ofUtf8("{\"model\":\"smol\"," + USER + "}"))).isInstanceOf(MalformedException.class);
    }

    @Test
    void refusesWhatItWouldHaveToIgnoreByName() {
        for (String name : List.of("functions", "function_call", "reasoning_effort", "verbosity", "audio", "prediction", "web_search_options", "suffix", "best_of", "echo", "unknown")) {
            refusesChat("\"" + name + "\":1", name);
        }
        String prompt = "{\"model\":\"smol\",\"prompt\":\"Once\",";
        refuses(prompt + "\"suffix\":\"\"}", "suffix");
        refuses(prompt + "\"echo\":true}", "echo");
        refuses(prompt + "\"best_of\":2}", "best_of");
        refuses(prompt + "\"tools\":[]}", "tools");
        refuses(prompt + "\"credence\":{\"clock\":\"2024-02-29T00:00:00\"}}", "credence.clock");
        refusesChat("\"modalities\":[\"text\",\"audio\"]", "modalities");
        refusesChat("\"service_tier\":\"priority\"", "service_tier");
        refusesChat("\"stream_options\":{\"include_obfuscation\":true}", "stream_options.include_obfuscation");
        refusesChat("\"credence\":{\"other\":1}", "credence");
    }

    @Test
    void refusesValuesOutOfTheirBoundsByName() {
        Map<String, String> defects = new TreeMap<>();
        defects.put("\"temperature\":101", "temperature");
        defects.put("\"temperature\":\"0.5\"", "temperature");
        defects.put("\"temperature\":0.0001", "temperature");
        defects.put("\"top_p\":1.5", "top_p");
        defects.put("\"min_p\":-0.1", "min_p");
        defects.put("\"frequency_penalty\":-101", "frequency_penalty");
        defects.put("\"repetition_penalty\":0", "repetition_penalty");
        defects.put("\"top_k\":1.0", "top_k");
        defects.put("\"n\":9", "n");
        defects.put("\"max_tokens\":0", "max_tokens");
        defects.put("\"max_tokens\":4,\"max_completion_tokens\":5", "max_completion_tokens");
        defects.put("\"logit_bias\":{\"x\":1}", "logit_bias.x");
        defects.put("\"logit_bias\":{\"1\":101}", "logit_bias.1");
        defects.put("\"logit_bias\":[]", "logit_bias");
        defects.put("\"logprobs\":2", "logprobs");
        defects.put("\"top_logprobs\":2", "top_logprobs");
        defects.put("\"logprobs\":true,\"top_logprobs\":21", "top_logprobs");
        defects.put("\"seed\":-1", "seed");
        defects.put("\"seed\":\"01\"", "seed");
        defects.put("\"stop\":[\"\"]", "stop");
        defects.put("\"stop\":[1]", "stop[0]");
        defects.put("\"tool_choice\":\"auto\"", "tool_choice");
        defects.put("\"tool_choice\":\"sometimes\"", "tool_choice");
        defects.put(TOOLS + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"other\"}}", "tool_choice.function.name");
        defects.put(TOOLS + ",\"tool_choice\":\"required\",\"response_format\":{\"type\":\"json_object\"}", "tool_choice");
        defects.put("\"credence\":{\"nonce\":\"00\"}", "credence.nonce");
        defects.put("\"credence\":{\"clock\":\"noon\"}", "credence.clock");
        defects.put("\"credence\":{\"height\":-1}", "credence.height");
        defects.put("\"stream\":1", "stream");
        defects.forEach(TextRequestBodyTest::refusesChat);
    }

    @Test
    void refusesContentThatItDoesNotReadByItsPlace() {
        String model = "{\"model\":\"smol\",";
        refuses(model + "\"messages\":[]}", "messages");
        refuses(model + "\"messages\":[{\"content\":\"Hi\"}]}", "messages[0].role");
        refuses(model + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]}]}", "messages[0].content[0].type");
        refuses(model + "\"messages\":[{\"role\":\"user\",\"content\":1}]}", "messages[0].content");
        refuses(model + "\"prompt\":[]}", "prompt");
        refuses(model + "\"prompt\":[-1]}", "prompt");
        refuses(model + "\"prompt\":[\"a\",\"b\"]}", "prompt");
        refusesChat("\"tools\":[{\"type\":\"web_search\"}]", "tools[0].type");
        refusesChat("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}]", "tools[0].function.name");
        refusesChat(TOOLS.replace("]", ",") + TOOLS.substring(TOOLS.indexOf('[') + 1), "tools[1].function.name");
        refusesChat("\"response_format\":{\"type\":\"xml\"}", "response_format.type");
        refusesChat("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\"}}", "response_format.json_schema.schema");
        refusesChat("\"chat_template_kwargs\":{\"messages\":\"x\"}", "chat_template_kwargs.messages");
        refusesChat("\"chat_template_kwargs\":{\"documents\":null}", "chat_template_kwargs.documents");
        refusesChat("\"chat_template_kwargs\":{\"x\":1.5}", "chat_template_kwargs.x");
        refuses(model + "\"messages\":" + "[".repeat(70) + "]".repeat(70) + "}", "");
        assertThatThrownBy(() -> TextRequestBody.decode(Bytes.of(new byte[TextRequestBody.BYTES_MAX + 1]))).isInstanceOf(MalformedException.class);
    }
}
