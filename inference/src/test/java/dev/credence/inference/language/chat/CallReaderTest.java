package dev.credence.inference.language.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallReaderTest {
    private static final Set<String> NAMES = Set.of("f", "g");
    private static final CallRules TAGGED = new CallRules(CallSpelling.TAGGED, NAMES, true);
    private static final CallRules BARE = new CallRules(CallSpelling.BARE, NAMES, true);

    /// Text and calls, as `text|name arguments|…`.
    private static String whole(CallRules rules, List<String> pieces) {
        CallReader reader = new CallReader(rules);
        StringBuilder text = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        for (String piece : pieces) {
            CallReader.Found found = reader.add(piece);
            text.append(found.text());
            calls.addAll(found.calls());
        }
        CallReader.Found rest = reader.end();
        calls.addAll(rest.calls());
        text.append(rest.text());
        calls.forEach(call -> text.append('|').append(call.name()).append(' ').append(call.arguments()));
        return text.toString();
    }

    private static void reads(CallRules rules, String text, String expected) {
        assertThat(whole(rules, List.of(text))).isEqualTo(expected);
        Seeded.check(20, (random, _) -> {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int to = Math.min(text.length(), at + 1 + random.nextInt(random.nextBoolean() ? 3 : 30));
                pieces.add(text.substring(at, to));
                at = to;
            }
            assertThat(whole(rules, pieces)).as(pieces.toString()).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "plain < text <tool # plain < text <tool",
        "<tool_call>{\"name\":\"f\",\"arguments\":{}}</tool_call> # |f {}",
        "~Look. \n<tool_call>\n{\"arguments\": {\"b\": 1.0, \"a\": [\"x\"]}, \"name\": \"g\"}\n</tool_call>\n~ # Look.|g {\"a\":[\"x\"],\"b\":1}",
        "<tool_call>{\"name\":\"f\",\"arguments\":{}}</tool_call> <tool_call>{\"name\":\"g\",\"arguments\":{}}</tool_call> and # and|f {}|g {}",
        "a <tool_call>{\"name\":\"h\",\"arguments\":{}}</tool_call> b # a <tool_call>{\"name\":\"h\",\"arguments\":{}}</tool_call> b",
        "<tool_call>{\"name\":\"f\",\"arguments\":\"{}\"}</tool_call> # <tool_call>{\"name\":\"f\",\"arguments\":\"{}\"}</tool_call>",
        "<tool_call>{\"name\":\"f\",\"arguments\":{},\"id\":1}</tool_call> # <tool_call>{\"name\":\"f\",\"arguments\":{},\"id\":1}</tool_call>",
        "<tool_call>x <tool_call>{\"name\":\"f\",\"arguments\":{}}</tool_call> y # <tool_call>xy|f {}",
        "<tool_call>{\"name\":\"f\", # <tool_call>{\"name\":\"f\",",
        "<tool_call></tool_call></tool_call> # <tool_call></tool_call></tool_call>",
    })
    void taggedCallsAreToldFromText(String text, String expected) {
        reads(TAGGED, text, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "{\"name\": \"f\", \"parameters\": {\"a\": null}} # |f {\"a\":null}",
        "~ \n<|python_tag|> {\"name\":\"f\",\"parameters\":{}} ~ # |f {}",
        "{\"name\": \"f\", \"arguments\": {}} # {\"name\": \"f\", \"arguments\": {}}",
        "{\"name\": \"f\", \"parameters\": {}}; # {\"name\": \"f\", \"parameters\": {}};",
        "So: {\"name\": \"f\", \"parameters\": {}} # So: {\"name\": \"f\", \"parameters\": {}}",
        "<|python_tag # <|python_tag",
        "~ ~ # ~ ~",
        "<|python_tag|>print(1) # <|python_tag|>print(1)",
    })
    void bareCallsAreTheWholeText(String text, String expected) {
        reads(BARE, text, expected);
    }

    @Test
    void textThatCanBeNoCallIsNotHeldBack() {
        assertThat(new CallReader(BARE).add("It").text()).isEqualTo("It");
        CallReader tagged = new CallReader(TAGGED);
        assertThat(tagged.add("so <b").text()).isEqualTo("so <b");
        assertThat(tagged.add(" ").text()).isEmpty();
        assertThat(tagged.add("x <to").text()).isEqualTo(" x");
        assertThat(tagged.add("p").text()).isEqualTo(" <top");
    }

    @Test
    void whatFollowsAnOnlyCallInTheSamePieceIsDropped() {
        CallReader reader = new CallReader(new CallRules(CallSpelling.TAGGED, NAMES, false));
        String call = "<tool_call>{\"name\":\"f\",\"arguments\":{}}</tool_call>";
        CallReader.Found found = reader.add("so " + call + " and " + call);
        assertThat(found.text()).isEqualTo("so");
        assertThat(found.calls()).hasSize(1);
    }

    @Test
    void manyOpenedCallsCostLittle() {
        CallReader reader = new CallReader(TAGGED);
        String opened = "<tool_call>{".repeat(40_000);
        long length = reader.add(opened).text().length() + reader.add("</tool_call>").text().length() + reader.end().text().length();
        assertThat(length).isEqualTo(opened.length() + "</tool_call>".length());
    }

    @Test
    void aCallsIdDependsOnRequestChoiceAndPlace() {
        var request = Sha256.of(Bytes.ofUtf8("request"));
        assertThat(ToolCall.id(request, 0, 0)).matches("call_[0-9a-f]{24}").isNotEqualTo(ToolCall.id(request, 0, 1)).isNotEqualTo(ToolCall.id(request, 1, 0));
    }
}
