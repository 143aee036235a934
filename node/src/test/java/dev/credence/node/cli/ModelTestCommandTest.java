package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.codec.JsonFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTestCommandTest {
    @TempDir
    Path folder;

    @Test
    void ourOwnModelsPass() {
        Path models = Ran.home().resolve("models");
        Ran ran = Ran.credence("model", "test", models.resolve("digits"), models.resolve("tumour"));
        assertThat(ran.out()).isEqualTo("passed       " + models.resolve("digits") + "\npassed       " + models.resolve("tumour")
                + "\n2 passed, 0 failed, 0 unsupported\n");
        assertThat(ran.code()).isZero();
        assertThat(Ran.credence("model", "test", models, "--threads", 2).lastLine()).isEqualTo("2 passed, 0 failed, 0 unsupported");
    }

    @Test
    void aFolderOfCasesIsSearchedAndEachOutcomeNamed() throws IOException {
        write("suite/good", "Relu", 1.5f, 1.5f);
        write("suite/deep/wrong", "Relu", -2, -2);
        write("suite/unknown", "Frobnicate", 1, 1);
        Files.writeString(folder.resolve("suite/README"), "not a case");

        Ran ran = Ran.credence("model", "test", folder.resolve("suite"));

        assertThat(ran.lines())
                .containsExactly(
                        "failed       " + folder + "/suite/deep/wrong: output 'y': largest absolute difference 2.000, largest relative"
                                + " difference 1.000; 1 of 1 element differs, the first at [0]: 0.0, expected -2.0",
                        "passed       " + folder + "/suite/good",
                        "unsupported  " + folder + "/suite/unknown: node 'the-Frobnicate' (Frobnicate): the operator Frobnicate is not supported",
                        "1 passed, 1 failed, 1 unsupported");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void jsonSaysTheSame() throws Exception {
        write("good", "Relu", 1.5f, 1.5f);
        write("wrong", "Relu", Float.NaN, 1);
        write("unknown", "Frobnicate", 1, 1);

        Ran ran = Ran.credence("model", "test", folder, "--json", "--bench");

        assertThat(ran.lines()).hasSize(1);
        JsonFields result = ran.json();
        assertThat(List.of(result.integer("passed", 0, 9), result.integer("failed", 0, 9), result.integer("unsupported", 0, 9)))
                .containsExactly(1L, 1L, 1L);
        List<JsonFields> cases = result.objects("cases", 9);
        assertThat(cases.get(0).string("result", 20)).isEqualTo("passed");
        assertThat(cases.get(0).any("median_ms").toString()).isNotEqualTo("0");
        assertThat(cases.get(1).string("operator", 20)).isEqualTo("Frobnicate");
        assertThat(cases.get(1).string("node", 80)).isEqualTo("'the-Frobnicate' (Frobnicate)");
        assertThat(cases.get(2).string("output", 20)).isEqualTo("y");
        assertThat(cases.get(2).string("largest_absolute", 20)).isEqualTo("Infinity");
        assertThat(cases.get(2).string("reason", 400)).contains("NaN, expected 1.0");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void unsupportedAloneIsNoSuccess() throws IOException {
        write("unknown", "Frobnicate", 1, 1);
        assertThat(Ran.credence("model", "test", folder).code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void tolerancesDecide() throws IOException {
        write("near", "Relu", 1.01f, 1);
        assertThat(Ran.credence("model", "test", folder).lastLine()).isEqualTo("0 passed, 1 failed, 0 unsupported");
        assertThat(Ran.credence("model", "test", folder, "--rtol", "0.02").code()).isZero();
        assertThat(Ran.credence("model", "test", folder, "--atol", "0.02", "--rtol", "0").code()).isZero();
        assertThat(Ran.credence("model", "test", folder, "--atol", "-1").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void everyDataSetCounts() throws IOException {
        write("case", "Relu", 1, 1);
        writeSet("case/test_data_set_1", 2, 3);
        Ran ran = Ran.credence("model", "test", folder);
        assertThat(ran.out()).contains("test_data_set_1: output 'y'").endsWith("0 passed, 1 failed, 0 unsupported\n");
    }

    @Test
    void filesThatCarryTheNamesOfOtherValuesBelongToThose() throws IOException {
        OnnxBytes graph = new OnnxBytes()
                .message(1, OnnxBytes.node("Sub", "a", "y").text(1, "b"))
                .text(2, "g")
                .message(11, OnnxBytes.floats("a", 1))
                .message(11, OnnxBytes.floats("b", 1))
                .message(12, OnnxBytes.floats("y", 1));
        put("case/model.onnx", OnnxBytes.model(graph));
        put("case/test_data_set_0/input_0.pb", OnnxBytes.tensor("b", 1));
        put("case/test_data_set_0/input_1.pb", OnnxBytes.tensor("a", 5));
        put("case/test_data_set_0/output_0.pb", OnnxBytes.tensor("anything", 4));
        assertThat(Ran.credence("model", "test", folder).code()).isZero();
        put("case/test_data_set_0/input_0.pb", OnnxBytes.tensor("", 5));
        put("case/test_data_set_0/input_1.pb", OnnxBytes.tensor("", 1));
        assertThat(Ran.credence("model", "test", folder).code()).isZero();
    }

    @Test
    void missingOrSpoiltDataFailsItsCaseAndTheRunGoesOn() throws IOException {
        write("a-good", "Relu", 1, 1);
        put("b-no-data/model.onnx", OnnxBytes.unary("Relu"));
        write("c-no-output", "Relu", 1, 1);
        Files.delete(folder.resolve("c-no-output/test_data_set_0/output_0.pb"));
        write("d-spoilt", "Relu", 1, 1);
        Files.write(folder.resolve("d-spoilt/test_data_set_0/input_0.pb"), new byte[] {1, 2, 3});
        write("e-two-inputs", "Relu", 1, 1);
        put("e-two-inputs/test_data_set_0/input_1.pb", OnnxBytes.tensor("x", 1));
        write("f-shape", "Relu", 1, 1);
        put("f-shape/test_data_set_0/input_0.pb", OnnxBytes.tensor("x", 1, 2));
        write("g-good", "Relu", 1, 1);

        Ran ran = Ran.credence("model", "test", folder);

        assertThat(ran.lines().get(0)).startsWith("passed");
        assertThat(ran.lines().get(1)).contains("there is no test_data_set_0 with recorded inputs and outputs beside the model");
        assertThat(ran.lines().get(2)).contains("test_data_set_0: expected 1 output file for [y], found 0");
        assertThat(ran.lines().get(3)).contains("test_data_set_0/input_0.pb");
        assertThat(ran.lines().get(4)).contains("expected 1 input file for [x], found 2");
        assertThat(ran.lines().get(5)).contains("the input 'x' is FLOAT[2], expected FLOAT[1]");
        assertThat(ran.lines().get(6)).startsWith("passed");
        assertThat(ran.lastLine()).isEqualTo("2 passed, 5 failed, 0 unsupported");
    }

    @Test
    void hostileModelsGetOneSentenceEachInTime() throws IOException {
        int number = 0;
        for (Map.Entry<String, byte[]> model : HostileModels.all().entrySet()) {
            Path one = folder.resolve("case-" + number++);
            Files.createDirectories(one);
            Files.write(one.resolve("model.onnx"), model.getValue());
            Ran ran = Assertions.assertTimeout(Duration.ofSeconds(2), () -> Ran.credence("model", "test", one));
            assertThat(ran.code()).as(model.getKey()).isEqualTo(ExitCode.FAILED);
            assertThat(ran.lines()).as(model.getKey()).hasSize(2);
            assertThat(ran.out()).as(model.getKey()).doesNotContain("unexpectedly", "Exception", "\u001b", "\u202e");
            assertThat(ran.err()).as(model.getKey()).isEmpty();
        }
    }

    @Test
    void whatIsNoFolderOfCasesIsSaidInOneSentence() throws IOException {
        Ran none = Ran.credence("model", "test", folder);
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).isEqualTo("credence: " + folder + ": expected a folder with model.onnx in it or under it, found none\n");
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(Ran.credence("model", "test", file).err()).isEqualTo("credence: " + file + ": expected a folder, found a file\n");
        assertThat(Ran.credence("model", "test", folder.resolve("absent")).code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(Ran.credence("model", "test").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Ran.credence("model", "test", Ran.home().resolve("models/tumour"), "--threads", 0).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void helpSaysThatUnsupportedIsNoSuccess() {
        Ran help = Ran.credence("model", "test", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("1 if one failed or is unsupported", "Example:");
    }

    private void write(String name, String operation, float input, float output) throws IOException {
        put(name + "/model.onnx", OnnxBytes.unary(operation));
        writeSet(name + "/test_data_set_0", input, output);
    }

    private void writeSet(String name, float input, float output) throws IOException {
        put(name + "/input_0.pb", OnnxBytes.tensor("x", input));
        put(name + "/output_0.pb", OnnxBytes.tensor("y", output));
    }

    private void put(String name, OnnxBytes content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content.raw());
    }
}
