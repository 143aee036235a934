package dev.credence.trials.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.onnx.Models;
import dev.credence.inference.onnx.Proto;
import dev.credence.node.operator.Conduct;
import dev.credence.testkit.External;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Trial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the real `tritonclient[http]` works unchanged against the gateway.
///
/// Method: a script in Python (`trials/clients/triton_contract.py`) drives the client through health, metadata, JSON and binary
/// tensors, text, half floats, compression and errors, and prints one line a case; every line is a test here. The list of cases is
/// the script's own, and it ends with their number, so that a script that dies half way fails.
class TritonClientTest {
    private static final int FLOAT16 = 10;
    private static final int STRING = 8;
    private static final int CASES_MIN = 15;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> tritonClient() throws Exception {
        String python = System.getenv("CREDENCE_PYTHON");
        if (python == null || python.isBlank()) {
            External.leaveOut("contract with tritonclient", "CREDENCE_PYTHON is not set; ./check --install installs the client");
        }
        Path models = folder.resolve("models");
        ModelFolders.write(models, "digits", "1", ModelFolders.digits());
        ModelFolders.write(models, "half", "1", echo(FLOAT16));
        ModelFolders.write(models, "text", "1", echo(STRING));
        ModelFolders.write(models, "whole", "1", echo(Models.INT64));
        try (Trial trial = Trial.start(folder.resolve("data"), models, List.of(Conduct.HONEST, Conduct.HONEST))) {
            String address = trial.network().gatewayUrl().replace("http://", "");
            Path script = Path.of(System.getProperty("credence.home"), "trials", "clients", "triton_contract.py");
            Process process = new ProcessBuilder(python, script.toString(), address).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            return cases(output, exit).stream();
        }
    }

    private static List<DynamicTest> cases(String output, int exit) {
        Map<String, String> results = new TreeMap<>();
        int announced = -1;
        for (String line : output.lines().toList()) {
            if (line.startsWith("ok ")) {
                results.put(line.substring(3), "");
            } else if (line.startsWith("FAIL ")) {
                results.put(line.substring(5, line.indexOf(':')), line);
            } else if (line.startsWith("cases ")) {
                announced = Integer.parseInt(line.substring(6));
            }
        }
        int expected = announced;
        List<DynamicTest> tests = new ArrayList<>();
        results.forEach((name, failure) -> tests.add(DynamicTest.dynamicTest(name, () -> assertThat(failure).isEmpty())));
        tests.add(DynamicTest.dynamicTest("the script ran to its end", () -> {
            assertThat(exit).as(output).isZero();
            assertThat(results).as(output).hasSize(expected).hasSizeGreaterThanOrEqualTo(CASES_MIN);
        }));
        return tests;
    }

    /// y = x of one element type and open length.
    private static Bytes echo(int type) {
        Proto graph = Models.graph()
                .message(11, Models.value("x", type, -1))
                .message(1, Models.node("Identity", Models.in("x"), "y"))
                .message(12, Models.value("y", type, -1));
        return Models.model(17, graph);
    }
}
