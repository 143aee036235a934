package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextsTest {
    private static List<String> parse(String json) throws MalformedException {
        return JsonTexts.parse(Bytes.ofUtf8(json), new JsonLimits(1 << 10, 4, 5));
    }

    @Test
    void everyScalarValueIsACharacter() throws Exception {
        assertThat(parse(" [ \"a\" , \"\\uffff\",\"\uffff\", \"\\ud83f\\udffe\" ] ")).containsExactly("a", "\uffff", "\uffff", "\ud83f\udffe");
        assertThat(parse("[]")).isEmpty();
        assertThatThrownBy(() -> IJson.parse(Bytes.ofUtf8("[\"\\uffff\"]"), JsonLimits.ofBytes(100))).hasMessageContaining("noncharacters");
    }

    @Test
    void anythingElseIsRefused() {
        refused("{}", "an array of texts");
        refused("", "an array of texts");
        refused("[\"a\",1]", "[1] at byte 5: expected a text");
        refused("[\"a\",]", "a text");
        refused("[\"a\"", "',' or ']'");
        refused("[\"a\"] []", "the end of the text");
        refused("[\"\\ud800\"]", "a lone surrogate");
        refused("[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]", "at most 5 values");
        refused("[[\"a\"]]", "a text");
    }

    private static void refused(String json, String expected) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(MalformedException.class).hasMessageContaining(expected);
    }
}
