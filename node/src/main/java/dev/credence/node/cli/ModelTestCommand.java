package dev.credence.node.cli;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.conformance.CaseFolders;
import dev.credence.node.conformance.CaseOutcome;
import dev.credence.node.conformance.CaseReport;
import dev.credence.node.conformance.CaseRunner;
import dev.credence.node.conformance.Tolerance;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `credence model test`: models against the answers that were recorded beside them.
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs models and compares their answers with recorded ones.",
            "A case is a folder in the layout of the ONNX backend tests: model.onnx, test_data_set_*/input_*.pb and output_*.pb;"
                    + " a FOLDER is a case or holds cases at any depth.",
            "Floating-point numbers a and recorded b agree if |a - b| <= atol + rtol * |b|; NaN agrees with NaN, an infinity with itself;"
                    + " integers, truth values and texts must be equal.",
            "The last line is 'N passed, N failed, N unsupported'.",
            "Exit code 0 only if every case passed; 1 if one failed or is unsupported."
        },
        footer = {"", "Example:", "  credence model test models/digits models/tumour --bench"})
final class ModelTestCommand implements Callable<Integer> {
    private static final long BENCH_NANOS_MAX = 2_000_000_000L;
    // A suite of thousands of cases is measured in a minute or two, and therefore roughly.
    private static final long BENCH_NANOS_MIN = 8_000_000L;
    private static final long BENCH_NANOS_TOGETHER = 12_000_000_000L;

    @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "Cases, or folders of cases.")
    private List<Path> folders;

    @Option(names = "--rtol", paramLabel = "X", description = "Relative tolerance (default: 1e-3).")
    private double relative = Tolerance.DEFAULT.relative();

    @Option(names = "--atol", paramLabel = "X", description = "Absolute tolerance (default: 1e-5).")
    private double absolute = Tolerance.DEFAULT.absolute();

    @Option(names = "--bench", description = "Add the median latency of warm runs, in milliseconds, to each case that passes.")
    private boolean bench;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private EngineOption engine;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    ModelTestCommand() {}

    private record Case(String name, Path folder) {}

    private record Tally(int passed, int failed, int unsupported) {
        static Tally of(List<CaseReport> reports) {
            int[] counts = new int[3];
            for (CaseReport report : reports) {
                counts[switch (report.outcome()) {
                    case CaseOutcome.Passed _ -> 0;
                    case CaseOutcome.Failed _ -> 1;
                    case CaseOutcome.Unsupported _ -> 2;
                }]++;
            }
            return new Tally(counts[0], counts[1], counts[2]);
        }
    }

    @Override
    public Integer call() throws CommandException {
        Tolerance tolerance = tolerance();
        List<Case> cases = cases();
        Terminal terminal = Terminal.of(spec);
        List<CaseReport> reports = new ArrayList<>();
        try (EngineOption.Running running = engine.start()) {
            long nanos = Math.clamp(BENCH_NANOS_TOGETHER / cases.size(), BENCH_NANOS_MIN, BENCH_NANOS_MAX);
            CaseRunner runner = new CaseRunner(world, running.engine(), tolerance, bench ? nanos : 0);
            for (Case next : cases) {
                terminal.progress("case " + (reports.size() + 1) + " of " + cases.size() + ": " + Terminal.printable(next.name()), false);
                CaseReport report = runner.run(next.name(), next.folder());
                reports.add(report);
                if (!json) {
                    terminal.clearProgress();
                    terminal.line(line(terminal, report));
                }
            }
            terminal.clearProgress();
            Tally tally = Tally.of(reports);
            if (json) {
                terminal.json(json(reports, tally, running.kernels()));
            } else {
                terminal.line(tally.passed() + " passed, " + tally.failed() + " failed, " + tally.unsupported() + " unsupported");
            }
            return tally.passed() == reports.size() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Tolerance tolerance() throws CommandException {
        try {
            return new Tolerance(relative, absolute);
        } catch (IllegalArgumentException outside) {
            throw CommandException.usage("--rtol, --atol: " + outside.getMessage());
        }
    }

    private List<Case> cases() throws CommandException {
        List<Case> cases = new ArrayList<>();
        for (Path folder : folders) {
            try {
                List<Path> found = CaseFolders.find(world.disk(), folder);
                if (found.isEmpty()) {
                    throw CommandException.failed(folder + ": expected a folder with " + CaseFolders.MODEL
                            + " in it or under it, found none");
                }
                found.forEach(each -> cases.add(new Case(each.toString(), each)));
            } catch (NotDirectoryException file) {
                throw CommandException.failed(folder + ": expected a folder, found a file");
            } catch (IOException failed) {
                throw CommandException.file(folder, failed);
            }
        }
        return cases;
    }

    private static String line(Terminal terminal, CaseReport report) {
        String name = Terminal.printable(report.name());
        return switch (report.outcome()) {
            case CaseOutcome.Passed _ -> terminal.good("passed") + "       " + name
                    + (report.medianNanos().isEmpty()
                            ? ""
                            : String.format(Locale.ROOT, "  median %.4f ms", report.medianNanos().getAsLong() / 1e6));
            case CaseOutcome.Failed(String sentence, _) -> terminal.bad("failed") + "       " + name + ": " + Terminal.printable(sentence);
            case CaseOutcome.Unsupported(String sentence, _, _) ->
                terminal.open("unsupported") + "  " + name + ": " + Terminal.printable(sentence);
        };
    }

    private static JsonObject json(List<CaseReport> reports, Tally tally, String kernels) {
        return JsonObject.builder()
                .put("cases", JsonArray.of(reports.stream().map(CaseJson::of).toList()))
                .put("passed", tally.passed())
                .put("failed", tally.failed())
                .put("unsupported", tally.unsupported())
                .put("kernels", kernels)
                .build();
    }
}
