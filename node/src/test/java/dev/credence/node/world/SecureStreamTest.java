package dev.credence.node.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Streams over TLS: as long as they come, and no longer than one silence.
class SecureStreamTest {
    private static final char[] PASSWORD = "nothing secret".toCharArray();

    @TempDir
    private static Path folder;

    private static SSLContext context;

    @BeforeAll
    static void makeACertificate() throws Exception {
        Path file = folder.resolve("localhost.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "localhost", "-keyalg", "EC",
                        "-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", file.toString(),
                        "-storepass", new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    @Test
    @Timeout(30)
    void aStreamLastsLongerThanItsLimitAndEndsAtASilence() throws Exception {
        Network network = new SystemNetwork(() -> HttpClient.newBuilder().sslContext(context));
        try (SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                Thread.ofVirtual().start(() -> speakFourTimes(server));
            }
            URI uri = URI.create("https://localhost:" + server.getLocalPort() + "/");
            // The first is for the JVM, which prepares TLS in its own time.
            try (Network.Stream first = network.open(new Network.Call("POST", uri, Map.of(), Bytes.ofUtf8("{}"), Duration.ofSeconds(25), 10))) {
                assertThat(first.status()).isEqualTo(200);
            }
            Network.Call call = new Network.Call("POST", uri, Map.of(), Bytes.ofUtf8("{}"), Duration.ofMillis(1_000), 10);
            long began = System.nanoTime();
            try (Network.Stream stream = network.open(call)) {
                for (int i = 0; i < 4; i++) {
                    assertThat(stream.line(10)).contains(Bytes.ofUtf8("ab"));
                }
                long spoke = System.nanoTime() - began;
                assertThat(spoke).as("all of it takes longer than one silence may").isGreaterThan(1_000_000_000L);
                assertThatThrownBy(() -> stream.line(10)).isInstanceOf(IOException.class).hasMessageContaining("says nothing any more");
                assertThat(System.nanoTime() - began - spoke).isBetween(600_000_000L, 6_000_000_000L);
            }
        }
    }

    private static void speakFourTimes(SSLServerSocket server) {
        try {
            Socket caller = server.accept();
            caller.getInputStream().read(new byte[1_000]);
            caller.getOutputStream().write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 4; i++) {
                Thread.sleep(300);
                caller.getOutputStream().write("3\r\nab\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            caller.getInputStream().read(new byte[1_000]);
        } catch (IOException | InterruptedException ended) {
            // The test is over.
        }
    }
}
