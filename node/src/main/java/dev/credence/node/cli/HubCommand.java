package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.hub.HubClient;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.Published;
import dev.credence.node.store.DataDirectory;
import dev.credence.node.network.NetworkFile;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What the commands that ask a hub share: which hub, and one sentence for whatever goes wrong with it.
abstract class HubCommand implements Callable<Integer> {
    static final String DEFAULT_HUB = "http://127.0.0.1:8080";
    private static final int PORT_MAX = 65_535;

    @Option(names = "--hub", paramLabel = "URL", description = "The hub (default: the gateway of the network in --data, else " + DEFAULT_HUB + ").")
    private String hub;

    @Option(names = "--data", paramLabel = "DIR", description = "The local network's directory (default: .credence).")
    Path data = Path.of(".credence");

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Spec
    private CommandSpec spec;

    final World world = new SystemWorld();

    /// A question to a hub.
    interface HubCall<T> {
        T ask(HubClient hub) throws IOException, HubException, MalformedException, CommandException;
    }

    final Terminal terminal() {
        return Terminal.of(spec);
    }

    /// Asks the hub; whatever it refuses or says wrongly ends the command with exit code 1, silence with 4.
    final <T> T ask(HubCall<T> question) throws CommandException {
        URI address = address();
        try {
            return question.ask(new HubClient(world.network(), address));
        } catch (HubException refused) {
            throw CommandException.failed(refused.getMessage());
        } catch (MalformedException lie) {
            throw CommandException.failed("the hub at " + address + " is not to be believed: " + lie.getMessage());
        } catch (IOException failed) {
            throw CommandException.environment("the hub at " + address + " does not answer as it should (" + failed.getMessage()
                    + "); start a network with 'credence up', or name a hub with --hub");
        }
    }

    final Bytes read(Path file, int bytesMax) throws CommandException {
        try {
            return AtomicFile.read(world.disk(), file, bytesMax);
        } catch (IOException failed) {
            throw CommandException.file(file, failed);
        }
    }

    /// The key that this machine publishes with, made at first use.
    final SecretKey publisher() throws CommandException {
        try (DataDirectory own = DataDirectory.open(world, data.resolve("publisher"))) {
            return own.key("publisher");
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        }
    }

    /// Uploads a model's files and its manifest, then its release.
    final void publish(Published published, List<Bytes> files) throws CommandException {
        publish(published, files, Optional.empty());
    }

    /// The same for a model whose first file is mapped.
    final void publish(Published published, List<Bytes> files, Optional<MemorySegment> mapped) throws CommandException {
        ask(hub -> {
            String size = ModelListCommand.size(published.manifest().model().sizeBytes());
            terminal().progress("uploading " + size + " …", false);
            for (Bytes file : files) {
                hub.upload(file);
            }
            if (mapped.isPresent()) {
                hub.upload(mapped.get(), published.manifest().model().sha256(), there ->
                        terminal().progress("uploading " + ModelListCommand.size(there) + " of " + size + " …", false));
            }
            hub.upload(published.manifest().encode());
            hub.publish(published.release());
            return published;
        });
    }

    final URI address() throws CommandException {
        if (hub != null) {
            return url("--hub", hub);
        }
        Path file = data.resolve(NetworkFile.NAME);
        if (!world.disk().exists(file)) {
            return URI.create(DEFAULT_HUB);
        }
        try {
            return url(file.toString(), NetworkFile.decode(read(file, NetworkFile.BYTES_MAX)).gateway());
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        }
    }

    private static URI url(String where, String text) throws CommandException {
        try {
            URI uri = new URI(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                    && uri.getPort() <= PORT_MAX) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // The same sentence as for any other text that is no address.
        }
        throw CommandException.usage(where + ": expected a URL such as " + DEFAULT_HUB + ", found '" + text + "'");
    }
}
