package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.proxy.ProxyNode;
import dev.credence.node.proxy.ProxySettings;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `credence proxy`: a local OpenAI endpoint behind which every answer is verified.
@Command(
        name = "proxy",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the OpenAI interface on this machine and lets nothing through that does not meet the policy: it verifies request, answer and",
            "evidence itself, asks another operator once where they do not hold, fails closed with the error code verification_failed, keeps receipts.",
            "A streamed answer is held back until it is verified; with credence.segments in its body it leaves in signed pieces of 32 tokens."
        },
        footer = {"", "Example:", "  credence proxy --port 8090 --policy \"require=replay>=1\""})
final class ProxyCommand extends AskingCommand {
    private static final String DEFAULT_POLICY = "require=replay>=1|argument";

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on; 0 for any free one (default: 8090).")
    private int port = 8090;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    private String bind = "127.0.0.1";

    @Option(names = "--receipts", paramLabel = "DIR", description = "Where request, answer and receipt of each answer are kept (default: proxy in --data).")
    private Path receipts;

    private final RoleLife life = new RoleLife();

    ProxyCommand() {}

    @Override
    public Integer call() throws CommandException {
        if (port < 0 || port > 65_535) {
            throw CommandException.usage("--port: expected 0 to 65535, found " + port);
        }
        String policy = policy().orElse(DEFAULT_POLICY);
        ProxySettings settings =
                new ProxySettings(gateway(), trust(), policy, patience(), receipts == null ? data.resolve("proxy") : receipts);
        try (ProxyNode proxy = ProxyNode.start(world, settings, bind, port)) {
            terminal().line("proxy serving at " + proxy.url() + "/v1");
            terminal().line("policy   " + policy);
            terminal().line("receipts " + settings.receipts());
            terminal().flush();
            life.await();
            return ExitCode.OK;
        } catch (MalformedException malformed) {
            throw CommandException.usage("--policy: " + malformed.getMessage());
        } catch (IllegalArgumentException malformed) {
            throw CommandException.usage("--gateway: " + malformed.getMessage());
        } catch (IOException failed) {
            throw CommandException.environment(String.valueOf(failed.getMessage()));
        } finally {
            life.closed();
        }
    }
}
