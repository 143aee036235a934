package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.foundation.signature.Dsse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The examples of docs/spec/encoding.md are what the code does.
class EncodingSpecTest {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(4096);
    private static String page;

    @BeforeAll
    static void readPage() throws Exception {
        Path home = Path.of(System.getProperty("credence.home", ".."));
        page = Files.readString(home.resolve("docs/spec/encoding.md")).replaceAll("\\s+", " ");
    }

    @Test
    void bytesAsText() throws Exception {
        Bytes bytes = Bytes.parseHex("00ff", 2);
        says("`00ff` is `" + bytes.base64() + "`");
    }

    @Test
    void binaryEncoding() {
        Bytes bytes = new ByteWriter().u8(1).u32(16909060).sized(Bytes.ofUtf8("abc")).toBytes();
        says("= `" + bytes.hex() + "`");
    }

    @Test
    void taggedHash() {
        String hex = TaggedHash.of("credence/slot/v1").digest(Bytes.of(new byte[32])).hex();
        says("T(`credence/slot/v1`, 32 zero bytes) = `" + hex + "`");
    }

    @Test
    void theOneSpelling() {
        Json value = JsonObject.builder().put("a", "é\n\u001f/").put("n", JsonArray.ofIntegers(-1, 0)).build();
        Bytes bytes = JsonWriter.write(value);
        says("Example: `{\"a\":\"é\\n\\u001f/\",\"n\":[-1,0]}` is the " + bytes.length() + " bytes `" + bytes.hex() + "`");
    }

    @Test
    void roundingOnce() {
        float value = new JsonNumber("1.000000059604644775390625000001").asFloat();
        says("`1.000000059604644775390625000001` is `" + Integer.toHexString(Float.floatToRawIntBits(value)) + "`");
    }

    @Test
    void jcs() throws Exception {
        Bytes canonical = Jcs.canonicalize(IJson.parse(Bytes.ofUtf8("{\"b\":1.50,\"a\":1e2}"), LIMITS));
        says("becomes `" + canonical.utf8() + "`, whose H is `" + Sha256.of(canonical).hex() + "`");
        says("`1E21` is `" + Jcs.canonicalize(JsonNumber.from("1E21")).utf8() + "`");
        says("`9007199254740993` is `" + Jcs.canonicalize(JsonNumber.from("9007199254740993")).utf8() + "`");
    }

    @Test
    void dsse() throws Exception {
        String pae = Dsse.pae("http://example.com/HelloWorld", Bytes.ofUtf8("hello world")).utf8();
        says("= `" + pae + "`");
    }

    private static void says(String sentence) {
        assertThat(page.contains(sentence)).as("encoding.md says: " + sentence).isTrue();
    }
}
