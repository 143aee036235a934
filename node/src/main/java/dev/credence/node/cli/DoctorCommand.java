package dev.credence.node.cli;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `credence doctor`: whether this machine can run Credence, and what to do where it cannot.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks Java, arithmetic, ports, disk and clock of this machine.",
        footer = {"", "Example:", "  credence doctor --port 8080"})
final class DoctorCommand implements Callable<Integer> {
    private static final long DISK_BYTES_MIN = 256L << 20;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory to check (default: .credence).")
    private Path data = Path.of(".credence");

    @Option(names = "--port", paramLabel = "N", description = "Port to check (default: 8080).")
    private int port = 8080;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private record Check(String name, boolean passed, String detail) {}

    DoctorCommand() {}

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>(List.of(java(), vector(), portIsFree(), disk()));
        boolean passed = checks.stream().allMatch(Check::passed);
        Terminal terminal = Terminal.of(spec);
        if (json) {
            JsonArray rows = JsonArray.of(checks.stream()
                    .map(check -> JsonObject.builder()
                            .put("check", check.name())
                            .put("passed", check.passed())
                            .put("detail", check.detail())
                            .build())
                    .toList());
            terminal.json(JsonObject.builder().put("passed", passed).put("checks", rows).build());
        } else {
            for (Check check : checks) {
                terminal.line((check.passed() ? terminal.good("ok   ") : terminal.bad("FAIL ")) + check.name() + ": " + check.detail());
            }
        }
        return passed ? ExitCode.OK : ExitCode.ENVIRONMENT;
    }

    private static Check java() {
        int feature = Runtime.version().feature();
        return new Check("java", feature >= 25, "version " + Runtime.version() + (feature >= 25 ? "" : "; install JDK 25 or newer"));
    }

    private static Check vector() {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return new Check(
                "kernels",
                true,
                present ? "vector module present" : "scalar kernels (start through ./credence for the vector ones); the bits are the same");
    }

    private Check portIsFree() {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return new Check("port", true, socket.getLocalPort() + " is free");
        } catch (IOException taken) {
            return new Check("port", false, port + " is taken; choose another with --port, or 0 for any free one");
        }
    }

    private Check disk() {
        Path existing = data.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            boolean writable = Files.isWritable(existing);
            String detail = (free >> 20) + " MiB free at " + existing + (writable ? "" : ", which may not be written");
            return new Check("disk", writable && free >= DISK_BYTES_MIN, detail);
        } catch (IOException failed) {
            return new Check("disk", false, data + ": " + failed.getMessage());
        }
    }
}
