package dev.credence.trials.roles;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.hub.HubClient;
import dev.credence.node.publishing.ModelFolder;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.RoleProcess;
import dev.credence.trials.kit.Trial;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network of single roles, set up as docs/configuration.md tells: a cosigner, a ledger, a gateway, two operators.
final class Roles implements AutoCloseable {
    private final Path folder;
    private final Map<String, RoleProcess> running = new LinkedHashMap<>();
    private final Map<String, String> urls = new LinkedHashMap<>();
    private int starts;

    Roles(Path folder) {
        this.folder = folder;
    }

    /// Founds the network, starts every role, publishes the digit classifier.
    void found() throws Exception {
        SecretKey publisher = SecretKey.ofSeed(Bytes.wrap(new byte[32]));
        config("cosigner", "\"name\":\"cosigner-1\",\"logs\":[]", 0);
        String cosigner = printedKey("cosigner");
        config("ledger", ledger(cosigner, "http://127.0.0.1:1"), 0);
        String log = printedKey("ledger");
        config("cosigner", "\"name\":\"cosigner-1\",\"logs\":[\"" + log + "\"]", 0);
        start("cosigner", "cosigner");
        config("ledger", ledger(cosigner, url("cosigner")), 0);
        start("ledger", "ledger");
        String trusting = "\"trust\":\"ledger/trust.json\",\"ledger\":\"" + url("ledger") + "\"";
        // A gateway reads its operators' addresses at its start, an operator its hub's: the hub's port is known first.
        config("gateway", trusting + ",\"operators\":[],\"publishers\":[\"" + publisher.publicKey().id().hex() + "\"]", 0);
        start("gateway", "gateway");
        for (String operator : List.of("operator-1", "operator-2")) {
            config(operator, trusting + ",\"hub\":\"" + url("gateway") + "\",\"models\":[\"*\"],\"threads\":1", 0);
            start(operator, "operator");
        }
        ModelFolder.publish(
                Trial.WORLD.disk(),
                ModelFolders.ours().resolve("digits"),
                new HubClient(Trial.WORLD.network(), URI.create(url("gateway"))),
                publisher,
                Trial.WORLD.clock().timeMillis());
        for (String role : List.of("cosigner", "ledger", "operator-1", "operator-2")) {
            pinPort(role);
        }
        running.get("gateway").interrupt();
        pinPort("gateway");
        Path file = file("gateway");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"operators\":[]", "\"operators\":[\"" + url("operator-1") + "\",\"" + url("operator-2") + "\"]"));
        start("gateway", "gateway");
    }

    private static String ledger(String cosigner, String url) {
        return "\"name\":\"demo\",\"environment\":\"test\",\"faucet\":10000000000,\"cosigners\":[{\"key\":\"" + cosigner + "\",\"url\":\"" + url
                + "\"}],\"quorum\":1";
    }

    TrustFile trust() throws Exception {
        return TrustFile.decode(Bytes.of(Files.readAllBytes(folder.resolve("ledger/trust.json"))));
    }

    String url(String role) {
        return urls.get(role);
    }

    Path file(String role) {
        return folder.resolve(role + ".json");
    }

    void kill(String role) throws Exception {
        running.get(role).kill();
    }

    /// Starts a role, under its old address if it has one.
    void start(String role, String command) throws Exception {
        RoleProcess process =
                RoleProcess.start(output(role), List.of(command, "--config", file(role).toString()));
        running.put(role, process);
        urls.put(role, process.url());
    }

    Path output(String role) {
        return folder.resolve(role + "-" + starts++ + ".out");
    }

    private String printedKey(String role) throws Exception {
        RoleProcess.Ended ended =
                RoleProcess.run(output(role), role, "--config", file(role).toString(), "--print-key");
        if (ended.exitCode() != 0) {
            throw new IllegalStateException(role + " --print-key: " + ended.output());
        }
        return ended.output().strip();
    }

    private void config(String role, String members, int port) throws Exception {
        Files.writeString(file(role), "{\"data\":\"" + role + "\",\"port\":" + port + "," + members + "}");
    }

    // A role that comes again must be found where it was.
    private void pinPort(String role) throws Exception {
        int port = URI.create(url(role)).getPort();
        Files.writeString(file(role), Files.readString(file(role)).replace("\"port\":0", "\"port\":" + port));
    }

    @Override
    public void close() {
        for (RoleProcess process : running.values()) {
            process.close();
        }
    }
}
