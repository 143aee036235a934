package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.GatheringKernels;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.WeightsCodec;
import dev.credence.inference.integer.quantise.Quantiser;
import dev.credence.inference.integer.seeded.SeededModels;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.node.conformance.MadeUpInputs;
import dev.credence.node.hub.IntegerFiles;
import dev.credence.node.proving.ProofMeasurement;
import dev.credence.node.proving.TemporaryCodewords;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.proof.code.Workers;
import dev.credence.verification.circuit.CircuitException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `credence bench proof`: what it takes to prove a model's answers and to verify the proofs.
@Command(
        name = "proof",
        mixinStandardHelpOptions = true,
        description = {
            "Measures succinct arguments for a model: the median of warm proofs, each under another nonce and verified, and the cold first one.",
            "'Prove' includes the inference, the witness and the proof of work. Weights are committed and registered once, which is told beside."
        },
        footer = {"", "Example:", "  credence bench proof --shape mlp-26k --threads 2"})
final class BenchProofCommand implements Callable<Integer> {
    private static final int FILE_BYTES_MAX = 1 << 30;
    private static final int PROOFS_MAX = 10_000;
    private static final String DIGITS = "digits";
    private static final double NANOS_A_MILLI = 1e6;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    @Option(names = "--proofs", paramLabel = "N", description = "Warm proofs that count (default: 32).")
    private int proofs = 32;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private EngineOption engine;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    BenchProofCommand() {}

    private static final class Subject {
        @Option(names = "--shape", paramLabel = "NAME", description = "mlp-26k, cnn-16k, mlp-4m, cnn-264k with weights from a seed; mlp:4,512,512,3 for dense layers of these widths; or digits, our own model.")
        private String shape;

        @Option(names = "--onnx", paramLabel = "FILE", description = "A float ONNX model, quantised with made-up samples.")
        private Path onnx;

        Subject() {}
    }

    @Override
    public Integer call() throws CommandException {
        if (proofs < 1 || proofs > PROOFS_MAX) {
            throw CommandException.usage("--proofs: expected 1 to " + PROOFS_MAX + ", found " + proofs);
        }
        Terminal terminal = Terminal.of(spec);
        String name = subject.shape != null ? subject.shape : subject.onnx.toString();
        try (EngineOption.Running running = engine.start()) {
            GatheringKernels kernels = new GatheringKernels(running.engine().kernels());
            terminal.progress("proving " + name + " …", false);
            Workers workers = running.helpers() == null ? Workers.ALONE : new Workers(running.helpers(), running.threads());
            ProofMeasurement measured = measured(model(kernels, running), kernels, workers);
            terminal.clearProgress();
            if (json) {
                terminal.json(json(name, measured, running));
            } else {
                print(terminal, name, measured, running);
            }
            return ExitCode.OK;
        } catch (MalformedException malformed) {
            throw CommandException.malformed(path(), malformed);
        } catch (RefusedException | CircuitException refused) {
            throw CommandException.failed(name + ": " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.file(path(), failed);
        }
    }

    private ProofMeasurement measured(IntegerModel model, GatheringKernels kernels, Workers workers) throws CircuitException, IOException {
        try (TemporaryCodewords codewords = new TemporaryCodewords(world)) {
            return ProofMeasurement.of(model, kernels, workers, world.clock(), codewords::store, proofs);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private Path path() {
        return subject.onnx != null ? subject.onnx : digits();
    }

    private static Path digits() {
        return Path.of(System.getProperty("credence.home", ".")).resolve("models").resolve("digits-int8");
    }

    private IntegerModel model(GatheringKernels kernels, EngineOption.Running running)
            throws IOException, MalformedException, RefusedException, CommandException {
        if (subject.onnx != null) {
            Graph graph = OnnxImport.read(AtomicFile.read(world.disk(), subject.onnx, FILE_BYTES_MAX));
            return Quantiser.quantise(graph, List.of(MadeUpInputs.of(graph)), running.engine(), Quantiser.Settings.DEFAULT);
        }
        if (subject.shape.equals(DIGITS)) {
            IntegerProgram program =
                    IntegerProgram.decode(AtomicFile.read(world.disk(), digits().resolve(IntegerFiles.PROGRAM), FILE_BYTES_MAX));
            return IntegerModel.of(
                    program, WeightsCodec.decode(program, AtomicFile.read(world.disk(), digits().resolve(IntegerFiles.WEIGHTS), FILE_BYTES_MAX)));
        }
        if (subject.shape.matches("mlp:[1-9][0-9]{0,4}(,[1-9][0-9]{0,4}){1,15}")) {
            return SeededModels.mlp(1, kernels, Stream.of(subject.shape.substring(4).split(",")).mapToInt(Integer::parseInt).toArray());
        }
        if (!SeededModels.NAMES.contains(subject.shape)) {
            throw CommandException.usage("--shape: expected one of " + SeededModels.NAMES + ", mlp:WIDTHS or digits, found '" + subject.shape + "'");
        }
        return SeededModels.of(subject.shape, 1, kernels);
    }

    private static void print(Terminal terminal, String name, ProofMeasurement measured, EngineOption.Running running) {
        ProofMeasurement.Size size = measured.size();
        terminal.line(String.format(Locale.ROOT, "%s: %,d parameters, %,d multiply-adds, %,d cells of witness",
                name, size.parameters(), size.multiplyAdds(), size.witnessCells()));
        terminal.line("prove  " + millis(measured.prove()) + "  (median of " + measured.proofs() + " warm proofs; the first, cold: "
                + millis(measured.first().prove()) + ")");
        terminal.line("verify  " + millis(measured.verify()) + "  (cold: " + millis(measured.first().verify()) + ")");
        terminal.line("inference  " + millis(measured.inference())
                + String.format(Locale.ROOT, "  (cold: %s; a proof takes %,.0f times as long)",
                        millis(measured.first().inference()), (double) measured.prove() / measured.inference()));
        terminal.line(String.format(Locale.ROOT, "proof  %,d bytes", measured.proofBytes()));
        terminal.line("once per model: commitment " + millis(measured.commitNanos())
                + String.format(Locale.ROOT, " and %,d bytes; ", size.codewordBytes())
                + registration(measured.registration()));
        OptionalLong peak = ProcessMemory.peakBytes();
        if (peak.isPresent()) {
            terminal.line("peak memory  " + (peak.getAsLong() >> 20) + " MiB (the whole process, mapped files included; now "
                    + (ProcessMemory.anonymousBytes().orElse(0) >> 20) + " MiB of its own and " + (ProcessMemory.fileBytes().orElse(0) >> 20)
                    + " MiB of files)");
        }
        terminal.line(running.threads() + (running.threads() == 1 ? " thread, " : " threads, ") + running.kernels());
    }

    private static String registration(ProofMeasurement.Registration registration) {
        return "registration " + millis(registration.prove())
                + String.format(Locale.ROOT, ", %,d bytes, verified in ", registration.bytes()) + millis(registration.verify());
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_A_MILLI);
    }

    private static JsonObject json(String name, ProofMeasurement measured, EngineOption.Running running) {
        ProofMeasurement.Size size = measured.size();
        JsonObject.Builder members = JsonObject.builder()
                .put("model", name)
                .put("parameters", size.parameters())
                .put("multiply_adds", size.multiplyAdds())
                .put("code_cells", size.codeCells())
                .put("witness_cells", size.witnessCells())
                .put("proofs", measured.proofs())
                .put("prove_ms", ms(measured.prove()))
                .put("verify_ms", ms(measured.verify()))
                .put("inference_ms", ms(measured.inference()))
                .put("first_inference_ms", ms(measured.first().inference()))
                .put("first_prove_ms", ms(measured.first().prove()))
                .put("first_verify_ms", ms(measured.first().verify()))
                .put("proof_bytes", measured.proofBytes())
                .put("commit_ms", ms(measured.commitNanos()))
                .put("commit_bytes", size.codewordBytes());
        members.put("registration_ms", ms(measured.registration().prove()))
                .put("registration_verify_ms", ms(measured.registration().verify()))
                .put("registration_bytes", measured.registration().bytes());
        ProcessMemory.peakBytes().ifPresent(bytes -> members.put("peak_bytes", bytes));
        ProcessMemory.anonymousBytes().ifPresent(bytes -> members.put("anonymous_bytes", bytes));
        ProcessMemory.fileBytes().ifPresent(bytes -> members.put("file_bytes", bytes));
        return members.put("threads", running.threads()).put("kernels", running.kernels()).build();
    }

    private static JsonNumeric ms(long nanos) {
        return JsonNumber.of(nanos / NANOS_A_MILLI);
    }
}
