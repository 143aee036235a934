package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.network.NetworkFile;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Network;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.confidence.AssumptionTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `credence doctor`: whether this machine can run Credence, and what to do where it cannot.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Checks Java, arithmetic, port, disk and clock of this machine.",
            "The clock is held against this build's date, the files of DIR, and the gateway of DIR or the one that is named."
        },
        footer = {"", "Example:", "  credence doctor --port 8080"})
final class DoctorCommand implements Callable<Integer> {
    private static final long DISK_BYTES_MIN = 256L << 20;
    private static final Duration PEER_TIME_LIMIT = Duration.ofSeconds(5);
    private static final int PEER_REPLY_BYTES_MAX = 64 << 10;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory to check (default: .credence).")
    private Path data = Path.of(".credence");

    @Option(names = "--port", paramLabel = "N", description = "Port to check (default: 8080).")
    private int port = 8080;

    @Option(names = "--gateway", paramLabel = "URL", description = "A gateway whose clock to compare with (default: that of DIR, where one answers).")
    private URI gateway;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    private record Check(String name, boolean passed, String detail) {}

    DoctorCommand() {}

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>(List.of(java(), vector(), portIsFree(), disk(), clock()));
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

    private Check clock() {
        ClockCheck check = new ClockCheck();
        Instant now = now();
        check.notBefore(now, LocalDate.parse(AssumptionTable.builtIn().date()));
        check.files(now, newestFile(), data.toString());
        try {
            check.watch(world.clock());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        comparePeer(check);
        return new Check("clock", check.passed(), check.detail());
    }

    private Instant now() {
        return Instant.ofEpochMilli(world.clock().timeMillis());
    }

    private Optional<Instant> newestFile() {
        try (Stream<Path> files = Files.list(data)) {
            Optional<Instant> newest = Optional.empty();
            for (Path file : files.toList()) {
                Instant time = Files.getLastModifiedTime(file).toInstant();
                newest = newest.filter(time::isBefore).or(() -> Optional.of(time));
            }
            return newest;
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    // A gateway that nobody named and that does not answer is simply not running.
    private void comparePeer(ClockCheck check) {
        try {
            URI address = gateway == null ? gatewayOfData() : gateway;
            Network.Call call = new Network.Call(
                    "GET", address.resolve("/health"), Map.of(), Bytes.EMPTY, PEER_TIME_LIMIT, PEER_REPLY_BYTES_MAX);
            List<String> date = world.network().send(call).headers().getOrDefault("date", List.of("none"));
            check.peer(now(), address.toString(), date.getFirst());
        } catch (IOException | MalformedException | IllegalArgumentException unreachable) {
            if (gateway != null) {
                check.unknown(gateway + " could not be asked for its time: " + unreachable.getMessage());
            }
        }
    }

    private URI gatewayOfData() throws IOException, MalformedException {
        return URI.create(NetworkFile.decode(AtomicFile.read(world.disk(), data.resolve(NetworkFile.NAME), NetworkFile.BYTES_MAX))
                .gateway());
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
