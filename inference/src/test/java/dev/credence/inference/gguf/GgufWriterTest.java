package dev.credence.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.testkit.External;
import dev.credence.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// read(write(x)) = x.
class GgufWriterTest {
    private static MemorySegment written(GgufWriter writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.write(bytes::writeBytes);
        assertThat(writer.sizeBytes()).isEqualTo(bytes.size());
        return MemorySegment.ofArray(bytes.toByteArray());
    }

    private static MemorySegment numbers(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return MemorySegment.ofArray(bytes.array());
    }

    @Test
    void everyKindOfValueIsReadAsItWasWritten() throws Exception {
        GgufMetadata metadata = GgufReader.decode(written(GgufWriter.create()
                        .text("a", "grün ▁")
                        .whole("b", 0xffffffffL)
                        .whole("c", -1)
                        .whole("d", Long.MAX_VALUE)
                        .real("e", 1e-5f)
                        .put("f", new GgufValue.Real(0.1))
                        .truth("g", true)
                        .texts("h", List.of("", "▁x", "y"))
                        .integers("i", new int[] {1, -2})
                        .reals("j", new float[] {-0.5f})))
                .metadata();
        assertThat(metadata.keys()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        assertThat(metadata.text("a")).contains("grün ▁");
        assertThat(metadata.value("b")).contains(new GgufValue.Whole(0xffffffffL));
        assertThat(metadata.value("c")).contains(new GgufValue.Whole(-1));
        assertThat(metadata.value("d")).contains(new GgufValue.Whole(Long.MAX_VALUE));
        assertThat(metadata.value("e")).contains(new GgufValue.Real(1e-5f));
        assertThat(metadata.value("f")).contains(new GgufValue.Real(0.1));
        assertThat(metadata.truth("g")).contains(true);
        assertThat(metadata.texts("h").orElseThrow().text(1)).isEqualTo("▁x");
        assertThat(metadata.numbers("i").orElseThrow().whole(1)).isEqualTo(-2);
        assertThat(metadata.numbers("j").orElseThrow().real(0)).isEqualTo(-0.5);
    }

    @Test
    void tensorsLieWhereTheReaderLooksForThem() throws Exception {
        Seeded.check(50, (random, _) -> {
            GgufWriter writer = random.nextBoolean() ? GgufWriter.create() : GgufWriter.aligned(8 << random.nextInt(6));
            float[] row = row(random, 3 + random.nextInt(5));
            float[] matrix = row(random, 96);
            GgufFile file = GgufReader.decode(written(writer.text("general.architecture", "none")
                    .tensor("row", GgufType.F32, List.of((long) row.length), numbers(row))
                    .tensor("matrix", GgufType.Q8_0, List.of(32L, 3L), numbers(matrix))
                    .tensor("half", GgufType.F16, List.of(8L, 4L, 3L), numbers(matrix))));
            assertThat(file.tensor("row").orElseThrow().data().mismatch(numbers(row))).isEqualTo(-1);
            assertThat(file.tensor("half").orElseThrow().dimensions()).containsExactly(8L, 4L, 3L);
            float[] held = new float[96];
            GgufTensor stored = file.tensor("matrix").orElseThrow();
            Dequantisation.decode(GgufType.Q8_0, stored.data(), 0, held, 96);
            for (int i = 0; i < 96; i++) {
                assertThat(held[i]).isCloseTo(matrix[i], org.assertj.core.data.Offset.offset(0.03f));
            }
        });
    }

    private static float[] row(RandomGenerator random, int length) {
        float[] row = new float[length];
        for (int i = 0; i < length; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }

    @Test
    void aTensorOfMoreThanOnePieceIsWhole() throws Exception {
        float[] many = row(Seeded.random(), (1 << 17) + 32);
        GgufFile file = GgufReader.decode(written(GgufWriter.create().tensor("w", GgufType.F32, List.of((long) many.length), numbers(many))));
        assertThat(file.tensor("w").orElseThrow().data().mismatch(numbers(many))).isEqualTo(-1);
    }

    /// Files of others: all keys and tensors written again are the same keys and tensors.
    @Test
    void filesOfOthersSurviveBeingWrittenAgain() throws Exception {
        for (String name : List.of("language/tiny/t-llama.gguf", "language/tiny/t-gemma3.gguf", "tokenizers/ggml-vocab-llama-spm.gguf")) {
            GgufFile file = GgufReader.decode(MemorySegment.ofArray(Files.readAllBytes(External.vectors("GGUF files of others", name))));
            GgufWriter writer = GgufWriter.create();
            file.metadata().keys().forEach(key -> writer.put(key, file.metadata().value(key).orElseThrow()));
            file.tensors().forEach(writer::stored);
            GgufFile again = GgufReader.decode(written(writer));
            assertThat(again.metadata().keys()).containsExactlyElementsOf(file.metadata().keys());
            for (String key : file.metadata().keys()) {
                assertThat(same(again.metadata().value(key).orElseThrow(), file.metadata().value(key).orElseThrow())).as(key).isTrue();
            }
            assertThat(again.tensors().stream().map(GgufTensor::name)).containsExactlyElementsOf(file.tensors().stream().map(GgufTensor::name).toList());
            for (GgufTensor tensor : file.tensors()) {
                GgufTensor other = again.tensor(tensor.name()).orElseThrow();
                assertThat(other.dimensions()).isEqualTo(tensor.dimensions());
                assertThat(other.type()).isEqualTo(tensor.type());
                assertThat(other.data().mismatch(tensor.data())).isEqualTo(-1);
            }
        }
    }

    private static boolean same(GgufValue a, GgufValue b) {
        return switch (a) {
            case GgufValue.Numbers(GgufKind kind, int count, MemorySegment data) ->
                b instanceof GgufValue.Numbers(GgufKind otherKind, int otherCount, MemorySegment otherData)
                        && kind == otherKind && count == otherCount && data.mismatch(otherData) == -1;
            case GgufValue.Texts texts -> b instanceof GgufValue.Texts others && texts.count() == others.count() && texts.data().mismatch(others.data()) == -1;
            case GgufValue.Whole _, GgufValue.Real _, GgufValue.Truth _, GgufValue.Text _ -> a.equals(b);
        };
    }

    @Test
    void whatNoReaderWouldTakeIsNotWritten() {
        GgufWriter writer = GgufWriter.create().text("a", "x").tensor("w", GgufType.F32, List.of(1L), numbers(1));
        assertThatThrownBy(() -> writer.text("a", "y")).hasMessageContaining("key a occurs twice");
        assertThatThrownBy(() -> writer.tensor("w", GgufType.F32, List.of(1L), numbers(1))).hasMessageContaining("tensor w occurs twice");
        assertThatThrownBy(() -> writer.tensor("v", GgufType.F32, List.of(2L), numbers(1))).hasMessageContaining("are not 1 numbers");
        assertThatThrownBy(() -> writer.tensor("v", GgufType.Q8_0, List.of(16L, 2L), numbers(new float[32]))).hasMessageContaining("cannot be stored as Q8_0");
        assertThatThrownBy(() -> writer.tensor("v", GgufType.Q4_K, List.of(256L), numbers(new float[256]))).hasMessageContaining("not written in Q4_K");
        assertThatThrownBy(() -> GgufWriter.aligned(24)).hasMessageContaining("power of two");
    }
}
