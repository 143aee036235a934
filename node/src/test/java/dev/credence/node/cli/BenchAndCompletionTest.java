package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.codec.JsonFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchAndCompletionTest {
    @TempDir
    Path folder;

    @Test
    void aFolderIsMeasuredOnItsRecordedInputs() throws Exception {
        Path digits = Ran.home().resolve("models/digits");
        JsonFields measured = Ran.credence("bench", "inference", digits, "--seconds", 1, "--json").json();
        assertThat(measured.integer("runs", 3, 30_000)).isGreaterThan(2);
        assertThat(measured.any("median_ms").toString()).isNotBlank();
        assertThat(measured.any("first_ms").toString()).isNotBlank();
        assertThat(measured.string("inputs", 400)).endsWith("test_data_set_0");
    }

    @Test
    void aFileAloneIsMeasuredOnMadeUpInputs() throws IOException {
        Path file = Files.write(folder.resolve("relu.onnx"), OnnxBytes.unary("Relu").raw());
        Ran ran = Ran.credence("bench", "inference", file, "--seconds", 1, "--threads", 2);
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("warm runs", "cold first run", "inputs  made up", "2 threads, ");
    }

    @Test
    void whatCannotBeMeasuredIsSaidInOneSentence() throws IOException {
        Path unknown = Files.write(folder.resolve("unknown.onnx"), OnnxBytes.unary("Frobnicate").raw());
        Path spoilt = Files.write(folder.resolve("spoilt.onnx"), new byte[] {1});
        OnnxBytes large = new OnnxBytes()
                .message(1, OnnxBytes.node("Relu", "x", "y"))
                .text(2, "g")
                .message(11, OnnxBytes.floats("x", 1L << 40))
                .message(12, OnnxBytes.floats("y", 1));
        Path huge = Files.write(folder.resolve("huge.onnx"), OnnxBytes.model(large).raw());
        for (Path file : List.of(unknown, spoilt, huge)) {
            Ran ran = Ran.credence("bench", "inference", file);
            assertThat(ran.code()).as(file.toString()).isEqualTo(ExitCode.FAILED);
            assertThat(ran.err()).startsWith("credence: " + file).hasLineCount(1);
        }
        assertThat(Ran.credence("bench", "inference", folder.resolve("absent")).code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(Ran.credence("bench", "inference", unknown, "--seconds", 0).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void completionKnowsTheCommandsAndTheirOptions() {
        Ran ran = Ran.credence("completion");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("_complete_credence", "verify", "--rtol", "--policy");
    }

    @Test
    void everyCommandHelpsWithAnExample() {
        List<String> without = new ArrayList<>();
        Deque<CommandLine> open = new ArrayDeque<>(new CommandLine(new Main(Terminal.system())).getSubcommands().values());
        while (!open.isEmpty()) {
            CommandLine command = open.pop();
            if (!command.getUsageMessage(CommandLine.Help.Ansi.OFF).contains("Example:")) {
                without.add(command.getCommandSpec().qualifiedName());
            }
            open.addAll(command.getSubcommands().values());
        }
        assertThat(without).isEmpty();
    }
}
