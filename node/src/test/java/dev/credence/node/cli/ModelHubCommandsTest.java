package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.inference.manifest.Manifest;
import dev.credence.node.http.Handler;
import dev.credence.node.http.HttpListener;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Routes;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubRoutes;
import dev.credence.node.hub.ModelReference;
import dev.credence.node.network.NetworkFile;
import dev.credence.node.store.DataDirectory;
import dev.credence.node.world.SystemWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `model add, list, show, pull, verify` against a hub over real sockets.
class ModelHubCommandsTest {
    private static final Path DIGITS = Ran.home().resolve("models/digits");
    private static final Path TUMOUR = Ran.home().resolve("models/tumour");

    @TempDir
    Path folder;

    private final SystemWorld world = new SystemWorld();
    private HttpListener listener;
    private Hub hub;
    private Path data;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data");
        PublicKey publisher;
        try (DataDirectory own = DataDirectory.open(world, data.resolve("publisher"))) {
            publisher = own.key("publisher").publicKey();
        }
        hub = Hub.open(world.disk(), folder.resolve("hub"), Set.of(publisher.id()));
        serve(new Routes());
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    // Routes that are there already come before the hub's own.
    private void serve(Routes routes) throws IOException {
        if (listener != null) {
            listener.close();
        }
        HubRoutes.add(hub, world.clock(), routes);
        listener = HttpListener.start("127.0.0.1", 0, routes);
        Files.write(data.resolve(NetworkFile.NAME), new NetworkFile("n", listener.url(), "l", List.of()).encode().toArray());
    }

    private void lie(String pattern, Handler handler) throws IOException {
        serve(new Routes().get(pattern, "a lie", handler));
    }

    private Ran model(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "model";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = data;
        return Ran.credence(all);
    }

    private Ran addDigits(Object name) {
        return model("add", DIGITS.resolve("model.onnx"), "--name", name, "--card", DIGITS.resolve("card.json"),
                "--sample", DIGITS.resolve("samples/digit-7.png"), DIGITS.resolve("samples/digit-9.json"));
    }

    @Test
    void aModelIsPublishedListedShownPulledAndVerified() throws Exception {
        Ran added = addDigits("digits@7");
        assertThat(added.code()).as(added.err()).isZero();
        Digest id = hub.resolve(ModelReference.parse("digits@7")).model();
        assertThat(added.lines()).contains("model       " + id, "hub         " + listener.url());

        assertThat(model("list").lines()).singleElement().asString().startsWith("digits@7  " + id);
        assertThat(model("list", "HANDWRITTEN", "digit").lines()).hasSize(1);
        assertThat(model("list", "no such word").out()).isEqualTo("no model at " + listener.url() + " has 'no such word' in its name or card\n");
        assertThat(model("show", "digits").out()).contains("release     digits@7", "model       " + id, "(signature verified)", "digit-7.png");
        assertThat(model("show", id).code()).isZero();

        Path out = folder.resolve("pulled");
        Ran pulled = model("pull", "digits@7", "--out", out);
        assertThat(pulled.code()).as(pulled.err()).isZero();
        assertThat(pulled.out()).contains("verified    signature of the publisher, SHA-256 of 4 files, graph, weights");
        assertThat(Files.readAllBytes(out.resolve("model.onnx"))).isEqualTo(Files.readAllBytes(DIGITS.resolve("model.onnx")));
        assertThat(Sha256.of(Bytes.wrap(Files.readAllBytes(out.resolve("manifest.json"))))).isEqualTo(id);

        Ran verified = Ran.credence("model", "verify", out);
        assertThat(verified.code()).isZero();
        assertThat(verified.lastLine()).isEqualTo("verdict     verified");
        assertThat(Ran.credence("model", "verify", out.resolve("digit-7.png")).lines()).hasSize(4);
        assertThat(model("pull", "digits@7", "--out", out).code()).as("the same again").isZero();
    }

    @Test
    void jsonIsOneValueEach() throws Exception {
        Ran added = model("add", TUMOUR.resolve("model.onnx"), "--name", "tumour", "--licence", "MIT", "--json");
        String id = added.json().string("model", 64);
        assertThat(added.json().string("release", 64)).isEqualTo("tumour@1");
        assertThat(added.json().string("licence", 64)).isEqualTo("MIT");
        assertThat(model("list", "--json").json().objects("models", 9).getFirst().string("model", 64)).isEqualTo(id);
        assertThat(model("show", "tumour", "--json").json().objects("files", 9)).hasSize(1);
        Path out = folder.resolve("pulled");
        assertThat(model("pull", id, "--out", out, "--json").json().bool("verified")).isTrue();
        JsonFields report = Ran.credence("model", "verify", out, "--json").json();
        assertThat(report.string("verdict", 20)).isEqualTo("verified");
        assertThat(report.string("signature", 20)).isEqualTo("pass");
        assertThat(report.objects("files", 9).getFirst().string("result", 9)).isEqualTo("pass");
    }

    @Test
    void theSameAgainIsFineAndOtherContentUnderThatNameIsNot() {
        assertThat(addDigits("digits@1").code()).isZero();
        assertThat(addDigits("digits@1").code()).isZero();
        Ran other = model("add", TUMOUR.resolve("model.onnx"), "--name", "digits@1");
        assertThat(other.code()).isEqualTo(ExitCode.FAILED);
        assertThat(other.err()).contains("digits@1 is published with model ", " and cannot change; choose another version").hasLineCount(1);
    }

    @Test
    void withoutAVersionTheCardSaysIt() throws Exception {
        assertThat(addDigits("digits").code()).isZero();
        String version = JsonFields.of("", dev.credence.foundation.codec.StrictJson.parse(
                        Bytes.wrap(Files.readAllBytes(DIGITS.resolve("card.json"))), dev.credence.foundation.codec.JsonLimits.ofBytes(1 << 20)))
                .string("version", 32);
        assertThat(hub.resolve(ModelReference.parse("digits")).name()).isEqualTo("digits@" + version);
    }

    @Test
    void aPublisherThatTheHubDoesNotKnowIsRefused() {
        Ran stranger = Ran.credence("model", "add", TUMOUR.resolve("model.onnx"), "--name", "tumour@1", "--hub", listener.url(), "--data", folder.resolve("other"));
        assertThat(stranger.code()).isEqualTo(ExitCode.FAILED);
        assertThat(stranger.err()).contains("is not on this hub's allow-list").hasLineCount(1);
    }

    @Test
    void hostileModelsAreRefusedInOneSentenceAndTime() throws IOException {
        for (Map.Entry<String, byte[]> hostile : HostileModels.all().entrySet()) {
            Path file = folder.resolve("hostile.onnx");
            Files.write(file, hostile.getValue());
            Ran ran = Assertions.assertTimeout(Duration.ofSeconds(2), () -> model("add", file, "--name", "hostile@1"));
            assertThat(ran.code()).as(hostile.getKey()).isEqualTo(ExitCode.FAILED);
            assertThat(ran.err()).as(hostile.getKey()).startsWith("credence: " + file + ": ").hasLineCount(1).doesNotContain("Exception", "\u001b", "\u202e");
            assertThat(ran.out()).as(hostile.getKey()).isEmpty();
        }
        assertThat(hub.all()).isEmpty();
    }

    @Test
    void badNamesLicencesAndSamplesAreUsage() throws IOException {
        Path onnx = TUMOUR.resolve("model.onnx");
        Path odd = Files.writeString(folder.resolve("my sample.csv"), "1");
        Path reserved = Files.writeString(folder.resolve("manifest.json"), "{}");
        for (Object[] words : new Object[][] {
            {"--name", "../etc"}, {"--name", "Digits@1"}, {"--name", "digits@"}, {"--name", "x", "--licence", " "},
            {"--name", "x", "--sample", odd}, {"--name", "x", "--sample", reserved}, {"--name", "x", "--hub", "nowhere"}, {"--name", "x", "--hub", "http://127.0.0.1:99999"}
        }) {
            Object[] all = new Object[words.length + 2];
            all[0] = "add";
            all[1] = onnx;
            System.arraycopy(words, 0, all, 2, words.length);
            Ran ran = model(all);
            assertThat(ran.code()).as("%s", List.of(words)).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err()).hasLineCount(1);
        }
        Path card = Files.writeString(folder.resolve("card.json"), "{\"name\":1}");
        assertThat(model("add", onnx, "--name", "x", "--card", card).code()).isEqualTo(ExitCode.FAILED);
        assertThat(model("add", folder.resolve("absent.onnx"), "--name", "x").code()).isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    void anUnknownModelIsNamed() {
        Ran ran = model("pull", "nothing", "--out", folder.resolve("out"));
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).isEqualTo("credence: no model nothing is published here; the hub is empty\n");
        assertThat(model("show", "no such").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aHubThatCannotBeReachedIsTheEnvironmentsFault() {
        String gone = listener.url();
        listener.close();
        for (String command : List.of("list", "show", "pull", "add")) {
            Object[] words = switch (command) {
                case "show" -> new Object[] {command, "digits"};
                case "pull" -> new Object[] {command, "digits", "--out", folder.resolve("out")};
                case "add" -> new Object[] {command, TUMOUR.resolve("model.onnx"), "--name", "tumour@1"};
                default -> new Object[] {command};
            };
            Ran ran = model(words);
            assertThat(ran.code()).as(command).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(ran.err()).startsWith("credence: the hub at " + gone + " does not answer").hasLineCount(1);
        }
    }

    @Test
    void aHubThatLiesIsCaughtAndNothingIsWritten() throws Exception {
        addDigits("digits@1");
        model("add", TUMOUR.resolve("model.onnx"), "--name", "tumour@1");
        Path out = folder.resolve("out");

        lie("/v1/hub/blobs/{sha256}", request -> Reply.ok(Reply.OCTETS, changed(blob(request.segment("sha256")))));
        assertCaught(model("pull", "digits@1", "--out", out), "model.onnx: expected the file ");
        lie("/v1/hub/blobs/{sha256}", request -> Reply.ok(Reply.OCTETS, Bytes.ofUtf8("short")));
        assertCaught(model("pull", "digits@1", "--out", out), "model.onnx: expected the file ");

        JsonObject tumour = shown("tumour@1", "signedRelease", "manifest");
        lie("/v1/hub/models/{model}", _ -> Reply.json(tumour));
        assertCaught(model("pull", "digits@1", "--out", out), "expected a release of digits@1, found tumour@1");
        assertCaught(model("pull", "digits", "--out", out), "expected a release of digits, found tumour@1");
        assertCaught(model("show", hub.resolve(ModelReference.parse("digits")).model()), "found tumour@1");

        JsonObject mixed = shown("digits@1", "signedRelease", "");
        lie("/v1/hub/models/{model}", _ -> Reply.json(mixed));
        assertCaught(model("pull", "digits@1", "--out", out), "hub.manifest: expected the manifest ");

        Bytes release = hub.resolve(ModelReference.parse("digits@1")).release().encode();
        Bytes forged = Bytes.ofUtf8(release.utf8().replace("\"released\":1", "\"released\":2"));
        JsonObject unsigned = JsonObject.builder()
                .put("description", JsonObject.EMPTY)
                .put("signedRelease", forged.base64())
                .put("manifest", hub.resolve(ModelReference.parse("digits@1")).manifest().encode().base64())
                .build();
        lie("/v1/hub/models/{model}", _ -> Reply.json(unsigned));
        assertCaught(model("pull", "digits@1", "--out", out), "expected the publisher's signature, found one that does not verify");

        lie("/v1/hub/models/{model}", _ -> Reply.text("<html>"));
        assertCaught(model("pull", "digits@1", "--out", out), "is not to be believed");
        lie("/v1/hub/models", _ -> Reply.text("{\"models\":[{\"release\":\"\\u001b[2J\"}]}"));
        assertCaught(model("list"), "is not to be believed");
        lie("/v1/hub/models", _ -> new Reply(403, Reply.TEXT, Map.of(), Bytes.ofUtf8("Blocked")));
        assertCaught(model("list"), "what answers there is no hub: status 403 without a sentence");
        assertThat(out).doesNotExist();
    }

    private JsonObject shown(String release, String releaseMember, String manifestMember) throws Exception {
        Manifest own = hub.resolve(ModelReference.parse(release)).manifest();
        Manifest other = hub.resolve(ModelReference.parse("tumour@1")).manifest();
        return JsonObject.builder()
                .put("description", JsonObject.EMPTY)
                .put(releaseMember, hub.resolve(ModelReference.parse(release)).release().encode().base64())
                .put("manifest", (manifestMember.isEmpty() ? other : own).encode().base64())
                .build();
    }

    private static void assertCaught(Ran ran, String sentence) {
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains(sentence).hasLineCount(1).doesNotContain("\u001b");
        assertThat(ran.out()).isEmpty();
    }

    private Bytes blob(String digest) {
        try {
            return hub.blobs().get(Digest.parse(digest)).orElseThrow();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Bytes changed(Bytes content) {
        byte[] bytes = content.toArray();
        bytes[bytes.length / 2] ^= 1;
        return Bytes.wrap(bytes);
    }

    @Test
    void anotherPublisherThanDemandedIsRefused() {
        model("add", TUMOUR.resolve("model.onnx"), "--name", "tumour@1");
        String other = "0".repeat(64);
        Ran pulled = model("pull", "tumour", "--out", folder.resolve("out"), "--publisher", other);
        assertThat(pulled.code()).isEqualTo(ExitCode.FAILED);
        assertThat(pulled.err()).contains("tumour@1 is signed by the publisher ", ", not by " + other);
        model("pull", "tumour", "--out", folder.resolve("out"));
        assertThat(Ran.credence("model", "verify", folder.resolve("out"), "--publisher", other).code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void oneChangedByteOfAnyPulledFileIsFound() throws Exception {
        addDigits("digits@1");
        Path out = folder.resolve("pulled");
        model("pull", "digits@1", "--out", out);
        for (String name : List.of("model.onnx", "card.json", "digit-7.png", "digit-9.json", "release.json", "manifest.json")) {
            Path file = out.resolve(name);
            byte[] honest = Files.readAllBytes(file);
            Files.write(file, changed(Bytes.wrap(honest)).toArray());
            Ran ran = Ran.credence("model", "verify", out);
            assertThat(ran.code()).as(name).isEqualTo(ExitCode.FAILED);
            assertThat(ran.out() + ran.err()).as(name).contains(name).doesNotContain("verdict     verified");
            Files.write(file, honest);
        }
        assertThat(Ran.credence("model", "verify", out).code()).isZero();
    }

    @Test
    void missingPartsAreNamed() throws Exception {
        addDigits("digits@1");
        Path out = folder.resolve("pulled");
        model("pull", "digits@1", "--out", out);
        Files.delete(out.resolve("card.json"));
        Ran missing = Ran.credence("model", "verify", out);
        assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.out()).contains("FAIL        card.json: it is missing");
        assertThat(Ran.credence("model", "verify", out.resolve("model.onnx")).code()).as("one file alone").isZero();
        model("pull", "digits@1", "--out", out);
        Files.delete(out.resolve("release.json"));
        Ran unsigned = Ran.credence("model", "verify", out);
        assertThat(unsigned.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(unsigned.out()).contains("there is no release.json: who published it is not checked");
        Path stranger = Files.writeString(out.resolve("stranger.txt"), "x");
        assertThat(Ran.credence("model", "verify", stranger).err()).contains("expected one of the manifest's files").hasLineCount(1);
        assertThat(Ran.credence("model", "verify", folder.resolve("absent")).code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aReleaseOfAnotherModelIsNoSignatureOfThisOne() throws Exception {
        addDigits("digits@1");
        model("add", TUMOUR.resolve("model.onnx"), "--name", "tumour@1");
        model("pull", "digits@1", "--out", folder.resolve("d"));
        model("pull", "tumour@1", "--out", folder.resolve("t"));
        Files.copy(folder.resolve("t/release.json"), folder.resolve("d/release.json"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Ran ran = Ran.credence("model", "verify", folder.resolve("d"));
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.out()).contains("release.json is of the model ");
        Ran occupied = model("pull", "tumour@1", "--out", folder.resolve("d"));
        assertThat(occupied.code()).isEqualTo(ExitCode.FAILED);
        assertThat(occupied.err()).contains("holds another model already; choose another folder");
    }
}
