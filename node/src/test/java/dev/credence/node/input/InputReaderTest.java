package dev.credence.node.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.hub.ModelReader;
import dev.credence.testkit.Seeded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The reader gives bit for bit the tensors that the Python reference of models/ gives (`expected.json`).
class InputReaderTest {
    private static final Path MODELS = Path.of(System.getProperty("credence.home", "..")).resolve("models");

    @TestFactory
    Stream<DynamicTest> readsEverySampleAsTheReferenceDoes() throws Exception {
        return Stream.of("digits/samples", "digits/pictures", "tumour/samples").flatMap(folder -> {
            try {
                Path at = MODELS.resolve(folder);
                JsonObject expected = (JsonObject) StrictJson.parse(bytes(at.resolve("expected.json")), JsonLimits.ofBytes(1 << 16));
                InputReader reader = reader(at.getParent());
                return expected.keys().stream().map(file -> DynamicTest.dynamicTest(folder + "/" + file, () -> {
                    Tensor tensor = reader.read(file, bytes(at.resolve(file))).values().iterator().next();
                    assertThat(tensor.digest().hex()).isEqualTo(JsonFields.of("", expected).string(file, 64));
                }));
            } catch (Exception failed) {
                throw new IllegalStateException(folder, failed);
            }
        });
    }

    @Test
    void refusesDamagedPicturesInOneSentence() throws Exception {
        Bytes png = bytes(MODELS.resolve("digits/samples/digit-0.png"));
        InputReader reader = reader(MODELS.resolve("digits"));
        Seeded.check(200, (random, round) -> {
            byte[] damaged = png.toArray();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            Bytes cut = Bytes.of(damaged, 0, round % 2 == 0 ? damaged.length : random.nextInt(damaged.length));
            try {
                reader.read("x.png", cut);
            } catch (MalformedException expected) {
                assertThat(expected).hasMessageStartingWith("picture: expected");
            }
        });
    }

    @Test
    void refusesTablesThatAreNotTheCards() throws Exception {
        InputReader reader = reader(MODELS.resolve("tumour"));
        String table = bytes(MODELS.resolve("tumour/samples/row-1.csv")).utf8();
        assertThatThrownBy(() -> reader.read("x.csv", Bytes.ofUtf8(table.replace("mean radius", "mean size"))))
                .hasMessage("header: expected the column 'mean radius', found 30 others");
        assertThatThrownBy(() -> reader.read("x.csv", Bytes.ofUtf8(table.strip() + ",1\n")))
                .hasMessage("row 1: expected 30 fields, found 31 fields");
        assertThatThrownBy(() -> reader.read("x.csv", Bytes.ofUtf8(table.lines().findFirst().orElseThrow())))
                .hasMessage("table: expected a header and at least one row, found 1 lines");
        assertThatThrownBy(() -> reader.read("x.png", bytes(MODELS.resolve("digits/samples/digit-0.png"))))
                .hasMessageContaining("does not say how to read a picture");
        assertThatThrownBy(() -> reader.read("x.gif", Bytes.EMPTY)).hasMessageContaining("found .gif");
    }

    @Test
    void readsABareArrayByTheInputsDeclaredShape() throws Exception {
        InputReader reader = reader(MODELS.resolve("tumour"));
        Map<String, Tensor> read = reader.read("x.json", Bytes.ofUtf8("[" + "1.5,".repeat(59) + "2]"));
        assertThat(read.get("features").shape().toArray()).containsExactly(2, 30);
        assertThatThrownBy(() -> reader.read("x.json", Bytes.ofUtf8("[1,2]"))).hasMessageContaining("found 2 elements");
    }

    @Test
    void refusesArraysThatAreNotPlain() throws Exception {
        InputReader reader = reader(MODELS.resolve("tumour"));
        byte[] npy = bytes(MODELS.resolve("tumour/samples/row-3.npy")).toArray();
        for (int i = 0; i < 64; i++) {
            byte[] damaged = npy.clone();
            damaged[i] ^= 0x40;
            try {
                reader.read("x.npy", Bytes.wrap(damaged));
            } catch (MalformedException expected) {
                assertThat(expected).hasMessageContaining("expected");
            }
        }
        assertThatThrownBy(() -> reader.read("x.npy", Bytes.of(npy, 0, npy.length - 1))).isInstanceOf(MalformedException.class);
    }

    private static InputReader reader(Path folder) throws Exception {
        Manifest manifest = ModelReader.manifest(
                new ModelReader.NamedFile("model", "model.onnx", bytes(folder.resolve("model.onnx"))), List.of(), "Apache-2.0");
        return new InputReader(manifest, Optional.of(Card.decode(bytes(folder.resolve("card.json")))));
    }

    private static Bytes bytes(Path file) throws Exception {
        return Bytes.wrap(Files.readAllBytes(file));
    }
}
