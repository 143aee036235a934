package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: an array of numbers is the same value whether it is kept as a row or as items, and no less strictly read.
class NumberRowTest {
    private static JsonArray read(String text) throws MalformedException {
        return (JsonArray) IJson.parse(Bytes.ofUtf8(text), new JsonLimits(10_000, 8, 100));
    }

    @Test
    void aRowIsTheListOfItsNumbers() throws Exception {
        JsonArray array = read(" [ 1 , -0, 2.50 ,1e3,\n9007199254740993 ] ");
        assertThat(array.items()).isInstanceOf(NumberRow.class);
        List<Json> items = List.of(
                new JsonInteger(1), new JsonNumber("-0"), new JsonNumber("2.50"), new JsonNumber("1e3"), new JsonNumber("9007199254740993"));
        assertThat(array).isEqualTo(new JsonArray(items)).hasSameHashCodeAs(new JsonArray(items));
        assertThat(new JsonArray(items)).isEqualTo(array);
        assertThat(JsonWriter.write(array).utf8()).isEqualTo("[1,-0,2.50,1e3,9007199254740993]");
        NumberRow row = (NumberRow) array.items();
        assertThat(row.floatAt(2)).isEqualTo(2.5f);
        assertThat(row.floatAt(1)).isEqualTo(-0f);
        assertThat(row.doubleAt(3)).isEqualTo(1000);
        assertThat(row.lexeme(4)).isEqualTo("9007199254740993");
        assertThatThrownBy(() -> row.add(JsonNull.NULL)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> row.get(5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatIsNotNumbersAloneIsAnOrdinaryArray() throws Exception {
        assertThat(read("[1,2,\"NaN\",3]").items()).containsExactly(
                new JsonInteger(1), new JsonInteger(2), new JsonString("NaN"), new JsonInteger(3));
        assertThat(read("[1,[2,3],4]")).isEqualTo(JsonArray.of(
                new JsonInteger(1), JsonArray.ofIntegers(2, 3), new JsonInteger(4)));
        assertThat(read("[]").items()).isEmpty();
        assertThat(((JsonArray) StrictJson.parse(Bytes.ofUtf8("[1,2]"), new JsonLimits(100, 8, 100))).items()).isNotInstanceOf(NumberRow.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,]", "[1", "[1,", "[1 2]", "[1,2}", "[1,,2]", "[1,2]]", "[01]", "[1.]", "[1,-]", "[1,+2]", "[1e]", "[.5]", "[1,2.e3]",
        "[1e999]", "[1,1e-999]", "[1,true,]", "[-]", "[1,\"a\",]", "[1-2]", "[1,0x10]", "[1;2]"})
    void isReadAsStrictly(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void itsNumbersCount() throws Exception {
        assertThat(read("[" + "1,".repeat(98) + "1]").size()).isEqualTo(99);
        assertThatThrownBy(() -> read("[" + "1,".repeat(99) + "1]")).isInstanceOf(MalformedException.class).hasMessageContaining("at most 100 values");
        assertThatThrownBy(() -> read("[1," + "9".repeat(161) + "]")).isInstanceOf(MalformedException.class).hasMessageContaining("160 characters");
    }
}
