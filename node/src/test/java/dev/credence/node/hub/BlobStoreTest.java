package dev.credence.node.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.node.world.Disk;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SystemWorld;
import dev.credence.testkit.Seeded;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files under their digests: shared by stores of one file system, and never written again.
class BlobStoreTest {
    private static final Path HUB = Path.of("/data/hub");
    private static final Path OPERATOR = Path.of("/data/operator");

    private final Bytes content = Bytes.ofUtf8("a model of some size");
    private final ManifestFile file = new ManifestFile("model", "model.gguf", content.length(), Sha256.of(content));

    @TempDir
    private Path folder;

    @Test
    void takesAFileOfAnotherStoreWithoutCopyingIt() throws Exception {
        Disk disk = new SystemWorld().disk();
        BlobStore hub = new BlobStore(disk, folder.resolve("hub"));
        BlobStore operator = new BlobStore(disk, folder.resolve("operator"));
        hub.put(content);

        assertThat(operator.take(hub, file)).isTrue();
        assertThat(Files.isSameFile(path(folder.resolve("hub")), path(folder.resolve("operator")))).isTrue();
        assertThat(operator.take(hub, file)).as("it is here").isTrue();

        hub.delete(file.sha256());
        assertThat(hub.has(file.sha256())).isFalse();
        assertThat(operator.get(file.sha256())).contains(content);

        // What the hub stores anew is a file of its own.
        hub.put(content);
        assertThat(Files.isSameFile(path(folder.resolve("hub")), path(folder.resolve("operator")))).isFalse();
    }

    @Test
    void takesNothingThatIsNotWhatItsNameSays() throws Exception {
        Disk disk = new SystemWorld().disk();
        BlobStore hub = new BlobStore(disk, folder.resolve("hub"));
        BlobStore operator = new BlobStore(disk, folder.resolve("operator"));
        assertThat(operator.take(hub, file)).as("the hub lacks it").isFalse();

        hub.put(content);
        byte[] other = content.toArray();
        other[3] ^= 1;
        Files.write(path(folder.resolve("hub")), other);
        assertThat(operator.take(hub, file)).isFalse();
        Files.write(path(folder.resolve("hub")), new byte[] {1});
        assertThat(operator.take(hub, file)).isFalse();
        assertThat(operator.has(file.sha256())).isFalse();
        try (var names = Files.list(path(folder.resolve("operator")).getParent())) {
            assertThat(names).as("not even under another name").isEmpty();
        }
    }

    @Test
    void keepsWhatItTookThroughALossOfPower() throws Exception {
        var random = Seeded.random();
        for (int at = 1; at < 30; at++) {
            SimulatedDisk disk = new SimulatedDisk();
            BlobStore hub = new BlobStore(disk, HUB);
            hub.put(content);
            disk.crashAt(at);
            boolean taken = false;
            try {
                taken = new BlobStore(disk, OPERATOR).take(hub, file);
            } catch (SimulatedDisk.Crash crash) {
                // It may be there or not, but whole.
            }
            SimulatedDisk next = disk.afterCrash(random);
            BlobStore after = new BlobStore(next, OPERATOR);
            if (taken || after.has(file.sha256())) {
                assertThat(after.get(file.sha256())).contains(content);
            }
            next.createDirectories(HUB);
            assertThat(after.take(new BlobStore(next, HUB), file)).isTrue();
        }
    }

    // Stores share files because of this, and mappings stay valid.
    @Test
    void neverOpensAFileForWritingUnderTheNameOfItsDigest() throws Exception {
        List<String> written = new ArrayList<>();
        SimulatedDisk simulated = new SimulatedDisk();
        Disk disk = (Disk) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Disk.class}, (_, method, arguments) -> {
            if (method.getName().equals("open") && arguments[1] != Disk.Mode.READ) {
                written.add(((Path) arguments[0]).getFileName().toString());
            }
            try {
                return method.invoke(simulated, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        });
        Hub hub = Hub.open(disk, HUB, java.util.Set.of());
        for (int round = 0; round < 2; round++) {
            hub.upload(content, 0);
            hub.upload(new Hub.Part(file.sha256(), content.length(), 0, content), 0);
            hub.blobs().delete(file.sha256());
            hub.upload(new Hub.Part(file.sha256(), content.length(), 0, content.slice(0, 5)), 0);
            hub.upload(new Hub.Part(file.sha256(), content.length(), 5, content.slice(5, content.length())), 0);
            BlobStore operator = new BlobStore(disk, OPERATOR);
            assertThat(operator.take(hub.blobs(), file)).isTrue();
            operator.put(content);
            assertThat(hub.blobs().get(file.sha256())).contains(content);
        }
        assertThat(written).isNotEmpty().allMatch(name -> !name.matches("[0-9a-f]{64}") && !name.endsWith(".link"));
    }

    private Path path(Path root) throws IOException {
        return root.resolve(file.sha256().hex().substring(0, 2)).resolve(file.sha256().hex());
    }
}
