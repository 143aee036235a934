package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Each complaint of the member reader, with the path and the sentence that a user sees.
class JsonFieldsTest {
    private static final String ZEROS = "0".repeat(64);

    @Test
    void readsEveryKindOfMember() throws MalformedException {
        JsonFields fields = fields("{\"text\":\"a\",\"n\":5,\"yes\":true,\"digest\":\"" + ZEROS + "\",\"hex\":\"00ff\","
                + "\"blob\":\"AP8=\",\"kind\":\"b\",\"in\":{\"x\":1},\"list\":[1,2],\"of\":[{\"y\":2}],\"words\":[\"a\",\"b\"],"
                + "\"digests\":[\"" + ZEROS + "\"],\"hashes\":[\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"],\"v\":null}");
        Digest zero = Digest.parse(ZEROS);
        Bytes two = Bytes.of(new byte[] {0, (byte) 0xff});
        assertThat(fields.string("text", 1)).isEqualTo("a");
        assertThat(fields.integer("n", 5, 5)).isEqualTo(5);
        assertThat(fields.bool("yes")).isTrue();
        assertThat(fields.digest("digest")).isEqualTo(zero);
        assertThat(fields.hex("hex", 2)).isEqualTo(two);
        assertThat(fields.base64("blob", 2)).isEqualTo(two);
        assertThat(fields.base64Exactly("blob", 2)).isEqualTo(two);
        assertThat(fields.oneOf("kind", Set.of("a", "b"))).isEqualTo("b");
        JsonFields in = fields.object("in");
        assertThat(in.integer("x", 0, 9)).isEqualTo(1);
        assertThat(in.path()).isEqualTo("in");
        in.end();
        assertThat(fields.integers("list", 2, 0, 9)).containsExactly(1L, 2L);
        assertThat(fields.array("list", 2)).containsExactly(new JsonInteger(1), new JsonInteger(2));
        assertThat(fields.objects("of", 1).getFirst().integer("y", 0, 9)).isEqualTo(2);
        assertThat(fields.strings("words", 2, 1)).containsExactly("a", "b");
        assertThat(fields.digests("digests", 1)).containsExactly(zero);
        assertThat(fields.hashes("hashes", 1)).containsExactly(zero);
        assertThat(fields.any("v")).isEqualTo(JsonNull.NULL);
        fields.end();
    }

    @Test
    void readsOptionalMembers() throws MalformedException {
        JsonFields some = fields("{\"s\":\"a\",\"n\":1,\"b\":false,\"d\":\"" + ZEROS + "\",\"h\":\"00\",\"m\":\"AA==\","
                + "\"o\":{},\"l\":[{}],\"w\":[\"a\"],\"v\":1}");
        assertThat(some.optionalString("s", 1)).contains("a");
        assertThat(some.optionalInteger("n", 0, 1)).hasValue(1);
        assertThat(some.optionalBool("b")).contains(false);
        assertThat(some.optionalDigest("d")).isPresent();
        assertThat(some.optionalHex("h", 1)).isPresent();
        assertThat(some.optionalBase64("m", 1)).isPresent();
        assertThat(some.optionalObject("o")).isPresent();
        assertThat(some.optionalObjects("l", 1)).hasValueSatisfying(list -> assertThat(list).hasSize(1));
        assertThat(some.optionalStrings("w", 1, 1)).contains(List.of("a"));
        assertThat(some.optionalAny("v")).contains(new JsonInteger(1));
        some.end();
        JsonFields none = fields("{}");
        assertThat(none.optionalString("s", 1)).isEmpty();
        assertThat(none.optionalInteger("n", 0, 1)).isEqualTo(OptionalLong.empty());
        assertThat(none.optionalBool("b")).isEmpty();
        assertThat(none.optionalDigest("d")).isEmpty();
        assertThat(none.optionalHex("h", 1)).isEmpty();
        assertThat(none.optionalBase64("m", 1)).isEmpty();
        assertThat(none.optionalObject("o")).isEmpty();
        assertThat(none.optionalObjects("l", 1)).isEmpty();
        assertThat(none.optionalStrings("w", 1, 1)).isEmpty();
        assertThat(none.optionalAny("v")).isEqualTo(Optional.empty());
        none.end();
    }

    @Test
    void anOptionalMemberThatIsThereMustBeRight() throws MalformedException {
        JsonFields fields = fields("{\"n\":null}");
        refuses("n: expected an integer, found null", () -> fields.optionalInteger("n", 0, 1));
    }

    @Test
    void namesTheKindThatCame() throws MalformedException {
        JsonFields fields = fields("{\"a\":[],\"o\":{},\"s\":\"\",\"n\":1,\"b\":true,\"v\":null,\"f\":1.5}");
        refuses("a: expected a string, found an array", () -> fields.string("a", 1));
        refuses("o: expected an integer, found an object", () -> fields.integer("o", 0, 1));
        refuses("s: expected an object, found a string", () -> fields.object("s"));
        refuses("n: expected true or false, found an integer", () -> fields.bool("n"));
        refuses("b: expected an array, found a boolean", () -> fields.array("b", 1));
        refuses("v: expected lowercase hexadecimal, found null", () -> fields.hex("v", 1));
        refuses("f: expected base64, found a number", () -> fields.base64("f", 1));
        refuses("f: expected an integer, found a number", () -> fields.integer("f", 0, 9));
        refuses("n: expected a string, found an integer", () -> fields.oneOf("n", Set.of("a")));
        refuses("n: expected 'x', found an integer", () -> fields.literal("n", "x"));
    }

    @Test
    void namesTheLimitThatWasPassed() throws MalformedException {
        JsonFields fields = fields("{\"s\":\"abc\",\"n\":7,\"l\":[1,2],\"h\":\"00\",\"m\":\"AAAA\",\"p\":\"AAA=\",\"k\":\"c\"}");
        refuses("s: expected at most 2 characters, found 3", () -> fields.string("s", 2));
        refuses("n: expected an integer from 8 to 9, found 7", () -> fields.integer("n", 8, 9));
        refuses("n: expected an integer from 0 to 6, found 7", () -> fields.integer("n", 0, 6));
        refuses("l: expected at most 1 items, found 2", () -> fields.array("l", 1));
        refuses("h: expected 4 lowercase hexadecimal digits, found 2 characters", () -> fields.hex("h", 2));
        refuses("m: expected at most 2 bytes in base64, found more", () -> fields.base64("m", 2));
        refuses("p: expected at most 1 bytes in base64, found more", () -> fields.base64("p", 1));
        refuses("m: expected at most 0 bytes in base64, found more", () -> fields.base64("m", 0));
        refuses("p: expected 3 bytes in base64, found 2 bytes", () -> fields.base64Exactly("p", 3));
        refuses("k: expected one of a, b, found 'c'", () -> fields.oneOf("k", Set.of("b", "a")));
        refuses("k: expected 'd', found 'c'", () -> fields.literal("k", "d"));
        fields.literal("k", "c");
    }

    @Test
    void refusesOtherSpellingsOfBytes() throws MalformedException {
        JsonFields fields = fields("{\"h\":\"0F\",\"m\":\"AB==\",\"c\":\"A===\",\"hashes\":[\"AA==\"]}");
        refuses("h: expected lowercase hexadecimal digits, found '0F'", () -> fields.hex("h", 1));
        refuses("m: expected canonical base64 (padded, zero spare bits), found another spelling", () -> fields.base64("m", 9));
        assertThatThrownBy(() -> fields.base64("c", 9)).hasMessageStartingWith("c: expected padded standard base64");
        refuses("hashes[0]: expected 32 bytes in base64, found 1 bytes", () -> fields.hashes("hashes", 1));
    }

    @Test
    void namesThePathOfWhatLiesInside() throws MalformedException {
        JsonFields fields = JsonFields.of("predicate", json("{\"outcomes\":[{\"place\":0},{\"place\":-1}],\"names\":[\"a\",5]}"));
        List<JsonFields> outcomes = fields.objects("outcomes", 9);
        assertThat(outcomes.getFirst().integer("place", 0, 9)).isZero();
        refuses("predicate.outcomes[1].place: expected an integer from 0 to 9, found -1", () -> outcomes.get(1).integer("place", 0, 9));
        refuses("predicate.outcomes[0].x: expected this member, found none", () -> outcomes.getFirst().any("x"));
        refuses("predicate.names[1]: expected a string, found an integer", () -> fields.strings("names", 2, 1));
        refuses("predicate.names[0]: expected an object, found a string", () -> fields.objects("names", 2));
        refuses("predicate.names: expected better ones, found bad", () -> {
            throw fields.fault("names", "better ones", "bad");
        });
    }

    @Test
    void refusesWhatIsNoObject() {
        refuses("expected an object, found an array", () -> JsonFields.of("", JsonArray.of()));
        refuses("x: expected an object, found null", () -> JsonFields.inOrder("x", JsonNull.NULL));
    }

    @Test
    void refusesMembersThatWereNotRead() throws MalformedException {
        JsonFields fields = fields("{\"a\":1,\"b\":2}");
        fields.integer("a", 0, 9);
        refuses("expected no other member, found 'b'", fields::end);
        fields.integer("b", 0, 9);
        fields.end();
    }

    @Test
    void anyOrderIsFree() throws MalformedException {
        JsonFields fields = fields("{\"b\":2,\"a\":1}");
        assertThat(fields.integer("a", 0, 9)).isEqualTo(1);
        assertThat(fields.integer("b", 0, 9)).isEqualTo(2);
        fields.end();
    }

    @Test
    void inOrderDemandsTheOrderOfReading() throws MalformedException {
        JsonFields right = JsonFields.inOrder("", json("{\"a\":1,\"c\":{\"x\":1,\"y\":2}}"));
        assertThat(right.integer("a", 0, 9)).isEqualTo(1);
        assertThat(right.optionalInteger("b", 0, 9)).isEmpty();
        JsonFields inside = right.object("c");
        refuses("c: expected member 'y' next, found 'x'", () -> inside.any("y"));
        right.end();

        JsonFields swapped = JsonFields.inOrder("", json("{\"b\":2,\"a\":1}"));
        refuses("expected member 'a' next, found 'b'", () -> swapped.any("a"));
    }

    @Test
    void inOrderAnOptionalMemberOutOfPlaceIsRefusedAtTheEnd() throws MalformedException {
        JsonFields fields = JsonFields.inOrder("", json("{\"c\":3,\"b\":2}"));
        assertThat(fields.optionalAny("b")).isEmpty();
        assertThat(fields.has("c")).isTrue();
        fields.any("c");
        refuses("expected no other member, found 'b'", fields::end);
        refuses("a: expected this member, found none", () -> fields.any("a"));
        fields.any("b");
        refuses("expected member 'b' next, found the end", () -> fields.any("b"));
    }

    private static void refuses(String sentence, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(MalformedException.class).hasMessage(sentence);
    }

    private static JsonFields fields(String text) throws MalformedException {
        return JsonFields.of("", json(text));
    }

    private static Json json(String text) throws MalformedException {
        return IJson.parse(Bytes.ofUtf8(text), JsonLimits.ofBytes(4096));
    }
}
