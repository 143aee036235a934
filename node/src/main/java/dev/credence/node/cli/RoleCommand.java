package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.TrustFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What the commands of single roles share: the configuration file, the trust file, serving until stopped.
abstract class RoleCommand implements Callable<Integer> {
    private static final int CONFIG_BYTES_MAX = 1 << 20;

    @Option(names = "--config", paramLabel = "FILE", description = "The role's configuration (docs/configuration.md).")
    private Path config;

    @Spec
    private CommandSpec spec;

    final World world = new SystemWorld();
    private final RoleLife life = new RoleLife();

    /// Where the command prints.
    final Terminal terminal() {
        return Terminal.of(spec);
    }

    /// A running role.
    interface Running extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /// Reads a role's configuration.
    interface ConfigReader<C> {
        C read(Bytes file, Path folder) throws MalformedException;
    }

    final <C> C config(ConfigReader<C> reader) throws CommandException {
        // Not `required` in the option's own terms, since subcommands of a role have no use for it.
        if (config == null) {
            throw CommandException.usage("expected --config FILE (docs/configuration.md)");
        }
        try {
            Bytes file = AtomicFile.read(world.disk(), config, CONFIG_BYTES_MAX);
            return reader.read(file, config.toAbsolutePath().getParent());
        } catch (MalformedException malformed) {
            throw CommandException.malformed(config, malformed);
        } catch (IOException failed) {
            throw CommandException.file(config, failed);
        }
    }

    final TrustFile.OfNetwork trust(Path file) throws CommandException {
        try {
            TrustFile trust = TrustFile.decode(AtomicFile.read(world.disk(), file, TrustFile.BYTES_MAX));
            if (trust instanceof TrustFile.OfNetwork network) {
                return network;
            }
            throw CommandException.failed(file + ": expected the trust file of a network, found one of a lone signer");
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        } catch (IOException failed) {
            throw CommandException.file(file, failed);
        }
    }

    /// Says where the role serves, and serves until the process is asked to end.
    final int serve(String role, String url, Running running) throws CommandException {
        try (running) {
            terminal().line(role + " serving at " + url);
            terminal().flush();
            life.await();
            return ExitCode.OK;
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        } finally {
            life.closed();
        }
    }
}
