package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.transformer.LanguageModel;
import dev.credence.inference.language.transformer.Transformer;
import dev.credence.node.language.LanguageBench;
import dev.credence.node.language.MappedModel;
import dev.credence.node.language.RecordingBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `credence bench language`: how fast this machine reads prompts, writes answers and replays them.
@Command(
        name = "language",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a language model: tokens a second of a prompt and of an answer, the time of replaying the answer, memory.",
            "Each figure is the best of three rounds; what a trace costs is the median of nine."
        },
        footer = {"", "Example:", "  credence bench language --model model.gguf --threads 2"})
final class BenchLanguageCommand extends LanguageFileCommand {
    private static final int TOKENS_MAX = 1 << 16;
    private static final double NANOS_A_MILLI = 1e6;
    private static final int PERCENT = 100;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "A GGUF file.")
    private Path file;

    @Option(names = "--prompt", paramLabel = "N", description = "Tokens of the prompt (default: 512).")
    private int prompt = 512;

    @Option(names = "--decode", paramLabel = "N", description = "Tokens of the answer (default: 64).")
    private int decode = 64;

    @Option(names = "--trace", description = "Measure an answer with sampler, trace and fingerprint too, as an operator computes it, in turn with the bare model.")
    private boolean trace;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private LanguageEngineOption engine;

    BenchLanguageCommand() {}

    @Override
    public Integer call() throws CommandException {
        if (prompt < 1 || decode < 1 || prompt > TOKENS_MAX || decode > TOKENS_MAX) {
            throw CommandException.usage("--prompt, --decode: expected 1 to " + TOKENS_MAX + ", found " + prompt + ", " + decode);
        }
        return with(file, this::measure);
    }

    private int measure() throws IOException, MalformedException, RefusedException, CommandException {
        Terminal terminal = terminal();
        long began = world.clock().steadyNanos();
        try (MappedModel mapped = MappedModel.open(world.disk(), file);
                LanguageEngineOption.Running running = engine.start(mapped.file())) {
            LanguageModel model = LanguageModel.of(mapped.file());
            if (prompt + decode > model.shape().contextMax()) {
                throw CommandException.usage("--prompt, --decode: expected at most " + model.shape().contextMax() + " together, found " + (prompt + decode));
            }
            long read = world.clock().steadyNanos() - began;
            OptionalLong age = ProcessAge.millis();
            terminal.progress("running " + file + " …", false);
            LanguageBench bench = new LanguageBench(new Transformer(model, running.choice().kernels()), world.clock());
            LanguageBench.Result result = bench.run(prompt, decode);
            Optional<RecordingBench.Result> recorded = trace
                    ? new RecordingBench(TextModel.of(mapped.file(), running.choice().kernels()), bench, world.clock()).run(prompt, decode)
                    : Optional.empty();
            terminal.clearProgress();
            if (json) {
                terminal.json(json(new Measured(result, recorded, read, age), running));
            } else {
                print(terminal, new Measured(result, recorded, read, age), running);
            }
            return ExitCode.OK;
        }
    }

    /// @param recorded  an answer with its trace, if that was asked for
    /// @param readNanos reading the file, and choosing and checking the loops
    /// @param ageMillis of the process when the first prompt began
    private record Measured(LanguageBench.Result result, Optional<RecordingBench.Result> recorded, long readNanos, OptionalLong ageMillis) {
        OptionalLong firstToken() {
            return ageMillis.isEmpty() ? ageMillis : OptionalLong.of(ageMillis.getAsLong() + Math.round(result.firstNanos() / NANOS_A_MILLI));
        }
    }

    private static void print(Terminal terminal, Measured measured, LanguageEngineOption.Running running) {
        LanguageBench.Result result = measured.result;
        terminal.line(String.format(Locale.ROOT, "prompt of %d tokens     %.1f tokens/s", result.prompt(), result.promptRate()));
        terminal.line(String.format(Locale.ROOT, "answer of %d tokens     %.2f tokens/s", result.decode(), result.decodeRate()));
        measured.recorded.ifPresent(recorded -> terminal.line(String.format(
                Locale.ROOT, "with trace, fingerprint %.2f tokens/s, %.1f %% more time", recorded.rate(), recorded.moreTime() * PERCENT)));
        terminal.line(String.format(Locale.ROOT, "replay ÷ generation     %.3f", result.replayRatio()));
        terminal.line(String.format(Locale.ROOT, "reading the file        %.1f ms, the first prompt %.1f ms", measured.readNanos / NANOS_A_MILLI, result.firstNanos() / NANOS_A_MILLI));
        measured.firstToken().ifPresent(millis -> terminal.line("first token             " + millis + " ms after the process was started"));
        ProcessMemory.peakBytes().ifPresent(bytes -> terminal.line("peak resident memory    " + (bytes >> 20) + " MiB (the whole process, the mapped file among it)"));
        terminal.line(running.threads() + (running.threads() == 1 ? " thread, " : " threads, ") + running.choice().reason());
    }

    private JsonObject json(Measured measured, LanguageEngineOption.Running running) {
        LanguageBench.Result result = measured.result;
        JsonObject.Builder members = JsonObject.builder()
                .put("model", file.toString())
                .put("prompt_tokens", result.prompt())
                .put("prompt_tokens_per_second", JsonNumber.of(result.promptRate()))
                .put("decode_tokens", result.decode())
                .put("decode_tokens_per_second", JsonNumber.of(result.decodeRate()))
                .put("replay_ratio", JsonNumber.of(result.replayRatio()))
                .put("read_ms", JsonNumber.of(measured.readNanos / NANOS_A_MILLI))
                .put("first_prompt_ms", JsonNumber.of(result.firstNanos() / NANOS_A_MILLI));
        measured.recorded.ifPresent(recorded -> members
                .put("recorded_tokens_per_second", JsonNumber.of(recorded.rate()))
                .put("recorded_more_time", JsonNumber.of(recorded.moreTime())));
        put(members, "first_token_ms", measured.firstToken());
        put(members, "resident_bytes", ProcessMemory.residentBytes());
        put(members, "peak_resident_bytes", ProcessMemory.peakBytes());
        return members.put("threads", running.threads()).put("kernels", running.choice().reason()).build();
    }

    private static void put(JsonObject.Builder members, String key, OptionalLong value) {
        if (value.isPresent()) {
            members.put(key, value.getAsLong());
        }
    }
}
