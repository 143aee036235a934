package dev.credence.node.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.laws.SpeakingModel;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.Release;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.node.http.HttpListener;
import dev.credence.node.http.Routes;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.testkit.Seeded;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A language model on its way over a hub: mapped and in parts, checked when it is stored, refused in one sentence where it is not what it says.
class GgufHubTest {
    private static final SecretKey PUBLISHER = SecretKey.ofSeed(Bytes.wrap(new byte[32]));

    private final World world = new SystemWorld();

    @TempDir
    private Path folder;

    private Hub hub;
    private HttpListener listener;
    private HubClient client;

    @BeforeEach
    void open() throws Exception {
        hub = Hub.open(world.disk(), folder.resolve("hub"), Set.of(PUBLISHER.publicKey().id()));
        Routes routes = new Routes();
        HubRoutes.add(hub, world.clock(), routes);
        listener = HttpListener.start("127.0.0.1", 0, routes);
        client = new HubClient(world.network(), URI.create(listener.url()));
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void publishesAndPullsALanguageModel() throws Exception {
        Manifest manifest = publish(SpeakingModel.chat(1), "babble@1");

        assertThat(manifest.language().orElseThrow().architecture()).isEqualTo("llama");
        assertThat(manifest.language().orElseThrow().context()).isEqualTo(SpeakingModel.CONTEXT);
        assertThat(manifest.language().orElseThrow().vocabulary()).isEqualTo(SpeakingModel.VOCABULARY);
        assertThat(manifest.language().orElseThrow().template()).isTrue();
        assertThat(manifest.language().orElseThrow().tools()).isTrue();
        Published published = client.resolve("babble");
        assertThat(published.manifest()).isEqualTo(manifest);
        Path out = folder.resolve("out");
        assertThat(ModelPackage.pull(client, published, world.disk(), out).areFilesRight()).isTrue();
        assertThat(world.disk().list(out)).containsExactly("manifest.json", "model.gguf", "release.json");
        assertThat(ModelPackage.check(world.disk(), out).areFilesRight()).isTrue();

        byte[] file = Files.readAllBytes(out.resolve("model.gguf"));
        file[file.length - 40] ^= 1;
        Files.write(out.resolve("model.gguf"), file);
        assertThat(ModelPackage.check(world.disk(), out).files().getFirst().defect()).contains("expected SHA-256");
    }

    @Test
    void opensAStoredModelByItsSizeAndHeaderAndReadsNoWeight() throws Exception {
        Manifest manifest = publish(SpeakingModel.words(1), "babble@1");
        Path stored = blob(manifest.model());
        byte[] file = Files.readAllBytes(stored);
        FileSource<java.io.IOException> files = hub.blobs().files(Arena.ofAuto());

        // A weight: found by whoever reads it all, which a start does not.
        Files.write(stored, changed(file, file.length - 40));
        assertThat(ModelReader.reopen(manifest, files)).isInstanceOf(LoadedModel.Language.class);
        assertThatThrownBy(() -> ModelReader.load(manifest, files)).isInstanceOf(MalformedException.class).hasMessageContaining("sha256");
        // The header, and the size.
        Files.write(stored, changed(file, 60));
        assertThatThrownBy(() -> ModelReader.reopen(manifest, files)).isInstanceOf(MalformedException.class);
        Files.write(stored, java.util.Arrays.copyOf(file, file.length - 1));
        assertThatThrownBy(() -> ModelReader.reopen(manifest, files)).hasMessageContaining("size");
    }

    @Test
    void refusesAFileThatCannotBeExecuted() throws Exception {
        refused(SpeakingModel.chat(1, "{% for %}"), "the chat template of the file");
        refused(SpeakingModel.unknown(), "mamba");
        byte[] infinite = SpeakingModel.words(1);
        infinite[infinite.length - 61] = 0x7f;
        infinite[infinite.length - 62] = (byte) 0x80;
        refused(infinite, "finite");
        assertThatThrownBy(() -> GgufFiles.manifest(MemorySegment.ofArray(new byte[64]), List.of(), "MIT")).isInstanceOf(MalformedException.class);

        // A hub does not take a publisher's word for it.
        Manifest honest = publish(SpeakingModel.chat(1), "babble@1");
        byte[] other = SpeakingModel.words(1);
        ManifestFile file = new ManifestFile("model", "model.gguf", other.length, Sha256.of(Bytes.wrap(other)));
        Manifest lie = Manifest.ofLanguage(List.of(file), honest.graph(), honest.weights(), honest.language().orElseThrow(), "MIT");
        client.upload(MemorySegment.ofArray(other), file.sha256(), _ -> {});
        client.upload(lie.encode());
        assertThatThrownBy(() -> client.publish(release(lie, "lie@1"))).isInstanceOf(HubException.class).hasMessageContaining("manifest.graph");
    }

    @Test
    void carriesFilesInPartsAndChecksTheWhole() throws Exception {
        byte[] bytes = new byte[2 * HubClient.PART_BYTES + 12_345];
        Seeded.random().nextBytes(bytes);
        MemorySegment content = MemorySegment.ofArray(bytes);
        ManifestFile file = new ManifestFile("data", "data.bin", bytes.length, Sha256.of(content));
        List<Long> told = new ArrayList<>();
        client.upload(content, file.sha256(), told::add);
        assertThat(told).containsExactly((long) HubClient.PART_BYTES, 2L * HubClient.PART_BYTES, (long) bytes.length);
        told.clear();
        client.upload(content, file.sha256(), told::add);
        assertThat(told).as("it is there already").containsExactly((long) bytes.length);

        java.io.ByteArrayOutputStream fetched = new java.io.ByteArrayOutputStream();
        client.fetch(file, part -> fetched.writeBytes(part.toArray()));
        assertThat(fetched.toByteArray()).isEqualTo(bytes);

        Files.write(blob(file), changed(bytes, bytes.length - 1));
        assertThatThrownBy(() -> client.fetch(file, _ -> {})).isInstanceOf(MalformedException.class);

        // Parts of another file, and parts out of order.
        assertThatThrownBy(() -> client.upload(content, Sha256.of(Bytes.EMPTY), _ -> {}))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("another SHA-256");
        assertThatThrownBy(() -> hub.upload(new Hub.Part(Sha256.of(Bytes.ofUtf8("x")), 10, 5, Bytes.ofUtf8("abcde")), 0))
                .hasMessageContaining("begin at 0");
    }

    @Test
    void severalCallersSendOneFileAtOnceAndAllSucceed() throws Exception {
        byte[] bytes = new byte[5 * HubClient.PART_BYTES + 7];
        Seeded.random().nextBytes(bytes);
        MemorySegment content = MemorySegment.ofArray(bytes);
        ManifestFile file = new ManifestFile("data", "data.bin", bytes.length, Sha256.of(content));
        CyclicBarrier together = new CyclicBarrier(4);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> uploads = new ArrayList<>();
            for (int i = 0; i < together.getParties(); i++) {
                uploads.add(callers.submit(() -> {
                    together.await();
                    client.upload(content, file.sha256(), _ -> {});
                    return null;
                }));
            }
            for (Future<?> upload : uploads) {
                upload.get();
            }
        }
        assertThat(Files.readAllBytes(blob(file))).isEqualTo(bytes);
    }

    @Test
    void sendersOfOneFileDoNotDisturbEachOther() throws Exception {
        Bytes whole = Bytes.ofUtf8("0123456789");
        Bytes other = Bytes.ofUtf8("x".repeat(10));
        // Both in step, one behind the other, and one that begins anew in the other's midst.
        assertThat(upload(whole, whole, 0, 4)).isEqualTo(4);
        assertThat(upload(whole, whole, 0, 4)).isEqualTo(4);
        assertThat(upload(whole, whole, 4, 8)).isEqualTo(8);
        assertThat(upload(whole, whole, 4, 6)).isEqualTo(8);
        assertThat(upload(whole, whole, 0, 2)).isEqualTo(8);
        assertThat(upload(whole, whole, 6, 10)).isEqualTo(10);
        assertThat(upload(whole, whole, 8, 10)).as("the others are told that it is there").isEqualTo(10);
        assertThat(hub.blobs().get(Sha256.of(whole))).contains(whole);

        // Somebody sends other bytes under the digest: what follows is told to begin again, and then succeeds.
        hub.blobs().delete(Sha256.of(whole));
        assertThat(upload(whole, whole, 0, 4)).isEqualTo(4);
        assertThat(upload(whole, other, 0, 2)).isEqualTo(2);
        assertThatThrownBy(() -> upload(whole, whole, 4, 8)).isInstanceOf(HubException.class).hasMessageContaining("begin at 0");
        assertThat(upload(whole, whole, 0, 4)).isEqualTo(4);
        assertThat(upload(whole, other, 4, 8)).isEqualTo(8);
        assertThat(upload(whole, whole, 4, 8)).isEqualTo(8);
        assertThat(upload(whole, whole, 8, 10)).isEqualTo(10);
        assertThat(hub.blobs().get(Sha256.of(whole))).contains(whole);

        // One sends it whole while another sends parts.
        hub.blobs().delete(Sha256.of(whole));
        assertThat(upload(whole, whole, 0, 4)).isEqualTo(4);
        hub.upload(whole, 0);
        assertThat(upload(whole, whole, 4, 8)).isEqualTo(10);
        assertThat(blobName(whole).resolveSibling(Sha256.of(whole).hex() + ".part")).doesNotExist();
    }

    private long upload(Bytes whole, Bytes sent, int from, int to) throws Exception {
        return hub.upload(new Hub.Part(Sha256.of(whole), whole.length(), from, sent.slice(from, to)), 0);
    }

    private Path blobName(Bytes whole) {
        return blob(new ManifestFile("data", "data.bin", whole.length(), Sha256.of(whole)));
    }

    private static byte[] changed(byte[] file, int at) {
        byte[] copy = file.clone();
        copy[at] ^= 1;
        return copy;
    }

    private Path blob(ManifestFile file) {
        return folder.resolve("hub").resolve("blobs").resolve(file.sha256().hex().substring(0, 2)).resolve(file.sha256().hex());
    }

    private static void refused(byte[] file, String word) {
        assertThatThrownBy(() -> GgufFiles.manifest(MemorySegment.ofArray(file), List.of(), "MIT"))
                .isInstanceOfAny(RefusedException.class, MalformedException.class)
                .hasMessageContaining(word);
    }

    private Manifest publish(byte[] file, String name) throws Exception {
        MemorySegment content = MemorySegment.ofArray(file);
        Manifest manifest = GgufFiles.manifest(content, List.of(), "MIT");
        client.upload(content, manifest.model().sha256(), _ -> {});
        client.upload(manifest.encode());
        client.publish(release(manifest, name));
        return manifest;
    }

    private static dev.credence.inference.manifest.SignedRelease release(Manifest manifest, String name) throws MalformedException {
        return new Release(ReleaseName.parse(name), manifest.id(), PUBLISHER.publicKey().id(), 1).sign(PUBLISHER);
    }
}
