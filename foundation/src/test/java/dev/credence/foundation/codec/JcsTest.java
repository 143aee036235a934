package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import org.junit.jupiter.api.Test;

/// RFC 8785 where its published documents do not reach; those are in `JcsVectorsTest`.
class JcsTest {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(1 << 16);

    @Test
    void sortsKeysByUtf16UnitsAndNotByCodePoints() throws MalformedException {
        // U+FB33 is below U+1F602 as a code point and above its first surrogate as a UTF-16 unit.
        assertThat(jcs("{\"\ufb33\":1,\"\ud83d\ude02\":2,\"a\":3}")).isEqualTo("{\"a\":3,\"\ud83d\ude02\":2,\"\ufb33\":1}");
    }

    @Test
    void sortsAtEveryDepthAndKeepsTheOrderOfArrays() throws MalformedException {
        assertThat(jcs("[{\"b\":{\"d\":1,\"c\":2},\"a\":[3,1]}]")).isEqualTo("[{\"a\":[3,1],\"b\":{\"c\":2,\"d\":1}}]");
    }

    @Test
    void sortsAPrefixBeforeWhatItBegins() throws MalformedException {
        assertThat(jcs("{\"aa\":1,\"a\":2,\"\":3}")).isEqualTo("{\"\":3,\"a\":2,\"aa\":1}");
    }

    @Test
    void writesNumbersAsTheNearestDouble() throws MalformedException {
        assertThat(jcs("[-0,-0.0,1.0,1e0,9007199254740993,100e-2,0.1e-6,12345678901234567890123]"))
                .isEqualTo("[0,0,1,1,9007199254740992,1,1e-7,1.2345678901234568e+22]");
    }

    @Test
    void leavesWordsAndTextsAsTheyAre() throws MalformedException {
        assertThat(jcs("[ true, false, null, \"\\u0061\\/\" ]")).isEqualTo("[true,false,null,\"a/\"]");
    }

    @Test
    void doesNotNormaliseText() throws MalformedException {
        assertThat(jcs("[\"\\u00e9\",\"e\\u0301\"]")).isEqualTo("[\"é\",\"e\u0301\"]");
    }

    @Test
    void givesTheCanonicalValueBeforeItsBytes() throws MalformedException {
        Json value = IJson.parse(Bytes.ofUtf8("{\"b\":1.50,\"a\":1e2}"), LIMITS);
        assertThat(Jcs.canonical(value))
                .isEqualTo(JsonObject.builder().put("a", 100L).put("b", new JsonNumber("1.5")).build());
    }

    private static String jcs(String text) throws MalformedException {
        return Jcs.canonicalize(IJson.parse(Bytes.ofUtf8(text), LIMITS)).utf8();
    }
}
