package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.laws.CodecLaws;
import dev.credence.testkit.Seeded;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The one spelling: writing and the canonical reader undo one another.
class JsonWriterTest implements CodecLaws<Json> {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 64, 1 << 16);

    @Override
    public List<Json> samples() {
        return List.of(
                JsonObject.EMPTY,
                JsonArray.of(),
                JsonObject.builder()
                        .put("text", "a\"\\\b\t\n\f\r\u0000\u001f/é\u20ac\ud83d\ude02\u007f")
                        .put("n", -12L)
                        .put("flag", true)
                        .put("no", false)
                        .put("", JsonNull.NULL)
                        .put("list", JsonArray.ofIntegers(0, JsonInteger.VALUE_MAX, -JsonInteger.VALUE_MAX))
                        .put("in", JsonObject.builder().put("é", JsonArray.ofStrings(List.of("", "b"))).build())
                        .build());
    }

    @Override
    public Bytes encode(Json value) {
        return JsonWriter.write(value);
    }

    @Override
    public Json decode(Bytes bytes) throws MalformedException {
        return StrictJson.parseCanonical(bytes, LIMITS);
    }

    @Test
    void writesTheOneSpelling() throws MalformedException {
        assertThat(JsonWriter.write(samples().getLast()).utf8())
                .isEqualTo("{\"text\":\"a\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f/é€😂\u007f\",\"n\":-12,\"flag\":true,"
                        + "\"no\":false,\"\":null,\"list\":[0,9007199254740991,-9007199254740991],"
                        + "\"in\":{\"é\":[\"\",\"b\"]}}");
    }

    @Test
    void keepsTheTextOfANumber() throws MalformedException {
        Bytes text = Bytes.ofUtf8("[1.50,-0,1E+2,12345678901234567890]");
        assertThat(JsonWriter.write(IJson.parse(text, LIMITS))).isEqualTo(text);
    }

    // The buffer grows at powers of two; every kind of character is written across such a border.
    @Test
    void writesTextsOfEveryLengthWhateverStandsAtTheirEnd() {
        for (String end : List.of("", "\"", "\u0001", "é", "€", "😂")) {
            for (int length = 500; length < 520; length++) {
                String text = "a".repeat(length) + end;
                Json value = JsonArray.of(new JsonString(text), new JsonInteger(5), new JsonBoolean(true), JsonNull.NULL);
                String escaped = text.replace("\"", "\\\"").replace("\u0001", "\\u0001");
                assertThat(JsonWriter.write(value)).isEqualTo(Bytes.ofUtf8("[\"" + escaped + "\",5,true,null]"));
            }
        }
        assertThat(JsonWriter.write(new JsonString("b".repeat(100_000))).length()).isEqualTo(100_002);
        JsonArray words = JsonArray.of(Collections.nCopies(1000, new JsonBoolean(false)));
        assertThat(JsonWriter.write(words).length()).isEqualTo(6001);
        JsonArray empty = JsonArray.of(Collections.nCopies(1000, JsonArray.of()));
        assertThat(JsonWriter.write(empty).length()).isEqualTo(3001);
    }

    @Test
    void everyReaderReadsBackWhatWasWritten() {
        Seeded.check(300, (random, round) -> {
            Json value = RandomJson.of(random, 4);
            Bytes text = JsonWriter.write(value);
            assertThat(StrictJson.parseCanonical(text, LIMITS)).isEqualTo(value);
            assertThat(StrictJson.parse(text, LIMITS)).isEqualTo(value);
            assertThat(IJson.parse(text, LIMITS)).isEqualTo(value);
        });
    }
}
