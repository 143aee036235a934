package dev.credence.inference.onnx;

import static dev.credence.inference.onnx.Models.FLOAT;
import static dev.credence.inference.onnx.Models.attribute;
import static dev.credence.inference.onnx.Models.graph;
import static dev.credence.inference.onnx.Models.in;
import static dev.credence.inference.onnx.Models.longs;
import static dev.credence.inference.onnx.Models.model;
import static dev.credence.inference.onnx.Models.node;
import static dev.credence.inference.onnx.Models.tensor;
import static dev.credence.inference.onnx.Models.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.ElementType;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/// Model files that a stranger sent: each defect gets one clear sentence, and nothing is allocated for it.
class OnnxImportTest {
    private static AbstractThrowableAssert<?, ?> refusing(Bytes file) {
        return assertThatThrownBy(() -> OnnxImport.read(file)).isInstanceOf(MalformedException.class);
    }

    private static Proto identity() {
        return graph().message(11, value("x", FLOAT, 2)).message(1, node("Identity", in("x"), "y"))
                .message(12, value("y", FLOAT, 2));
    }

    private static Proto external(String key, String text) {
        return new Proto().number(1, 2).number(2, FLOAT).text(8, "w").number(14, 1)
                .message(13, new Proto().text(1, key).text(2, text));
    }

    @Test
    void readsInputsOutputsConstantsAndNodes() throws Exception {
        Graph read = OnnxImport.read(model(17, identity().message(5, tensor("w", FLOAT, 24, 2, 3))));
        assertThat(read.opset()).isEqualTo(17);
        assertThat(read.inputs()).extracting(Object::toString).containsExactly("x FLOAT[2]");
        assertThat(read.outputs()).extracting(Object::toString).containsExactly("y FLOAT[2]");
        assertThat(read.initializers().get("w").toString()).isEqualTo("FLOAT[2,3]");
        assertThat(read.nodes().getFirst().qualifiedOperation()).isEqualTo("Identity");
    }

    @Test
    void constantListedAmongInputsIsNoInput() throws Exception {
        Proto graph = identity().message(11, value("w", FLOAT, 1)).message(5, tensor("w", FLOAT, 4, 1));
        assertThat(OnnxImport.read(model(8, graph)).inputs()).hasSize(1);
    }

    @Test
    void acceptsPackedAndUnpackedNumbersAlike() throws Exception {
        Proto packed = new Proto().bytes(1, new byte[] {3}).number(2, Models.INT64).text(8, "w").bytes(7, new byte[] {1, 2, 3});
        Graph a = OnnxImport.read(model(17, identity().message(5, packed)));
        Graph b = OnnxImport.read(model(17, identity().message(5, longs("w", 1, 2, 3))));
        assertThat(a.initializers().get("w").longs()).containsExactly(1, 2, 3).isEqualTo(b.initializers().get("w").longs());
    }

    @Test
    void refusesEveryTruncation() throws Exception {
        Bytes whole = model(17, identity().message(5, tensor("w", FLOAT, 24, 2, 3)));
        OnnxImport.read(whole);
        for (int end = 0; end < whole.length(); end++) {
            refusing(whole.slice(0, end));
        }
    }

    @Test
    void refusesEmptyFileAndText() {
        refusing(Bytes.EMPTY).hasMessageContaining("ir_version");
        refusing(Bytes.ofUtf8("{\"model\": \"no\"}"));
    }

    @Test
    void refusesDimensionsWhoseProductOverflows() {
        refusing(model(17, identity().message(5, tensor("w", FLOAT, 4, 1L << 32, 1L << 32))))
                .hasMessageContaining("'w'.dims").hasMessageContaining("[4294967296,4294967296]");
        refusing(model(17, identity().message(5, tensor("w", FLOAT, 4, 65_536, 65_536))));
        refusing(model(17, identity().message(5, tensor("w", FLOAT, 0, 0, 1L << 31))));
        refusing(model(17, identity().message(5, tensor("w", FLOAT, 4, -1, -1))));
    }

    @Test
    void refusesExabytesBehindAFewBytes() {
        refusing(model(17, identity().message(5, tensor("w", FLOAT, 4, 1 << 20, 1 << 10))))
                .hasMessageContaining("4294967296 bytes").hasMessageContaining("found 4 bytes");
    }

    @Test
    void refusesMoreDimensionsThanAnyTensorHas() {
        refusing(model(17, identity().message(5, tensor("w", FLOAT, 4, new long[17])))).hasMessageContaining("at most 16 dimensions");
    }

    @Test
    void refusesTwoWaysOfHoldingData() {
        Proto both = tensor("w", FLOAT, 4, 1).float32(4, 1f);
        refusing(model(17, identity().message(5, both))).hasMessageContaining("raw_data and typed data");
    }

    @Test
    void refusesNumbersOutsideTheirType() {
        Proto bytes = new Proto().number(1, 1).number(2, ElementType.INT8.onnxCode()).text(8, "w").number(5, 128);
        refusing(model(17, identity().message(5, bytes))).hasMessageContaining("-128 to 127");
        Proto truth = new Proto().number(1, 1).number(2, Models.BOOL).text(8, "w").bytes(9, new byte[] {2});
        refusing(model(17, identity().message(5, truth))).hasMessageContaining("0 or 1");
    }

    @Test
    void refusesSecondConstantOfOneName() {
        refusing(model(17, identity().message(5, tensor("w", FLOAT, 4, 1)).message(5, tensor("w", FLOAT, 4, 1))))
                .hasMessageContaining("'w' twice");
    }

    @Test
    void refusesUnorderedNodesAndCycles() {
        Proto cycle = graph().message(1, node("Relu", in("b"), "a")).message(1, node("Relu", in("a"), "b"))
                .message(12, value("b", FLOAT, 1));
        refusing(model(17, cycle)).hasMessageContaining("node[0] (Relu)").hasMessageContaining("'b'");
        Proto self = graph().message(1, node("Relu", in("a"), "a")).message(12, value("a", FLOAT, 1));
        refusing(model(17, self)).hasMessageContaining("no cycles");
    }

    @Test
    void refusesSecondDefinitionOfAName() {
        Proto twice = identity().message(1, node("Relu", in("x"), "y"));
        refusing(model(17, twice)).hasMessageContaining("a second one of 'y'");
    }

    @Test
    void refusesOutputThatNobodyGives() {
        refusing(model(17, identity().message(12, value("z", FLOAT, 1)))).hasMessageContaining("'z', which none does");
    }

    @Test
    void refusesSecondGraph() {
        Bytes twice = new Proto().number(1, 8).message(8, new Proto().number(2, 17)).message(7, identity())
                .message(7, identity()).toBytes();
        refusing(twice).hasMessageContaining("a second one");
    }

    @Test
    void refusesGraphsNestedTooDeep() {
        Proto inner = identity();
        for (int depth = 0; depth < 9; depth++) {
            inner = graph().message(1, node("If", in("c"), "y").message(5, attribute("then_branch", inner)));
        }
        refusing(model(17, inner)).hasMessageContaining("nested at most 8 deep");
    }

    @Test
    void refusesMoreNodesOrConstantsThanItsLimits() {
        OnnxLimits limits = new OnnxLimits(1, 1, 1, 100, 100);
        Proto two = identity().message(1, node("Relu", in("y"), "z"));
        assertThatThrownBy(() -> OnnxImport.read(model(17, two), ExternalData.REFUSED, limits))
                .isInstanceOf(MalformedException.class).hasMessageContaining("at most 1 nodes");
        Proto constants = identity().message(5, tensor("v", FLOAT, 4, 1)).message(5, tensor("w", FLOAT, 4, 1));
        assertThatThrownBy(() -> OnnxImport.read(model(17, constants), ExternalData.REFUSED, limits))
                .isInstanceOf(MalformedException.class).hasMessageContaining("at most 1 initializers");
        Proto large = identity().message(5, tensor("v", FLOAT, 400, 100));
        assertThatThrownBy(() -> OnnxImport.read(model(17, large), ExternalData.REFUSED, limits))
                .isInstanceOf(MalformedException.class).hasMessageContaining("at most 100 bytes of constants");
        Proto named = graph().message(11, value("x".repeat(101), FLOAT, 1));
        assertThatThrownBy(() -> OnnxImport.read(model(17, named), ExternalData.REFUSED, limits))
                .isInstanceOf(MalformedException.class).hasMessageContaining("at most 100 bytes");
    }

    @Test
    void refusesMoreNumbersInAttributesThanAnyModelHas() {
        Proto many = new Proto().text(1, "axes").number(20, 7).bytes(8, new byte[(1 << 23) + 1]);
        refusing(model(17, identity().message(1, node("Squeeze", in("x"), "z").message(5, many))))
                .hasMessageContaining("at most 8388608");
    }

    @Test
    void checksManySmallGraphsInLinearTime() throws Exception {
        Proto branch = graph().message(1, node("Identity", in("x"), "b")).message(12, value("b", FLOAT, 2));
        Proto graph = identity();
        for (int i = 0; i < 20_000; i++) {
            graph.message(1, node("If", in("x"), "v" + i).message(5, attribute("then_branch", branch)));
        }
        long start = System.nanoTime();
        OnnxImport.read(model(17, graph));
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    @Test
    void refusesExternalDataUnlessAskedFor() {
        refusing(model(17, identity().message(5, external("location", "weights.bin"))))
                .hasMessageContaining("a model whose constants are inside it");
    }

    @Test
    void refusesLocationsThatLeaveTheFolder() {
        for (String location : new String[] {"/etc/passwd", "../secret", "a/../../secret", "a//b", "./a", "C:\\x", "a\\b", "a\u0000b", ""}) {
            assertThatThrownBy(() -> OnnxImport.read(
                            model(17, identity().message(5, external("location", location))),
                            (_, _, length) -> Bytes.of(new byte[(int) length]),
                            OnnxLimits.DEFAULT))
                    .as(location).isInstanceOf(MalformedException.class).hasMessageContaining("relative path");
        }
    }

    @Test
    void refusesUnknownAndRepeatedKeysOfExternalData() {
        refusing(model(17, identity().message(5, external("__class__", "x")))).hasMessageContaining("'__class__'");
        Proto twice = external("location", "a").message(13, new Proto().text(1, "location").text(2, "b"));
        refusing(model(17, identity().message(5, twice))).hasMessageContaining("a second 'location'");
        refusing(model(17, identity().message(5, external("offset", "-1")))).hasMessageContaining("decimal number");
        refusing(model(17, identity().message(5, external("length", "99999999999999999999")))).hasMessageContaining("decimal number");
    }

    @Test
    void readsExternalDataFromItsSourceAndChecksItsLength() throws Exception {
        Proto reference = external("location", "a/w.bin").message(13, new Proto().text(1, "offset").text(2, "16"));
        Bytes file = model(17, identity().message(5, reference));
        Graph read = OnnxImport.read(file, (location, offset, length) -> {
            assertThat(location).isEqualTo("a/w.bin");
            assertThat(offset).isEqualTo(16);
            return Bytes.of(new byte[(int) length]);
        }, OnnxLimits.DEFAULT);
        assertThat(read.initializers().get("w").elements()).isEqualTo(2);
        assertThatThrownBy(() -> OnnxImport.read(file, (_, _, _) -> Bytes.EMPTY, OnnxLimits.DEFAULT))
                .isInstanceOf(MalformedException.class).hasMessageContaining("expected 8 bytes, found 0 bytes");
        Proto longer = external("location", "w").message(13, new Proto().text(1, "length").text(2, "9"));
        refusing(model(17, identity().message(5, longer))).hasMessageContaining("9 bytes");
    }

    @Test
    void refusesBrokenWireFormat() {
        refusing(new Proto().raw(0x00, 0x00).toBytes()).hasMessageContaining("field number");
        refusing(new Proto().raw(0x0b).toBytes()).hasMessageContaining("wire type 0, 1, 2 or 5");
        refusing(new Proto().raw(0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f).toBytes())
                .hasMessageContaining("64 bits");
        refusing(new Proto().raw(0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f).toBytes()).hasMessageContaining("more bytes");
        refusing(new Proto().number(7, 1).toBytes()).hasMessageContaining("wire type");
        refusing(model(17, graph().bytes(2, new byte[] {(byte) 0xff})))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void refusesWhatItDoesNotHaveByName() {
        Proto eighth = new Proto().number(1, 1).number(2, 17).text(8, "w").bytes(9, new byte[1]);
        assertThatThrownBy(() -> OnnxImport.read(model(17, identity().message(5, eighth))))
                .isInstanceOf(RefusedException.class).hasMessageContaining("'w'").hasMessageContaining("float8e4m3fn");
        assertThatThrownBy(() -> OnnxImport.read(model(17, identity().message(15, new Proto()))))
                .isInstanceOf(RefusedException.class).hasMessageContaining("sparse");
        Bytes function = new Proto().number(1, 8).message(25, new Proto()).toBytes();
        assertThatThrownBy(() -> OnnxImport.read(function)).isInstanceOf(RefusedException.class).hasMessageContaining("functions");
    }

    @Test
    void refusesVersionsThatDoNotExist() {
        refusing(new Proto().number(1, 99).message(8, new Proto().number(2, 17)).message(7, identity()).toBytes())
                .hasMessageContaining("3 to 14");
        refusing(new Proto().number(1, 8).message(7, identity()).toBytes()).hasMessageContaining("operation sets");
        refusing(new Proto().number(1, 8).message(8, new Proto().number(2, -1)).toBytes()).hasMessageContaining("1 to 1000");
    }
}
