package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.hub.ModelPackage;
import dev.credence.node.hub.PackageReport;
import dev.credence.node.hub.PackageReport.FileFinding;
import dev.credence.node.hub.PackageReport.Signature;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `credence model verify`: a pulled model, offline.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a folder that 'model pull' wrote, or one file in it, offline: files against manifest.json, that against the signed release.json.",
            "Exit code 0 verified, 1 something is wrong, 3 nothing is wrong but the release is missing."
        },
        footer = {"", "Example:", "  credence model verify digits"})
final class ModelVerifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER|FILE", description = "The folder, or a file in it.")
    private Path path;

    @Option(names = "--publisher", paramLabel = "ID", description = "Accept this publisher's signature only (a key id of 64 digits).")
    private String publisher;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    ModelVerifyCommand() {}

    @Override
    public Integer call() throws CommandException {
        PackageReport report = report();
        Signature signature = pinned(report.signature());
        boolean failed = !report.areFilesRight() || signature instanceof Signature.Wrong;
        int code = failed ? ExitCode.FAILED : signature instanceof Signature.Absent ? ExitCode.INCOMPLETE : ExitCode.OK;
        Terminal terminal = Terminal.of(spec);
        if (json) {
            terminal.json(json(report, signature, code));
        } else {
            print(terminal, report, signature, code);
        }
        return code;
    }

    private PackageReport report() throws CommandException {
        try {
            if (world.disk().exists(path.resolve(ModelPackage.MANIFEST))) {
                return ModelPackage.check(world.disk(), path);
            }
            Path folder = path.toAbsolutePath().getParent();
            if (folder == null || !world.disk().exists(path) || !world.disk().exists(folder.resolve(ModelPackage.MANIFEST))) {
                throw CommandException.failed(path + ": expected a folder with a " + ModelPackage.MANIFEST + ", or a file beside one; found none");
            }
            String name = path.getFileName().toString();
            return name.equals(ModelPackage.MANIFEST)
                    ? ModelPackage.check(world.disk(), folder)
                    : ModelPackage.check(world.disk(), folder, name);
        } catch (MalformedException malformed) {
            throw CommandException.malformed(path, malformed);
        } catch (IOException unreadable) {
            throw CommandException.file(path, unreadable);
        }
    }

    private Signature pinned(Signature found) {
        if (publisher == null) {
            return found;
        }
        return switch (found) {
            case Signature.Genuine(var release) when !release.release().publisher().hex().equals(publisher) ->
                new Signature.Wrong("it is signed by the publisher " + release.release().publisher() + ", not by " + publisher);
            case Signature.Genuine genuine -> genuine;
            case Signature.Absent _ -> new Signature.Wrong("there is no " + ModelPackage.RELEASE + " signed by " + publisher);
            case Signature.Wrong wrong -> wrong;
        };
    }

    private static void print(Terminal terminal, PackageReport report, Signature signature, int code) {
        for (FileFinding finding : report.files()) {
            terminal.line((finding.isRight() ? terminal.good("pass") : terminal.bad("FAIL")) + "        " + finding.file().name()
                    + (finding.isRight() ? "" : ": " + Terminal.printable(finding.defect())));
        }
        terminal.line(
                switch (signature) {
                    case Signature.Genuine(var release) ->
                        terminal.good("pass") + "        signature of the publisher " + release.release().publisher() + " on " + release.release().name();
                    case Signature.Absent _ -> terminal.open("open") + "        there is no " + ModelPackage.RELEASE + ": who published it is not checked";
                    case Signature.Wrong(String sentence) -> terminal.bad("FAIL") + "        " + Terminal.printable(sentence);
                });
        terminal.line("model       " + report.manifest().id());
        terminal.line("verdict     " + verdict(code));
    }

    private static JsonObject json(PackageReport report, Signature signature, int code) {
        JsonObject.Builder members = JsonObject.builder()
                .put("verdict", verdict(code))
                .put("model", report.manifest().id().hex())
                .put("files", JsonArray.of(report.files().stream().map(ModelVerifyCommand::row).toList()));
        switch (signature) {
            case Signature.Genuine(var release) -> members.put("signature", "pass")
                    .put("release", release.release().name().toString())
                    .put("publisher", release.release().publisher().hex());
            case Signature.Absent _ -> members.put("signature", "not_checked");
            case Signature.Wrong(String sentence) -> members.put("signature", "fail").put("reason", sentence);
        }
        return members.build();
    }

    private static JsonObject row(FileFinding finding) {
        JsonObject.Builder row = JsonObject.builder()
                .put("name", finding.file().name())
                .put("sha256", finding.file().sha256().hex())
                .put("result", finding.isRight() ? "pass" : "fail");
        if (!finding.isRight()) {
            row.put("reason", finding.defect());
        }
        return row.build();
    }

    private static String verdict(int code) {
        return switch (code) {
            case ExitCode.OK -> "verified";
            case ExitCode.FAILED -> "failed";
            default -> "incomplete";
        };
    }
}
