package dev.credence.node.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What is written is read back to the same bits, through the text that travels.
class TensorJsonTest {
    @Test
    void keepsEveryBitOfNumbersAtTheirEdges() throws Exception {
        same(Tensor.ofFloats(Shape.of(6), -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f, Float.NaN, Float.NEGATIVE_INFINITY));
        same(Tensor.of(ElementType.DOUBLE, Shape.of(3), new double[] {Double.MIN_VALUE, 0.1, Double.POSITIVE_INFINITY}));
        same(Tensor.ofLongs(Shape.of(2, 2), Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1, -1));
        same(Tensor.of(ElementType.UINT64, Shape.of(2), new long[] {-1, Long.MIN_VALUE}));
        same(Tensor.of(ElementType.UINT8, Shape.of(2), new byte[] {(byte) 255, 0}));
        same(Tensor.of(ElementType.BOOL, Shape.of(2), new byte[] {1, 0}));
        same(Tensor.of(ElementType.STRING, Shape.of(1), new String[] {"é"}));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> TensorJson.decode("data", ElementType.UINT8, Shape.of(1), parse("[256]")))
                .hasMessageContaining("from 0 to 255");
        assertThatThrownBy(() -> TensorJson.decode("data", ElementType.INT64, Shape.of(1), new JsonString("1")))
                .hasMessageContaining("an integer");
        assertThatThrownBy(() -> TensorJson.decode("data", ElementType.FLOAT16, Shape.of(1), parse("[1]")))
                .hasMessageContaining("binary data");
        assertThatThrownBy(() -> TensorJson.decode("data", ElementType.FLOAT, Shape.of(1), parse("[1e39]")))
                .hasMessageContaining("within single precision");
    }

    private static void same(Tensor tensor) throws Exception {
        Json written = IJson.parse(JsonWriter.write(TensorJson.encode(tensor)), JsonLimits.ofBytes(1 << 16));
        assertThat(TensorJson.decode("data", tensor.type(), tensor.shape(), written).digest()).isEqualTo(tensor.digest());
    }

    private static Json parse(String text) throws Exception {
        return IJson.parse(dev.credence.foundation.bytes.Bytes.ofUtf8(text), JsonLimits.ofBytes(1 << 16));
    }
}
