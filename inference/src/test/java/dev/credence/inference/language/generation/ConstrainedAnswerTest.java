package dev.credence.inference.language.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.language.chat.Prompt;
import dev.credence.inference.language.chat.TextInput;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.chat.TinyChat;
import dev.credence.inference.language.chat.ToolCall;
import dev.credence.inference.language.sampler.SamplingParameters;
import dev.credence.inference.language.transformer.Architecture;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A model that speaks nonsense answers in JSON and in calls where it must.
class ConstrainedAnswerTest {
    private static final String MESSAGES = "'messages':[{'role':'u','content':'a'}]";
    private static final String TOOLS = "'tools':[{'type':'function','function':{'name':'add','parameters':{'type':'object','properties':"
            + "{'a':{'enum':[0,1,90]},'b':{'type':'boolean'}},'required':['a','b']}}},{'type':'function','function':{'name':'go'}}]";

    private static TextModel tagged;
    private static TextModel bare;

    @BeforeAll
    static void made() throws Exception {
        tagged = TinyChat.model(Architecture.LLAMA, TinyChat.TAGGED);
        bare = TinyChat.model(Architecture.QWEN2, TinyChat.BARE);
    }

    private static GeneratedAnswer answer(TextModel model, String content, String toolChoice, int tokensMax) throws Exception {
        return answer(model, content, toolChoice, tokensMax, new SamplingParameters(1, 0, 1, 0, 1, 0, 0, Collections.emptySortedMap(), 3));
    }

    private static GeneratedAnswer answer(TextModel model, String content, String toolChoice, int tokensMax, SamplingParameters sampling) throws Exception {
        Prompt prompt = model.prompt(new TextInput(TinyChat.json(content), "", toolChoice, true));
        GenerationRequest request =
                new GenerationRequest(prompt, Sha256.of(Bytes.EMPTY), sampling, new AnswerRules(4, tokensMax, List.of(), -1), List.of());
        GeneratedAnswer answer = Generation.answer(model, request).orElseThrow();
        List<int[]> told = answer.choices().stream().map(GeneratedChoice::ids).toList();
        GenerationRequest again = new GenerationRequest(prompt, request.model(), sampling, request.rules(), told);
        assertThat(GenerationTest.facts(Generation.answer(model, again).orElseThrow())).isEqualTo(GenerationTest.facts(answer));
        return answer;
    }

    @Test
    void answersSatisfyTheSchema() throws Exception {
        String schema = "{'type':'object','properties':{'e':{'type':'boolean'},'l':{'enum':['a','ab',0]}},'required':['e','l']}";
        String content = "{" + MESSAGES + ",'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':" + schema + "}}}";
        SamplingParameters drawn = new SamplingParameters(1, 0, 1, 0, 1, 0, 0, Collections.emptySortedMap(), 3);
        // The largest logit of all is as a rule a token that the schema forbids.
        for (SamplingParameters sampling : List.of(drawn, SamplingParameters.GREEDY)) {
            for (GeneratedChoice choice : answer(tagged, content, "none", 100, sampling).choices()) {
                assertThat(choice.finish()).isEqualTo(FinishReason.STOP);
                JsonObject value = TinyChat.json(choice.text());
                assertThat(value.keys()).containsExactly("e", "l");
                assertThat(value.members().get("e")).isInstanceOf(JsonBoolean.class);
            }
        }
    }

    @Test
    void whatIsCutByItsBudgetIsABeginning() throws Exception {
        String content = "{" + MESSAGES + ",'response_format':{'type':'json_object'}}";
        for (GeneratedChoice choice : answer(tagged, content, "none", 3).choices()) {
            assertThat(choice.text()).startsWith("{");
            assertThat(choice.finish()).isIn(FinishReason.LENGTH, FinishReason.STOP);
        }
    }

    @Test
    void aForcedCallIsOne() throws Exception {
        for (TextModel model : List.of(tagged, bare)) {
            for (GeneratedChoice choice : answer(model, "{" + MESSAGES + "," + TOOLS + "}", "function:add", 120).choices()) {
                assertThat(choice.finish()).isEqualTo(FinishReason.TOOL_CALLS);
                assertThat(choice.text()).isEmpty();
                assertThat(choice.calls()).singleElement().satisfies(call -> {
                    assertThat(call.name()).isEqualTo("add");
                    assertThat(call.arguments()).matches("\\{\"a\":(0|1|90),\"b\":(true|false)}");
                });
            }
        }
    }

    @Test
    void aRequiredCallIsOfAnyTool() throws Exception {
        for (GeneratedChoice choice : answer(tagged, "{" + MESSAGES + "," + TOOLS + "}", "required", 120).choices()) {
            assertThat(choice.calls()).extracting(ToolCall::name).singleElement().isIn(Set.of("add", "go").toArray());
        }
    }

    @Test
    void aConstraintThatAllowsNoTokenEndsTheAnswerByLength() throws Exception {
        // The vocabulary has no token for the letter x.
        String content = "{" + MESSAGES + ",'response_format':{'type':'json_schema','json_schema':{'schema':{'const':'x'}}}}";
        for (GeneratedChoice choice : answer(tagged, content, "none", 50).choices()) {
            assertThat(choice.text()).isEqualTo("\"");
            assertThat(choice.ids()).hasSize(1);
            assertThat(choice.finish()).isEqualTo(FinishReason.LENGTH);
        }
        String nothing = content.replace("'x'", "7");
        for (GeneratedChoice choice : answer(tagged, nothing, "none", 50).choices()) {
            assertThat(choice.ids()).isEmpty();
            assertThat(choice.finish()).isEqualTo(FinishReason.LENGTH);
        }
    }
}
