package dev.credence.verification.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.testkit.Seeded;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorRequestBodyTest {
    private static Bytes tensor(String datatype, String shape, String data) throws MalformedException {
        return body(input(datatype, shape, "\"data\":" + data)).inputs().getFirst().littleEndian();
    }

    private static String input(String datatype, String shape, String rest) {
        return "{\"inputs\":[{\"name\":\"x\",\"shape\":" + shape + ",\"datatype\":\"" + datatype + "\"," + rest + "}]}";
    }

    private static TensorRequestBody body(String text) throws MalformedException {
        return TensorRequestBody.decode(Bytes.ofUtf8(text));
    }

    private static TensorRequestBody body(String json, byte[] binary) throws MalformedException {
        return TensorRequestBody.decode(Bytes.concat(Bytes.ofUtf8(json), Bytes.of(binary)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "BOOL # [2] # [true,false] # 0100",
        "UINT8 # [2] # [0,255] # 00ff",
        "INT8 # [2] # [-128,127] # 807f",
        "UINT16 # [1] # [65535] # ffff",
        "INT16 # [1] # [-2] # feff",
        "UINT32 # [1] # [4294967295] # ffffffff",
        "INT32 # [1] # [-2147483648] # 00000080",
        "UINT64 # [2] # [18446744073709551615,1] # ffffffffffffffff0100000000000000",
        "INT64 # [2] # [-9223372036854775808,9007199254740993] # 00000000000000800100000000002000",
        "FP32 # [3] # [1,-0,0.1] # 0000803f00000080cdcccc3d",
        "FP32 # [3] # [\"NaN\",\"Infinity\",\"-Infinity\"] # 0000c07f0000807f000080ff",
        "FP64 # [2] # [\"NaN\",1e-320] # 000000000000f87fe807000000000000",
        "BYTES # [2] # [\"a\",\"é\"] # 010000006102000000c3a9",
        "FP32 # [2,2] # [[1,2],[3,4]] # 0000803f000000400000404000008040",
        "FP32 # [2,2] # [1,2,3,4] # 0000803f000000400000404000008040",
        "FP32 # [0] # [] # ''",
        "FP32 # [2,0] # [] # ''",
        "FP32 # [] # [1] # 0000803f",
    })
    void becomesTheBytesThatAreHashed(String datatype, String shape, String data, String hex) throws MalformedException {
        assertThat(tensor(datatype.strip(), shape.strip(), data.strip()).hex()).isEqualTo(hex.strip());
    }

    /// 1 + 2^-24 + 2^-54 lies above the middle between 1 and its successor: rounding to a double first would lose that.
    @Test
    void roundsToSinglePrecisionOnce() throws MalformedException {
        String text = new java.math.BigDecimal(1)
                .add(new java.math.BigDecimal(Math.scalb(1.0, -24)))
                .add(new java.math.BigDecimal(Math.scalb(1.0, -54)))
                .toPlainString();
        assertThat((float) Double.parseDouble(text)).isEqualTo(1f);
        assertThat(tensor("FP32", "[1]", "[" + text + "]").hex()).isEqualTo("0100803f");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "BOOL # [1] # [1] # inputs[0].data[0]: expected true or false, found an integer",
        "UINT8 # [1] # [256] # inputs[0].data[0]: expected an integer of UINT8, found 256",
        "UINT8 # [1] # [-1] # inputs[0].data[0]: expected an integer of UINT8, found -1",
        "INT8 # [1] # [128] # inputs[0].data[0]: expected an integer of INT8, found 128",
        "INT32 # [1] # [1.0] # inputs[0].data[0]: expected an integer of INT32, found 1.0",
        "INT32 # [1] # [2147483648] # inputs[0].data[0]: expected an integer of INT32, found 2147483648",
        "UINT64 # [1] # [18446744073709551616] # inputs[0].data[0]: expected an integer of UINT64, found 18446744073709551616",
        "INT64 # [1] # [9223372036854775808] # inputs[0].data[0]: expected an integer of INT64, found 9223372036854775808",
        "UINT64 # [1] # [-1] # inputs[0].data[0]: expected an integer of UINT64, found -1",
        "INT64 # [1] # [-0] # inputs[0].data[0]: expected an integer of INT64, found -0",
        "INT64 # [1] # [1e3] # inputs[0].data[0]: expected an integer of INT64, found 1e3",
        "FP32 # [1] # [1e39] # inputs[0].data[0]: expected a number in the range of FP32, found 1e39",
        "FP32 # [1] # [\"nan\"] # inputs[0].data[0]: expected a number, \"NaN\", \"Infinity\" or \"-Infinity\", found \"nan\"",
        "FP32 # [1] # [null] # inputs[0].data[0]: expected a number, \"NaN\", \"Infinity\" or \"-Infinity\", found null",
        "BYTES # [1] # [1] # inputs[0].data[0]: expected a string, found an integer",
        "FP16 # [1] # [1] # inputs[0].data: expected FP16 as binary data, since it has no form in JSON, found an array",
        "BF16 # [1] # [1] # inputs[0].data: expected BF16 as binary data, since it has no form in JSON, found an array",
        "FP32 # [3] # [1,2] # inputs[0].data: expected 3 elements, as the shape says, found 2",
        "FP32 # [2,2] # [[1,2],[3]] # inputs[0].data: expected 2 elements, as the shape says, found 1",
        "FP32 # [2,2] # [[1,2],3] # inputs[0].data: expected arrays nested 2 deep, as the shape says, found an integer",
        "FP32 # [2] # [[1,2]] # inputs[0].data: expected 2 elements, as the shape says, found 1",
        "FP32 # [1] # [[1]] # inputs[0].data[0]: expected a number, \"NaN\", \"Infinity\" or \"-Infinity\", found an array",
        "FP32 # [] # [[1]] # inputs[0].data: expected arrays nested 0 deep, as the shape says, found deeper ones",
        "FP32 # [2,1] # [[1],[[2]]] # inputs[0].data[1]: expected a number, \"NaN\", \"Infinity\" or \"-Infinity\", found an array",
        "FP32 # [-1] # [1] # inputs[0].shape[0]: expected an integer from 0 to 2147483648, found -1",
        "FP32 # [65536,65536] # [1] # inputs[0].shape: expected at most 2147483648 elements, found [65536, 65536]",
        "FP31 # [1] # [1] # inputs[0].datatype: expected a datatype of the Open Inference Protocol, found 'FP31'",
    })
    void refusesInOneSentence(String datatype, String shape, String data, String sentence) {
        assertThatThrownBy(() -> tensor(datatype.strip(), shape.strip(), data.strip()))
                .isInstanceOf(MalformedException.class)
                .hasMessage(sentence.strip());
    }

    @Test
    void binaryDataGivesTheSameRecords() throws MalformedException {
        byte[] raw = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.1f).putFloat(-2).array();
        TensorRequestBody binary = body(input("FP32", "[2]", "\"parameters\":{\"binary_data_size\":8}"), raw);
        assertThat(binary.records()).isEqualTo(body(input("FP32", "[2]", "\"data\":[0.1,-2]")).records());
    }

    @Test
    void everyNanInBinaryDataBecomesTheOne() throws MalformedException {
        assertThat(raw("FP32", "010080ff")).isEqualTo("0000c07f");
        assertThat(raw("FP64", "010000000000f0ff")).isEqualTo("000000000000f87f");
        assertThat(raw("FP16", "01fc")).isEqualTo("007e");
        assertThat(raw("BF16", "81ff")).isEqualTo("c07f");
        // Infinities are none.
        assertThat(raw("FP32", "000080ff")).isEqualTo("000080ff");
        assertThat(raw("FP64", "000000000000f07f")).isEqualTo("000000000000f07f");
        assertThat(raw("FP16", "007c")).isEqualTo("007c");
        assertThat(raw("BF16", "80ff")).isEqualTo("80ff");
        assertThat(raw("INT16", "01fc")).isEqualTo("01fc");
        assertThat(raw("BYTES", "0200000001ff")).isEqualTo("0200000001ff");
    }

    private static String raw(String datatype, String hex) throws MalformedException {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        String json = input(datatype, "[1]", "\"parameters\":{\"binary_data_size\":" + bytes.length + "}");
        return body(json, bytes).inputs().getFirst().littleEndian().hex();
    }

    /// Where the JSON ends is where its outermost bracket closes, whatever stands in its texts.
    @Test
    void bracketsAndQuotesInTextsDoNotEndTheJson() throws MalformedException {
        byte[] raw = {0, 0, (byte) 0x80, 0x3f};
        String json = "{\"id\":\"}]\\\"}\\\\\",\"inputs\":[{\"name\":\"x}\",\"shape\":[1],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":4}}]}";
        assertThat(body(json, raw).inputs().getFirst().record().name()).isEqualTo("x}");
        assertThat(body(json, raw).inputs().getFirst().littleEndian().hex()).isEqualTo("0000803f");
    }

    @Test
    void refusesABodyBeyondItsLimitBeforeItIsRead() {
        assertThatThrownBy(() -> TensorRequestBody.decode(Bytes.wrap(new byte[(64 << 20) + 1])))
                .hasMessage("expected a body of at most 67108864 bytes, found 67108865");
    }

    @Test
    void refusesBinaryDataThatDoesNotFit() {
        refused("FP32", "[1]", 4, 3, "inputs[0].parameters.binary_data_size: expected at most the 3 bytes that follow, found 4");
        refused("FP32", "[1]", 4, 5, "expected the body's end after 4 bytes of binary data, found 1 bytes more");
        refused("FP32", "[2]", 4, 4, "inputs[0].parameters.binary_data_size: expected 8 bytes of 2 elements of FP32, found 4");
        refused("BYTES", "[1]", 3, 3, "inputs[0].parameters.binary_data_size at byte 0: expected the length of a byte string, found 3 bytes");
        refused("BYTES", "[2]", 4, 4, "inputs[0].parameters.binary_data_size: expected 2 byte strings, found 1");
    }

    private static void refused(String datatype, String shape, int announced, int length, String sentence) {
        String json = input(datatype, shape, "\"parameters\":{\"binary_data_size\":" + announced + "}");
        assertThatThrownBy(() -> body(json, new byte[length])).isInstanceOf(MalformedException.class).hasMessage(sentence);
    }

    @Test
    void refusesTruthValuesThatAreNone() {
        assertThatThrownBy(() -> raw("BOOL", "02")).hasMessageContaining("truth values 0 or 1");
        assertThatThrownBy(() -> raw("BYTES", "ffffffff00")).hasMessageContaining("at most 1 bytes");
    }

    @Test
    void refusesWhatFollowsABodyWithoutBinaryData() throws MalformedException {
        String json = input("FP32", "[1]", "\"data\":[1]");
        assertThat(body(json + "\n").records()).isEqualTo(body(json).records());
        assertThatThrownBy(() -> body(json + "{}")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> body(json + "x")).isInstanceOf(MalformedException.class);
    }

    @Test
    void keepsWhatTheCallerNamed() throws MalformedException {
        TensorRequestBody body = body("{\"id\":\"7\",\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}],"
                + "\"outputs\":[{\"name\":\"b\",\"parameters\":{\"binary_data\":true}},{\"name\":\"a\"}],"
                + "\"parameters\":{\"binary_data_output\":false,\"nonce\":\"000102030405060708090a0b0c0d0e0f\",\"seed\":\"18446744073709551615\",\"model\":\"digits\"},"
                + "\"credence\":{\"policy\":\"min-nines=1\",\"wait\":\"none\"}}");
        assertThat(body.named().outputs()).contains(List.of("a", "b"));
        assertThat(body.named().nonce().orElseThrow().hex()).isEqualTo("000102030405060708090a0b0c0d0e0f");
        assertThat(body.named().seed()).isEqualTo(OptionalLong.of(-1));
        assertThat(body.named().model()).contains("digits");
        assertThat(body.asked()).isEqualTo(new TensorRequestBody.Asked(Optional.of("min-nines=1"), Optional.of("none")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "\"parameters\":{\"temperature\":1} # parameters: expected no other member, found 'temperature'",
        "\"parameters\":{\"nonce\":\"00\"} # parameters.nonce: expected 32 lowercase hexadecimal digits, found 2 characters",
        "\"parameters\":{\"seed\":-1} # parameters.seed: expected an unsigned integer, or its decimal text, found an integer",
        "\"parameters\":{\"seed\":1.5} # parameters.seed: expected an unsigned integer, or its decimal text, found a number",
        "\"parameters\":{\"seed\":\"01\"} # parameters.seed: expected an unsigned decimal number, found '01'",
        "\"parameters\":{\"seed\":\"18446744073709551616\"} # parameters.seed: expected a number below 2^64, found '18446744073709551616'",
        "\"outputs\":[{\"name\":\"a\"},{\"name\":\"a\"}] # outputs[1].name: expected a name of its own, found 'a'",
        "\"outputs\":[{\"name\":\"a\",\"parameters\":{\"classification\":3}}] # outputs[0].parameters: expected no other member, found 'classification'",
        "\"credence\":{\"rush\":true} # credence: expected no other member, found 'rush'",
        "\"stream\":true # expected no other member, found 'stream'",
    })
    void refusesWhatIsNotHonouredByName(String member, String sentence) {
        String text = "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]," + member.strip() + "}";
        assertThatThrownBy(() -> body(text)).isInstanceOf(MalformedException.class).hasMessage(sentence.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "\"data\":[1],\"note\":1 # inputs[0]: expected no other member, found 'note'",
                "\"parameters\":{\"binary_data_size\":4,\"note\":1} # inputs[0].parameters: expected no other member, found 'note'",
                "\"parameters\":{\"binary_data_size\":4},\"data\":[1] # inputs[0].data: expected none beside binary_data_size, found some",
                "\"data\":{} # inputs[0].data: expected an array, found something else",
            })
    void refusesATensorThatSaysMoreThanItMay(String rest, String sentence) {
        assertThatThrownBy(() -> body(input("FP32", "[1]", rest.strip()), new byte[4]))
                .isInstanceOf(MalformedException.class)
                .hasMessage(sentence.strip());
    }

    @Test
    void refusesATensorWithoutANameAndAnOutputThatSaysMore() {
        String unnamed = input("FP32", "[1]", "\"data\":[1]").replace("\"x\"", "\"\"");
        assertThatThrownBy(() -> body(unnamed)).hasMessage("inputs[0].name: expected a name, found an empty string");
        String more = input("FP32", "[1]", "\"data\":[1]").replaceFirst("^\\{", "{\"outputs\":[{\"name\":\"a\",\"note\":1}],");
        assertThatThrownBy(() -> body(more)).hasMessage("outputs[0]: expected no other member, found 'note'");
    }

    @Test
    void readsBinaryTruthValuesAndASeedOfNought() throws MalformedException {
        assertThat(raw("BOOL", "00")).isEqualTo("00");
        assertThat(raw("BOOL", "01")).isEqualTo("01");
        String text = input("FP32", "[1]", "\"data\":[1]").replaceFirst("^\\{", "{\"parameters\":{\"seed\":0},");
        assertThat(body(text).named().seed()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void refusesTwoInputsOfOneNameAndNone() {
        String input = "{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}";
        assertThatThrownBy(() -> body("{\"inputs\":[" + input + "," + input + "]}")).hasMessageContaining("a name of its own");
        assertThatThrownBy(() -> body("{\"inputs\":[]}")).hasMessageContaining("at least one tensor");
        assertThatThrownBy(() -> body("{}")).hasMessageContaining("inputs");
        assertThatThrownBy(() -> body("[]")).hasMessageContaining("an object");
        assertThatThrownBy(() -> body("")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> body("[".repeat(100_000))).isInstanceOf(MalformedException.class);
    }

    @Test
    void neverThrowsAnythingElseWhateverTheBytes() {
        byte[] honest = Bytes.ofUtf8(input("FP32", "[2]", "\"parameters\":{\"binary_data_size\":8}") + "12345678").toArray();
        Seeded.check(20_000, (random, round) -> {
            byte[] changed = honest.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                TensorRequestBody.decode(Bytes.wrap(changed));
            } catch (MalformedException refused) {
                assertThat(refused.getMessage()).contains("expected").doesNotContain("\n");
            }
        });
    }
}
