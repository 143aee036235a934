package dev.credence.trials.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.trials.kit.RoleProcess;
import dev.credence.trials.kit.ShellFences;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the configuration files of docs/configuration.md, in the order that it gives, found a network of single roles.
///
/// Method: the page's own four files with free ports for its ports and real keys for its ellipses; each role as its own process.
class DocumentedRolesTest {
    private static final Path PAGE = Path.of(System.getProperty("credence.home"), "docs", "configuration.md");
    private static final Pattern PORT = Pattern.compile("\\b(8080|9000|9101|9201)\\b");

    @TempDir
    Path folder;

    private final List<RoleProcess> running = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    @BeforeEach
    void readThePage() throws IOException {
        Map<String, String> ports = new LinkedHashMap<>();
        for (String block : ShellFences.blocks(PAGE, "json")) {
            String text = PORT.matcher(block).replaceAll(port -> ports.computeIfAbsent(port.group(), _ -> freePort()));
            String role = text.replaceFirst("(?s)^\\{\"data\":\"([a-z]+)\".*", "$1");
            assertThat(files.put(role, text)).as("a second file of the role " + role).isNull();
        }
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException none) {
            throw new IllegalStateException("no port is free", none);
        }
    }

    @AfterEach
    void endAll() {
        running.forEach(RoleProcess::close);
    }

    @Test
    void thePagesFilesFoundANetwork() throws Exception {
        assertThat(files).containsOnlyKeys("cosigner", "ledger", "gateway", "operator");
        write("cosigner", files.get("cosigner").replaceFirst("\"logs\":\\[.*]", "\"logs\":[]"));
        String cosigner = printed("cosigner", "--config", "cosigner.json", "--print-key");
        write("ledger", files.get("ledger").replace("cosigner-1+…", cosigner));
        String log = printed("ledger", "--config", "ledger.json", "--print-key");
        write("cosigner", files.get("cosigner").replaceFirst("credence\\.dev/log/demo-[0-9a-f]*\\+…", log));
        write("gateway", files.get("gateway").replace("<key id of who may publish models>", publisher()));
        write("operator", files.get("operator"));
        for (String role : List.of("cosigner", "ledger", "gateway", "operator")) {
            start(role);
        }
        for (RoleProcess role : running) {
            RoleProcess.Ended ended = role.interrupt();
            assertThat(ended.output()).doesNotContain("\tat ").doesNotContain("Exception");
        }
    }

    private static String publisher() {
        return SecretKey.ofSeed(Bytes.wrap(new byte[32])).publicKey().id().hex();
    }

    private void write(String role, String text) throws IOException {
        assertThat(text).as("what the page leaves to the reader").doesNotContain("…").doesNotContain("<");
        Files.writeString(folder.resolve(role + ".json"), text);
    }

    private String printed(String... words) throws Exception {
        try (RoleProcess process = RoleProcess.start(folder, folder.resolve(words[0] + ".key"), List.of(words))) {
            RoleProcess.Ended ended = process.ended();
            assertThat(ended.exitCode()).as(ended.output()).isZero();
            return ended.output().strip();
        }
    }

    private void start(String role) throws Exception {
        RoleProcess process = RoleProcess.start(folder, folder.resolve(role + ".out"), List.of(role, "--config", role + ".json"));
        running.add(process);
        URI url = URI.create(process.url());
        assertThat(files.get(role)).as("it serves where the page's file says").contains("\"port\":" + url.getPort());
    }
}
