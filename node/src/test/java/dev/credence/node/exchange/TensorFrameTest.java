package dev.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.testkit.Seeded;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorFrameTest {
    private static final JsonObject MESSAGE = JsonObject.builder().put("word", "yes").build();

    @Test
    void carriesTensorsOfEveryKindWithoutChangingABit() throws Exception {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("floats", Tensor.ofFloats(Shape.of(2, 2), 1f, -0f, Float.NaN, Float.POSITIVE_INFINITY));
        tensors.put("none", Tensor.ofFloats(Shape.of(0, 3)));
        tensors.put("longs", Tensor.ofLongs(Shape.SCALAR, Long.MIN_VALUE));
        tensors.put("texts", Tensor.of(ElementType.STRING, Shape.of(2), new String[] {"", "ünicode"}));
        tensors.put("truths", Tensor.of(ElementType.BOOL, Shape.of(2), new byte[] {1, 0}));

        TensorFrame read = TensorFrame.decode(new TensorFrame(MESSAGE, tensors).encode());

        assertThat(read.message()).isEqualTo(MESSAGE);
        assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
        read.tensors().forEach((name, tensor) -> {
            assertThat(tensor.shape()).as(name).isEqualTo(tensors.get(name).shape());
            assertThat(tensor.canonicalBytes()).as(name).isEqualTo(tensors.get(name).canonicalBytes());
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"message\":{},\"tensors\":[{\"name\":\"a\",\"datatype\":\"FP33\",\"shape\":[1],\"size\":4}]}|datatype",
        "{\"message\":{},\"tensors\":[{\"name\":\"a\",\"datatype\":\"FP32\",\"shape\":[2],\"size\":4}]}|tensors[0]",
        "{\"message\":{},\"tensors\":[{\"name\":\"a\",\"datatype\":\"FP32\",\"shape\":[2147483639,2],\"size\":4}]}|shape",
        "{\"message\":{},\"tensors\":[{\"name\":\"a\",\"datatype\":\"FP32\",\"shape\":[1],\"size\":8}]}|8 more bytes",
        "{\"message\":{},\"tensors\":[]}|the end",
        "{\"message\":1,\"tensors\":[]}|message",
        "{\"message\":{},\"tensors\":[],\"more\":1}|more",
    })
    void saysWhatIsWrongWithAFrame(String header, String word) {
        Bytes frame = new ByteWriter().sized(Bytes.ofUtf8(header)).u32(0).toBytes();
        assertThatThrownBy(() -> TensorFrame.decode(frame))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(word);
    }

    @Test
    void anyChangedByteIsReadOrRefusedButNothingElse() {
        Bytes frame = new TensorFrame(MESSAGE, Map.of("a", Tensor.ofFloats(Shape.of(2), 1f, 2f))).encode();
        Seeded.check(2_000, (random, _) -> {
            byte[] changed = frame.toArray();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            Bytes cut = Bytes.of(changed, 0, random.nextInt(4) == 0 ? random.nextInt(changed.length) : changed.length);
            try {
                TensorFrame.decode(cut);
            } catch (MalformedException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        });
    }
}
