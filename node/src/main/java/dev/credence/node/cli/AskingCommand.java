package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.network.NetworkFile;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What the commands share that ask a gateway and verify what it says: which gateway, whom to believe, how much evidence.
abstract class AskingCommand implements Callable<Integer> {
    private static final String DEFAULT_GATEWAY = "http://127.0.0.1:8080";

    @Option(names = "--policy", paramLabel = "TEXT", description = "Evidence to wait for, such as 'require=replay>=2'.")
    private String policy;

    @Option(names = "--gateway", paramLabel = "URL", description = "The gateway (default: the network of --data).")
    private String gateway;

    @Option(names = "--data", paramLabel = "DIR", description = "The local network's directory (default: .credence).")
    Path data = Path.of(".credence");

    @Option(names = "--trust", paramLabel = "FILE", description = "The network's trust file (default: trust.json of --data).")
    private Path trust;

    @Option(names = "--patience", paramLabel = "SECONDS", description = "How long to wait for the evidence (default: 60).")
    private int patienceSeconds = 60;

    @Spec
    private CommandSpec spec;

    final World world = new SystemWorld();

    final Terminal terminal() {
        return Terminal.of(spec);
    }

    final Optional<String> policy() {
        return Optional.ofNullable(policy);
    }

    final Duration patience() {
        return Duration.ofSeconds(patienceSeconds);
    }

    /// Without a policy nothing was asked for beyond the signed receipt, so nothing is missing.
    final int exitCode(VerificationReport report) {
        return switch (report.verdict()) {
            case VERIFIED -> ExitCode.OK;
            case FAILED -> ExitCode.FAILED;
            case INCOMPLETE -> policy == null ? ExitCode.OK : ExitCode.INCOMPLETE;
        };
    }

    final TrustFile trust() throws CommandException {
        Path file = trust == null ? data.resolve("trust.json") : trust;
        try {
            return TrustFile.decode(read(file, TrustFile.BYTES_MAX));
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        }
    }

    final String gateway() throws CommandException {
        if (gateway != null) {
            return gateway;
        }
        Path file = data.resolve(NetworkFile.NAME);
        if (!world.disk().exists(file)) {
            return DEFAULT_GATEWAY;
        }
        try {
            return NetworkFile.decode(read(file, NetworkFile.BYTES_MAX)).gateway();
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        }
    }

    final Bytes read(Path file, int bytesMax) throws CommandException {
        try {
            return AtomicFile.read(world.disk(), file, bytesMax);
        } catch (IOException failed) {
            throw CommandException.file(file, failed);
        }
    }
}
