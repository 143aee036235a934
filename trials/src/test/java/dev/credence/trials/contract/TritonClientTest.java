package dev.credence.trials.contract;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.onnx.Models;
import dev.credence.inference.onnx.Proto;
import dev.credence.node.operator.Conduct;
import dev.credence.testkit.External;
import dev.credence.trials.kit.ClientScript;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Trial;
import java.nio.file.Path;
import java.util.List;
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
            String script = ClientScript.of("triton_contract.py").toString();
            return ClientScript.run(CASES_MIN, python, script, address).stream();
        }
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
