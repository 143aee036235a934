package dev.credence.node.quantisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.integer.IntegerExecutor;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.WeightsCodec;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.node.hub.ModelReader;
import dev.credence.node.input.Card;
import dev.credence.node.input.InputReader;
import dev.credence.node.world.SystemWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// models/digits-int8 as it lies in the tree.
class ShippedDigitsTest {
    private static final Path MODELS = Path.of(System.getProperty("credence.home"), "models");

    @Test
    void answersEverySampleAsItsParentDoes() throws Exception {
        IntegerProgram program = IntegerProgram.decode(bytes("digits-int8/program.int8"));
        IntegerModel integers = IntegerModel.of(program, WeightsCodec.decode(program, bytes("digits-int8/weights.int8")));
        Bytes onnx = bytes("digits/model.onnx");
        Graph floats = OnnxImport.read(onnx);
        Card card = Card.decode(bytes("digits-int8/card.json"));
        Manifest manifest = ModelReader.manifest(new ModelReader.NamedFile("model", "model.onnx", onnx), List.of(), "Apache-2.0");

        // The model's own answers as labels: `before` is then all of them.
        SampleFiles files = SampleFiles.of(
                new SystemWorld().disk(), new InputReader(manifest, Optional.of(card)), Optional.of(MODELS.resolve("digits/samples/answers.json")));
        Comparison comparison = Comparison.of(
                new Executor(floats, Engine.REFERENCE),
                IntegerExecutor.of(integers, Engine.REFERENCE),
                files.read(List.of(MODELS.resolve("digits/samples"))),
                card.labels().get("logits"));

        assertThat(comparison).isEqualTo(new Comparison(13, 13, 13, 13, 13));
        assertThat(integers.parameters()).isEqualTo(20_522);
    }

    @Test
    void itsCardTellsAtMostOnePercentagePointLost() throws Exception {
        JsonFields card = JsonFields.of("card", StrictJson.parse(bytes("digits-int8/card.json"), JsonLimits.ofBytes(Card.BYTES_MAX)));
        JsonFields quantised = card.object("quantised");
        long before = quantised.object("before").integer("partsPerMillion", 0, 1_000_000);
        long after = quantised.object("after").integer("partsPerMillion", 0, 1_000_000);
        assertThat(quantised.bool("heldBack")).isTrue();
        assertThat(quantised.integer("labelled", 0, 10_000)).isEqualTo(1_000);
        assertThat(before - after).isLessThanOrEqualTo(10_000);
        assertThat(QuantisedCard.parent(bytes("digits-int8/card.json")).orElseThrow()).hasToString("digits@1");
    }

    private static Bytes bytes(String name) throws Exception {
        return Bytes.wrap(Files.readAllBytes(MODELS.resolve(name)));
    }
}
