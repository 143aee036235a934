package dev.credence.verifier;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationInput.Exhibit;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.report.Palette;
import dev.credence.verification.report.ReportJson;
import dev.credence.verification.report.ReportText;
import dev.credence.verifier.Arguments.Option;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// The program: checks a receipt from files alone.
public final class Main {
    private static final int BODY_BYTES_MAX = 256 << 20;
    private static final int UNEXPECTED = 4;

    private static final List<String> HELP = List.of(
            "java -jar credence-verify.jar RECEIPT --trust FILE [--request FILE] [--answer FILE] [--policy TEXT]",
            "                              [--assumptions FILE] [--at TIME] [--model-files FOLDER] [--json]",
            "Checks a receipt offline: no network, no hub, no ledger, and no model unless its files are given.",
            "  RECEIPT             the receipt file",
            "  --trust FILE        the network's trust file",
            "  --request FILE      the request as it was sent",
            "  --answer FILE       the answer as it was received",
            "  --policy TEXT       what evidence is required, such as 'require=replay>=2; min-nines=0.9'",
            "  --assumptions FILE  another assumption table than the built-in one",
            "  --at TIME           judge as of this time (2026-11-23T12:00:00Z) instead of now",
            "  --model-files FOLDER  compute the root of an argument's weights anew from the files that 'credence model pull' wrote",
            "  --json              print the report as one JSON object",
            "Exit code 0 verified, 1 a check failed or a file is malformed, 2 usage, 3 nothing failed but something is missing, 4 a file cannot be read.");

    private Main() {}

    public static void main(String[] words) {
        boolean colours = System.console() != null && System.console().isTerminal() && System.getenv("NO_COLOR") == null;
        int code = run(System.out, System.err, colours ? Palette.ANSI : Palette.PLAIN, words);
        System.out.flush();
        System.exit(code);
    }

    /// Runs one command line and gives its exit code.
    static int run(PrintStream out, PrintStream err, Palette palette, String... words) {
        if (List.of(words).contains("--help") || List.of(words).contains("-h")) {
            HELP.forEach(out::println);
            return 0;
        }
        try {
            Arguments arguments = Arguments.parse(words);
            VerificationReport report = ReceiptVerifier.verify(new VerificationInput(exhibit(arguments), standard(arguments)));
            print(out, palette, arguments.json(), report);
            return switch (report.verdict()) {
                case VERIFIED -> 0;
                case FAILED -> 1;
                case INCOMPLETE -> 3;
            };
        } catch (Refusal refusal) {
            err.println(palette.bad("credence-verify: ") + printable(refusal.getMessage()));
            return refusal.exitCode();
        } catch (RuntimeException unexpected) {
            err.println(palette.bad("credence-verify: ") + printable("the program failed unexpectedly: " + unexpected));
            return UNEXPECTED;
        }
    }

    private static void print(PrintStream out, Palette palette, boolean json, VerificationReport report) {
        if (json) {
            Bytes text = JsonWriter.write(ReportJson.of(report));
            out.write(text.toArray(), 0, text.length());
            out.println();
        } else {
            ReportText.of(report, palette).forEach(out::println);
        }
    }

    private static Exhibit exhibit(Arguments arguments) throws Refusal {
        Exhibit exhibit = new Exhibit(
                WholeFile.read(arguments.receipt(), ReceiptFile.BYTES_MAX),
                body(arguments.file(Option.REQUEST)),
                body(arguments.file(Option.ANSWER)),
                Optional.empty());
        Optional<Path> model = arguments.file(Option.MODEL_FILES);
        return model.isEmpty() ? exhibit : exhibit.with(ModelFiles.recompute(model.get(), model(arguments.receipt(), exhibit.receipt())));
    }

    private static Digest model(Path file, Bytes receipt) throws Refusal {
        try {
            return ReceiptFile.decode(receipt).envelope().statement().execution().model();
        } catch (MalformedException malformed) {
            throw Refusal.malformed(file, malformed);
        }
    }

    private static Optional<Bytes> body(Optional<Path> file) throws Refusal {
        return file.isEmpty() ? Optional.empty() : Optional.of(WholeFile.read(file.get(), BODY_BYTES_MAX));
    }

    private static Standard standard(Arguments arguments) throws Refusal {
        Path trust = arguments.file(Option.TRUST).orElseThrow();
        Standard standard;
        try {
            standard = Standard.of(TrustFile.decode(WholeFile.read(trust, TrustFile.BYTES_MAX)), timeMillis(arguments.text(Option.AT)));
        } catch (MalformedException malformed) {
            throw Refusal.malformed(trust, malformed);
        }
        Optional<Path> table = arguments.file(Option.ASSUMPTIONS);
        if (table.isPresent()) {
            try {
                standard = standard.with(AssumptionTable.decode(WholeFile.read(table.get(), AssumptionTable.BYTES_MAX)));
            } catch (MalformedException malformed) {
                throw Refusal.malformed(table.get(), malformed);
            }
        }
        Optional<String> policy = arguments.text(Option.POLICY);
        try {
            return policy.isEmpty() ? standard : standard.with(Policy.parse(policy.get()));
        } catch (MalformedException malformed) {
            throw Refusal.usage("--policy: " + malformed.getMessage());
        }
    }

    private static long timeMillis(Optional<String> at) throws Refusal {
        if (at.isEmpty()) {
            return System.currentTimeMillis();
        }
        try {
            return Instant.parse(at.get()).toEpochMilli();
        } catch (DateTimeParseException malformed) {
            throw Refusal.usage("--at: expected a time such as 2026-11-23T12:00:00Z, found '" + at.get() + "'");
        } catch (ArithmeticException far) {
            throw Refusal.usage("--at: expected a time within 292 million years of 1970, found '" + at.get() + "'");
        }
    }

    // What stands in a file name must not steer the terminal.
    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(
                switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '?';
                    default -> c;
                }));
        return clean.toString();
    }
}
