package dev.credence.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.testkit.External;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/// Every stored type decodes to the bits of the reference implementation's C.
class DequantisationTest {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(1 << 21);

    @Test
    void everyTypeDecodesToTheBitsOfTheReferenceImplementation() throws Exception {
        byte[] text = Files.readAllBytes(External.vectors("dequantisation", "language/dequantisation.json"));
        JsonObject all = (JsonObject) IJson.parse(Bytes.of(text), LIMITS);
        int types = 0;
        for (GgufType type : GgufType.values()) {
            if (type == GgufType.F32) {
                continue;
            }
            JsonObject row = (JsonObject) all.get(type.name()).orElseThrow();
            byte[] blocks = decode(row.get("blocks").orElseThrow());
            ByteBuffer expected = ByteBuffer.wrap(decode(row.get("float32_le").orElseThrow())).order(ByteOrder.LITTLE_ENDIAN);
            int elements = expected.capacity() / 4;
            assertThat(type.bytes(elements)).as(type.name()).isEqualTo(blocks.length);
            float[] actual = new float[elements];
            Dequantisation.decode(type, MemorySegment.ofArray(blocks), 0, actual, elements);
            for (int i = 0; i < elements; i++) {
                assertThat(Float.floatToRawIntBits(actual[i])).as("%s[%d]", type, i).isEqualTo(expected.getInt(4 * i));
            }
            types++;
        }
        assertThat(types).isEqualTo(10);
    }

    private static byte[] decode(Json text) {
        return Base64.getDecoder().decode(((JsonString) text).value());
    }

    @Test
    void singlePrecisionIsReadAsItStands() {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1.5f).putFloat(-0f);
        float[] to = new float[2];
        Dequantisation.decode(GgufType.F32, MemorySegment.ofArray(bytes.array()), 0, to, 2);
        assertThat(to).containsExactly(1.5f, -0f);
    }
}
