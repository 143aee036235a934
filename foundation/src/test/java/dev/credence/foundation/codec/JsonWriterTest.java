package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.laws.CodecLaws;
import dev.credence.testkit.Seeded;
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
