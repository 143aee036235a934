package dev.credence.benchmarks.inference;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.Executor;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.onnx.OnnxImport;
import dev.credence.inference.op.Budget;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceRecorder;
import dev.credence.inference.trace.TraceSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Latency of one model in our engine and in ONNX Runtime, in turn on the same machine, with one thread and with two.
///
/// `ModelLatency PYTHON SECONDS ROUNDS MODEL [NAME=DIMENSIONS[:VALUE]]…`: PYTHON is an interpreter that has what
/// `onnxruntime_peer.py` (found in the working directory or under `benchmarks/`) asks for, or `-` for none. Each round
/// runs ours for SECONDS, then the peer for SECONDS; reported are the medians of the rounds' medians and the best of all,
/// in microseconds, and the ratios of both. The best is what a machine shared with others tells most truly.
public final class ModelLatency {
    private static final Pattern MEDIAN = Pattern.compile("\"median_ns\": (\\d+)");
    private static final Pattern BEST = Pattern.compile("\"best_ns\": (\\d+)");

    private final Path model;
    private final double seconds;
    private final List<String> described;

    private ModelLatency(Path model, double seconds, List<String> described) {
        this.model = model;
        this.seconds = seconds;
        this.described = described;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 4) {
            System.err.println("Use: ModelLatency PYTHON SECONDS ROUNDS MODEL [NAME=DIMENSIONS[:VALUE]]...");
            System.exit(2);
        }
        List<String> described = List.of(arguments).subList(4, arguments.length);
        ModelLatency latency = new ModelLatency(Path.of(arguments[3]), Double.parseDouble(arguments[1]), described);
        for (int threads = 1; threads <= 2; threads++) {
            latency.compare(arguments[0], Integer.parseInt(arguments[2]), threads);
        }
    }

    /// Nanoseconds: the median of one round, and its fastest run.
    private record Timing(long median, long best) {
        static Timing of(long[] runs, int count) {
            long[] sorted = Arrays.copyOf(runs, count);
            Arrays.sort(sorted);
            return new Timing(sorted[count / 2], sorted[0]);
        }

        static Timing over(List<Timing> rounds) {
            long[] medians = rounds.stream().mapToLong(Timing::median).sorted().toArray();
            return new Timing(medians[medians.length / 2], rounds.stream().mapToLong(Timing::best).min().orElseThrow());
        }

        String words() {
            return String.format(Locale.ROOT, "median %.1f us, best %.1f us", median / 1e3, best / 1e3);
        }
    }

    private void compare(String python, int rounds, int threads) throws Exception {
        try (ExecutorService helpers = Executors.newFixedThreadPool(1)) {
            KernelChoice choice = KernelChoice.of(Workers.of(helpers, threads));
            Graph graph = OnnxImport.read(Bytes.wrap(Files.readAllBytes(model)));
            Executor executor = new Executor(graph, new Engine(choice.kernels(), Budget.DEFAULT));
            Map<String, Tensor> inputs = Inputs.of(graph, described);
            ours(executor, inputs, () -> TraceSink.NONE);
            List<Timing> plain = new ArrayList<>();
            List<Timing> traced = new ArrayList<>();
            List<Timing> peer = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                plain.add(ours(executor, inputs, () -> TraceSink.NONE));
                if (!python.equals("-")) {
                    peer.add(peer(python, threads));
                }
                traced.add(ours(executor, inputs, TraceRecorder::new));
            }
            report(choice.reason(), threads, List.of(plain, traced, peer));
        }
    }

    private void report(String engine, int threads, List<List<Timing>> measured) {
        Timing plain = Timing.over(measured.get(0));
        System.out.println(model.getFileName() + ", " + threads + (threads == 1 ? " thread" : " threads"));
        System.out.println("  ours          " + plain.words() + " (" + engine + ")");
        System.out.println("  ours, traced  " + Timing.over(measured.get(1)).words());
        if (!measured.get(2).isEmpty()) {
            Timing peer = Timing.over(measured.get(2));
            System.out.println("  onnxruntime   " + peer.words());
            System.out.printf(Locale.ROOT, "  ratio         median %.2f, best %.2f%n",
                    (double) plain.median() / peer.median(), (double) plain.best() / peer.best());
        }
    }

    private Timing ours(Executor executor, Map<String, Tensor> inputs, Supplier<TraceSink> sink) throws RefusedException {
        long[] runs = new long[1 << 20];
        int count = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (count < runs.length && System.nanoTime() < end) {
            long begin = System.nanoTime();
            executor.run(inputs, sink.get());
            runs[count++] = System.nanoTime() - begin;
        }
        return Timing.of(runs, count);
    }

    private Timing peer(String python, int threads) throws IOException, InterruptedException {
        Path script = Files.exists(Path.of("onnxruntime_peer.py"))
                ? Path.of("onnxruntime_peer.py")
                : Path.of("benchmarks", "onnxruntime_peer.py");
        List<String> command = new ArrayList<>(List.of(
                python, script.toString(), model.toString(), Integer.toString(threads), Double.toString(seconds)));
        command.addAll(described);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher median = MEDIAN.matcher(output);
        Matcher best = BEST.matcher(output);
        if (process.waitFor() != 0 || !median.find() || !best.find()) {
            throw new IOException("the peer failed: " + output);
        }
        return new Timing(Long.parseLong(median.group(1)), Long.parseLong(best.group(1)));
    }
}
