package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.conformance.CaseFolders;
import dev.credence.node.conformance.DataSet;
import dev.credence.node.conformance.Latency;
import dev.credence.node.conformance.MadeUpInputs;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `credence bench inference`: a model's time to load, its first run, its warm runs, and this process's memory.
@Command(
        name = "inference",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a model: reading it, the cold first run, the median of warm runs, resident memory.",
            "A folder's test_data_set_0 gives the inputs; without one they are made up: open dimensions are 1, integers 0."
        },
        footer = {"", "Example:", "  credence bench inference models/digits --threads 2"})
final class BenchInferenceCommand implements Callable<Integer> {
    private static final int MODEL_BYTES_MAX = 1 << 30;
    private static final int SECONDS_MAX = 600;
    private static final double NANOS_A_MILLI = 1e6;

    @Parameters(index = "0", paramLabel = "FILE|FOLDER", description = "An ONNX model, or a folder with model.onnx.")
    private Path path;

    @Option(names = "--seconds", paramLabel = "N", description = "About how long to run it; up to five times that while it still gets faster (default: 4).")
    private int seconds = 4;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private EngineOption engine;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    BenchInferenceCommand() {}

    /// @param inputs where they come from
    private record Measured(long readNanos, long firstNanos, Latency warm, OptionalLong residentBytes, String inputs) {}

    @Override
    public Integer call() throws CommandException {
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw CommandException.usage("--seconds: expected 1 to " + SECONDS_MAX + ", found " + seconds);
        }
        Terminal terminal = Terminal.of(spec);
        try (EngineOption.Running running = engine.start()) {
            terminal.progress("running " + path + " for " + seconds + " s …", false);
            Measured measured = measure(running);
            terminal.clearProgress();
            if (json) {
                terminal.json(json(measured, running));
            } else {
                print(terminal, measured, running);
            }
            return ExitCode.OK;
        } catch (MalformedException malformed) {
            throw CommandException.malformed(path, malformed);
        } catch (RefusedException refused) {
            throw CommandException.failed(path + ": " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.file(path, failed);
        }
    }

    private Measured measure(EngineOption.Running running) throws IOException, MalformedException, RefusedException {
        Path inside = path.resolve(CaseFolders.MODEL);
        boolean folder = world.disk().exists(inside);
        long began = world.clock().steadyNanos();
        Executor executor = new Executor(
                OnnxImport.read(AtomicFile.read(world.disk(), folder ? inside : path, MODEL_BYTES_MAX)), running.engine());
        long read = world.clock().steadyNanos() - began;
        List<Path> sets = folder ? DataSet.folders(world.disk(), path) : List.of();
        Map<String, Tensor> inputs = sets.isEmpty()
                ? MadeUpInputs.of(executor.graph())
                : DataSet.read(world.disk(), sets.getFirst(), executor.graph()).inputs();
        long start = world.clock().steadyNanos();
        executor.run(inputs);
        long first = world.clock().steadyNanos() - start;
        Latency warm = Latency.of(executor, inputs, world.clock(), seconds * 1_000_000_000L);
        return new Measured(read, first, warm, ProcessMemory.residentBytes(), sets.isEmpty() ? "made up" : sets.getFirst().toString());
    }

    private static void print(Terminal terminal, Measured measured, EngineOption.Running running) {
        terminal.line("median of " + measured.warm().runs() + " warm runs  " + millis(measured.warm().medianNanos()));
        terminal.line("cold first run  " + millis(measured.firstNanos()));
        terminal.line("reading the model  " + millis(measured.readNanos()));
        if (measured.residentBytes().isPresent()) {
            terminal.line("resident memory  " + (measured.residentBytes().getAsLong() >> 20) + " MiB (the whole process)");
        }
        terminal.line("inputs  " + measured.inputs());
        terminal.line(running.threads() + (running.threads() == 1 ? " thread, " : " threads, ") + running.kernels());
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.4f ms", nanos / NANOS_A_MILLI);
    }

    private JsonObject json(Measured measured, EngineOption.Running running) {
        JsonObject.Builder members = JsonObject.builder()
                .put("model", path.toString())
                .put("median_ms", JsonNumber.of(measured.warm().medianNanos() / NANOS_A_MILLI))
                .put("runs", measured.warm().runs())
                .put("first_ms", JsonNumber.of(measured.firstNanos() / NANOS_A_MILLI))
                .put("read_ms", JsonNumber.of(measured.readNanos() / NANOS_A_MILLI));
        if (measured.residentBytes().isPresent()) {
            members.put("resident_bytes", measured.residentBytes().getAsLong());
        }
        return members.put("inputs", measured.inputs())
                .put("threads", running.threads())
                .put("kernels", running.kernels())
                .build();
    }
}
