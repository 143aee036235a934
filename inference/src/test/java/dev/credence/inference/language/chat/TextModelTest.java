package dev.credence.inference.language.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.language.transformer.Architecture;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests as prompts and constraints, and what is refused by which field.
class TextModelTest {
    private static final String TOOL = "{'type':'function','function':{'name':'f','parameters':{'type':'object','properties':{'a':{'type':'boolean'}}}}}";

    private static TextModel tagged;
    private static TextModel bare;
    private static TextModel toolless;
    private static TextModel completions;

    @BeforeAll
    static void made() throws Exception {
        tagged = TinyChat.model(Architecture.LLAMA, TinyChat.TAGGED);
        bare = TinyChat.model(Architecture.LLAMA, TinyChat.BARE);
        toolless = TinyChat.model(Architecture.LLAMA, TinyChat.TOOLLESS);
        completions = TinyChat.model(Architecture.LLAMA, "");
    }

    private static TextInput input(String content, String toolChoice) {
        return new TextInput(TinyChat.json(content), "", toolChoice, true);
    }

    /// The prompt's tokens as the file spells them, one after the other.
    private static String spelled(TextModel model, String content, String toolChoice) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int id : model.prompt(input(content, toolChoice)).ids()) {
            text.append(model.tokenizer().vocabulary().text(id)).append('|');
        }
        return text.toString();
    }

    private static String refusal(TextModel model, TextInput input) {
        TextRefusedException refused = catchThrowableOfType(TextRefusedException.class, () -> model.prompt(input));
        assertThat(refused).as(input.toString()).isNotNull();
        return refused.kind() + " " + refused.field() + " — " + refused.getMessage();
    }

    @Test
    void aChatIsRenderedWithControlTokensAndOneBos() throws Exception {
        assertThat(spelled(tagged, "{'messages':[{'role':'u','content':'a<s>'}]}", "none")).isEqualTo("<s>|▁|u|▁a|<s>|<s>|▁a|");
        String parts = "{'messages':[{'content':[{'type':'text','text':'a<'},{'text':'s>','type':'text'}],'role':'u'}]}";
        assertThat(spelled(tagged, parts, "none")).isEqualTo("<s>|▁|u|▁a|<s>|<s>|▁a|");
    }

    @Test
    void aCompletionsControlTokensArePlainText() throws Exception {
        assertThat(spelled(completions, "{'prompt':'a<s>'}", "none")).isEqualTo("<s>|▁a|<|s|>|");
        assertThat(spelled(completions, "{'prompt':[4,5,1]}", "none")).isEqualTo("{|}|<s>|");
    }

    @Test
    void toolsReachTheTemplateUnlessNoneMayBeCalled() throws Exception {
        String content = "{'messages':[{'role':'u','content':''}],'tools':[" + TOOL + "]}";
        assertThat(spelled(bare, content, "auto")).isEqualTo("<s>|▁|1|<s>|");
        assertThat(spelled(bare, content, "none")).isEqualTo("<s>|<s>|");
        assertThat(bare.prompt(input(content, "auto")).calls().orElseThrow().spelling()).isEqualTo(CallSpelling.BARE);
        assertThat(bare.prompt(input(content, "none")).calls()).isEmpty();
        assertThat(bare.prompt(input(content, "none")).constraint()).isEqualTo(OutputConstraint.NONE);
        assertThat(tagged.takesTools()).isTrue();
        assertThat(toolless.takesTools()).isFalse();
        assertThat(toolless.takesChats()).isTrue();
        assertThat(completions.takesChats()).isFalse();
    }

    @Test
    void argumentsOfEarlierCallsAreReadAsObjects() throws Exception {
        TextModel shows = TinyChat.model(Architecture.LLAMA,
                "{% for m in messages %}{% if m.tool_calls %}{{ m.tool_calls[0].function.arguments.a }}{{ m.content is none }}{% endif %}{% endfor %}");
        String content = "{'messages':[{'role':'assistant','content':null,'tool_calls':[{'type':'function','function':{'name':'f','arguments':'{\\u0022a\\u0022:\\u0022e\\u0022}'}}]}]}";
        assertThat(spelled(shows, content, "none")).isEqualTo("<s>|▁|e|<unk>|r|u|e|");
    }

    @Test
    void aConstraintsBytesAreTheRequestsOwnWords() throws Exception {
        String messages = "'messages':[{'role':'u','content':''}]";
        OutputConstraint format = tagged.prompt(input("{" + messages + ",'response_format':{'type':'json_object'}}", "none")).constraint();
        assertThat(format.bytes()).isEqualTo(Bytes.ofUtf8("{\"response_format\":{\"type\":\"json_object\"}}"));
        assertThat(tagged.prompt(input("{" + messages + ",'response_format':{'type':'text'}}", "none")).constraint()).isEqualTo(OutputConstraint.NONE);
        OutputConstraint forced = tagged.prompt(input("{" + messages + ",'tools':[" + TOOL + "]}", "function:f")).constraint();
        assertThat(forced.bytes()).isEqualTo(Bytes.ofUtf8(
                "{\"tool_choice\":\"function:f\",\"tools\":[{\"function\":{\"name\":\"f\",\"parameters\":{\"properties\":{\"a\":{\"type\":\"boolean\"}},\"type\":\"object\"}},\"type\":\"function\"}]}"));
        assertThat(accepts(forced, "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": true}}\n</tool_call>")).isTrue();
        assertThat(accepts(forced, "{\"name\": \"f\", \"arguments\": {}}")).isFalse();
        OutputConstraint bareCall = bare.prompt(input("{" + messages + ",'tools':[" + TOOL + "]}", "required")).constraint();
        assertThat(accepts(bareCall, "{\"name\": \"f\", \"parameters\": {}}")).isTrue();
    }

    @Test
    void schemasOfToolsKeepTheirReferences() throws Exception {
        String tree = "{'type':'function','function':{'name':'g','parameters':{'type':'object','$defs':{'n':{'type':'object','properties':{'k':{'$ref':'#/$defs/n'}}}},"
                + "'properties':{'t':{'$ref':'#/$defs/n'},'const':{'$ref':'#'}},'required':['t']}}}";
        OutputConstraint forced = bare.prompt(input("{'messages':[{'role':'u','content':''}],'tools':[" + TOOL + "," + tree + "]}", "required")).constraint();
        assertThat(accepts(forced, "{\"name\": \"g\", \"parameters\": {\"const\": {\"t\": {}}, \"t\": {\"k\": {}}}}")).isTrue();
        assertThat(accepts(forced, "{\"name\": \"g\", \"parameters\": {\"t\": {\"a\": {}}}}")).isFalse();
        assertThat(accepts(forced, "{\"name\": \"f\", \"parameters\": {\"a\": false}}")).isTrue();
        assertThat(accepts(forced, "{\"name\": \"f\", \"parameters\": {\"t\": {}}}")).isFalse();
    }

    private static boolean accepts(OutputConstraint constraint, String text) {
        return constraint.start().orElseThrow().after(text.getBytes(StandardCharsets.UTF_8)).isFinished();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "{'messages':[]} # auto # messages",
        "{'messages':[7]} # auto # messages[0]",
        "{'messages':[{'content':'a'}]} # auto # messages[0]",
        "{'messages':[{'role':'u','content':3}]} # auto # messages[0].content",
        "{'messages':[{'role':'u','content':[{'type':'image_url','image_url':{}}]}]} # auto # messages[0].content[0].type",
        "{'messages':[{'role':'u','content':[{'type':'text'}]}]} # auto # messages[0].content[0].text",
        "{'messages':[{'role':'u','content':[3]}]} # auto # messages[0].content[0]",
        "{'messages':[{'role':'u'}],'chat_template_kwargs':{'tools':1}} # auto # chat_template_kwargs.tools",
        "{'messages':[{'role':'u'}],'chat_template_kwargs':{'a':[]}} # auto # chat_template_kwargs.a",
        "{'messages':[{'role':'u'}],'chat_template_kwargs':[]} # auto # chat_template_kwargs",
        "{'messages':[{'role':'u'}]} # sometimes # tool_choice",
        "{'messages':[{'role':'u'}]} # required # tool_choice",
        "{'messages':[{'role':'u'}]} # function:f # tool_choice",
        "{'messages':[{'role':'u'}],'tools':{}} # auto # tools",
        "{'messages':[{'role':'u'}],'tools':[{'type':'web_search'}]} # auto # tools[0].type",
        "{'messages':[{'role':'u'}],'tools':[{'type':'function'}]} # auto # tools[0].function",
        "{'messages':[{'role':'u'}],'tools':[{'type':'function','function':{'name':'a b'}}]} # auto # tools[0].function.name",
        "{'messages':[{'role':'u'}],'tools':[{'type':'function','function':{'name':'a'}},{'type':'function','function':{'name':'a'}}]} # auto # tools[1].function.name",
        "{'messages':[{'role':'u'}],'tools':[{'type':'function','function':{'name':'a','parameters':3}}]} # auto # tools[0].function.parameters",
        "{'messages':[{'role':'u'}],'tools':[{'type':'function','function':{'name':'a','parameters':{'type':'string'}}}]} # required # tools[0].function.parameters",
        "{'messages':[{'role':'u'}],'tools':[{'type':'function','function':{'name':'a','parameters':{'pattern':'x'}}}]} # required # tools[0].function.parameters",
        "{'messages':[{'role':'u'}],'tools':[{'type':'function','function':{'name':'a'}}],'response_format':{'type':'json_object'}} # required # response_format",
        "{'messages':[{'role':'u'}],'response_format':3} # auto # response_format",
        "{'messages':[{'role':'u'}],'response_format':{'type':'xml'}} # auto # response_format.type",
        "{'messages':[{'role':'u'}],'response_format':{'type':'json_schema','json_schema':{}}} # auto # response_format.json_schema.schema",
        "{'messages':[{'role':'u'}],'response_format':{'type':'json_schema','json_schema':{'schema':{'not':{}}}}} # auto # response_format.json_schema.schema",
        "{'prompt':3} # none # prompt",
        "{'prompt':[48]} # none # prompt[0]",
        "{'prompt':[0,'a']} # none # prompt[1]",
        "{'prompt':[]} # none # prompt",
    })
    void whatIsNotAnsweredIsRefusedByItsField(String content, String toolChoice, String field) {
        String refusal = refusal(tagged, input(content, toolChoice));
        assertThat(refusal).startsWith("INVALID " + field + " — " + field + ": ");
    }

    @Test
    void whatAModelCannotDoIsRefused() {
        String chat = "{'messages':[{'role':'u','content':'a'}]}";
        assertThat(refusal(completions, input(chat, "none"))).isEqualTo("INVALID messages — messages: this model has no chat template; ask it for completions");
        String tools = "{'messages':[{'role':'u','content':'a'}],'tools':[" + TOOL + "]}";
        assertThat(refusal(toolless, input(tools, "none"))).isEqualTo("INVALID tools — tools: this model's chat template takes no tools");
        assertThat(refusal(tagged, new TextInput(TinyChat.json(chat), "noon", "none", true))).startsWith("INVALID clock — ");
        String many = "{'prompt':[" + "3,".repeat(254) + "3]}";
        assertThat(completions.contextMax()).isEqualTo(256);
        assertThat(refusal(completions, input(many.replace("[3", "[3,3"), "none")))
                .isEqualTo("PROMPT_TOO_LONG prompt — the prompt has 256 tokens, and the model's context of 256 must have room for one more");
    }

    @Test
    void aPromptMayLeaveRoomForASingleToken() throws Exception {
        assertThat(completions.prompt(input("{'prompt':[" + "3,".repeat(254) + "3]}", "none")).ids()).hasSize(255);
    }

    @Test
    void aTemplateThatLoopsOrRefusesIsOneSentence() throws Exception {
        TextModel loops = TinyChat.model(Architecture.LLAMA, "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}");
        assertThat(refusal(loops, input("{'messages':[{'role':'u'}]}", "none"))).startsWith("INVALID messages — messages: the model's chat template refuses them: LimitExceeded");
        TextModel broken = TinyChat.model(Architecture.LLAMA, "{% if %}");
        assertThat(refusal(broken, input("{'messages':[{'role':'u'}]}", "none"))).contains("TemplateSyntaxError");
    }
}
