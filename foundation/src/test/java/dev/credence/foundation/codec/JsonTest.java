package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the values themselves promise.
class JsonTest {
    @Test
    void objectsKeepAndCompareTheOrderOfTheirMembers() {
        JsonObject ab = JsonObject.builder().put("a", 1L).put("b", 2L).build();
        JsonObject ba = JsonObject.builder().put("b", 2L).put("a", 1L).build();
        assertThat(ab.keys()).containsExactly("a", "b");
        assertThat(ab).isNotEqualTo(ba).hasSameHashCodeAs(ba);
        assertThat(ab).isEqualTo(JsonObject.builder().put("a", 1L).put("b", 2L).build());
        assertThat(ab).isNotEqualTo(JsonObject.builder().put("a", 1L).build()).isNotEqualTo("a");
        assertThat(ab).isNotEqualTo(JsonObject.builder().put("a", 1L).put("b", 3L).build());
        assertThat(ab.toString()).contains("a", "b");
    }

    @Test
    void objectsAnswerByKey() {
        JsonObject object = JsonObject.builder().put("a", "x").putIfPresent("b", Optional.empty())
                .putIfPresent("c", Optional.of(JsonNull.NULL)).build();
        assertThat(object.get("a")).contains(new JsonString("x"));
        assertThat(object.get("b")).isEmpty();
        assertThat(object.has("c")).isTrue();
        assertThat(object.has("b")).isFalse();
        assertThat(object.size()).isEqualTo(2);
    }

    @Test
    void objectsCannotBeChanged() {
        JsonObject object = JsonObject.builder().put("a", true).build();
        assertThatThrownBy(() -> object.members().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> object.keys().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void builderRefusesAKeyTwiceAndUnfitKeys() {
        JsonObject.Builder builder = JsonObject.builder().put("a", 1L);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put("a", 2L));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put("\ud800", 2L));
        assertThatNullPointerException().isThrownBy(() -> builder.put("n", (Json) null));
    }

    @Test
    void builderStartsAnewAfterBuilding() {
        JsonObject.Builder builder = JsonObject.builder().put("a", 1L);
        JsonObject first = builder.build();
        assertThat(builder.put("b", 2L).build().keys()).containsExactly("b");
        assertThat(first.keys()).containsExactly("a");
    }

    @Test
    void arraysCopyTheirItems() {
        List<Json> items = new ArrayList<>(List.of(JsonNull.NULL));
        JsonArray array = new JsonArray(items);
        items.add(JsonNull.NULL);
        assertThat(array.size()).isEqualTo(1);
        assertThat(array.get(0)).isEqualTo(JsonNull.NULL);
        assertThat(JsonArray.of(List.of(new JsonString("a")))).isEqualTo(JsonArray.ofStrings(List.of("a")));
        assertThat(JsonArray.ofIntegers(1, 2)).isEqualTo(JsonArray.of(new JsonInteger(1), new JsonInteger(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udfff", "a\udc00", "\udc00\ud800", "\uffff", "\ufffe", "\ufdd0", "\ufdef", "\ud83f\udfff", "\udbff\udffe"})
    void textHasNoLoneSurrogatesAndNoNoncharacters(String unfit) {
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonString(unfit));
        assertThat(JsonString.fit("x" + unfit + "y").value()).startsWith("x").contains("\ufffd").endsWith("y");
    }

    @Test
    void fitLeavesFitTextAlone() {
        String text = "é😂\u0000\ufffd\ufdcf\ufdf0\ue000";
        assertThat(JsonString.fit(text).value()).isSameAs(text);
        assertThat(JsonString.fit("\ud83d\ude02\ud800\ud83d\ude02\uffff").value()).isEqualTo("😂\ufffd😂\ufffd");
    }

    @Test
    void integersStayWithinWhatADoubleHolds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonInteger(1L << 53));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonInteger(-(1L << 53)));
        JsonInteger largest = new JsonInteger((1L << 53) - 1);
        assertThat(largest.asDouble()).isEqualTo(9007199254740991d);
        assertThat(largest.asFloat()).isEqualTo(9007199254740992f);
        assertThat(largest.lexeme()).isEqualTo("9007199254740991");
    }

    // 1 + 2^-24 is the middle between two floats; a little more must go up. By way of a double it would go down.
    @Test
    void numbersAreRoundedOnceToEachWidth() {
        JsonNumber number = new JsonNumber("1.00000005960464477539062500000000000001");
        assertThat(number.asFloat()).isEqualTo(Math.nextUp(1f));
        assertThat((float) number.asDouble()).isEqualTo(1f);
        assertThat(new JsonNumber("1e300").asFloat()).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(new JsonInteger(16777217).asFloat()).isEqualTo(16777216f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1.", ".5", "01", "1e", "NaN", "Infinity", "1e999", "1e-999", " 1", "1 ", "+1", "0x1"})
    void aNumberIsWhatJsonCallsOne(String lexeme) {
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonNumber(lexeme));
    }

    @Test
    void aNumberHasABoundedText() {
        assertThat(new JsonNumber("1." + "0".repeat(158)).asDouble()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonNumber("1." + "0".repeat(159)));
    }

    @Test
    void theReaderBoundsANumbersTextToo() throws MalformedException {
        JsonLimits limits = JsonLimits.ofBytes(4096);
        Bytes longest = Bytes.ofUtf8("1." + "0".repeat(158));
        assertThat(IJson.parse(longest, limits)).isEqualTo(new JsonNumber("1." + "0".repeat(158)));
        assertThatThrownBy(() -> IJson.parse(Bytes.ofUtf8("1." + "0".repeat(159)), limits))
                .hasMessage("at byte 0: expected a number of at most 160 characters, found 161");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ]    | ']'
            ~    | '~'
            !    | '!'
            %01  | byte 0x01
            %7f  | byte 0x7f
            %e9  | byte 0xe9
            %1f  | byte 0x1f
            %00  | byte 0x00
            []5  | '5'
            [    | the end of the text
            """, quoteCharacter = '`')
    void theReaderSaysWhatItFound(String text, String found) throws Exception {
        int hex = text.indexOf('%');
        Bytes bytes = hex < 0 ? Bytes.ofUtf8(text) : Bytes.parseHex(text.substring(hex + 1), 1);
        assertThatThrownBy(() -> IJson.parse(bytes, JsonLimits.ofBytes(64))).hasMessageEndingWith(", found " + found);
    }

    @Test
    void numbersAreMadeFromBinaryOnes() {
        assertThat(JsonNumber.of(1.5)).isEqualTo(new JsonNumber("1.5"));
        assertThat(JsonNumber.of(-3.0)).isEqualTo(new JsonInteger(-3));
        assertThat(JsonNumber.of(0.1f)).isEqualTo(new JsonNumber("0.1"));
        assertThat(JsonNumber.of(1e21)).isEqualTo(new JsonNumber("1e+21"));
        assertThat(JsonNumber.of(9007199254740992.0)).isEqualTo(new JsonNumber("9007199254740992"));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonNumber.of(Double.NaN));
    }

    @Test
    void limitsArePositiveAndDepthIsBounded() {
        assertThat(JsonLimits.ofBytes(800).valuesMax()).isEqualTo(164);
        assertThat(new JsonLimits(1, 1, 1).depthMax()).isEqualTo(1);
        assertThat(new JsonLimits(1, 256, 1).depthMax()).isEqualTo(256);
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonLimits(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonLimits(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonLimits(1, 257, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonLimits(1, 1, 0));
    }
}
