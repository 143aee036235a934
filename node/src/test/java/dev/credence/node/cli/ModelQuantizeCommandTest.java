package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.inference.manifest.Manifest;
import dev.credence.node.http.HttpListener;
import dev.credence.node.http.Routes;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubRoutes;
import dev.credence.node.hub.ModelReference;
import dev.credence.node.hub.Published;
import dev.credence.node.network.NetworkFile;
import dev.credence.node.store.DataDirectory;
import dev.credence.node.world.SystemWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `model quantize` against a hub over real sockets, and into a folder.
class ModelQuantizeCommandTest {
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
        Routes routes = new Routes();
        HubRoutes.add(hub, world.clock(), routes);
        listener = HttpListener.start("127.0.0.1", 0, routes);
        Files.write(data.resolve(NetworkFile.NAME), new NetworkFile("n", listener.url(), "l", List.of()).encode().toArray());
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private Ran model(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "model";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = data;
        return Ran.credence(all);
    }

    @Test
    void aModelOfTheHubBecomesAnIntegerModelOfItsOwn() throws Exception {
        model("add", DIGITS.resolve("model.onnx"), "--name", "digits@1", "--card", DIGITS.resolve("card.json"));
        Ran ran = model("quantize", "digits", "--samples", DIGITS.resolve("samples"), "--labels", DIGITS.resolve("samples/labels.json"));
        assertThat(ran.code()).as(ran.err()).isZero();

        Published parent = hub.resolve(ModelReference.parse("digits@1"));
        Published child = hub.resolve(ModelReference.parse("digits-int8@1"));
        assertThat(child.manifest().profile()).isEqualTo("int8-v1");
        assertThat(child.manifest().parent()).contains(parent.model());
        assertThat(ran.lines()).contains("model       " + child.model());
        JsonFields quantised = card(child).object("quantised");
        assertThat(quantised.string("parent", 64)).isEqualTo("digits@1");
        assertThat(quantised.integer("rows", 0, 100)).isEqualTo(13);
        assertThat(quantised.integer("same", 0, 100)).isGreaterThanOrEqualTo(12);
        assertThat(quantised.object("before").integer("correct", 0, 13)).isEqualTo(12); // it reads digit-1.png as a 2
        assertThat(quantised.object("after").integer("correct", 0, 13)).isGreaterThanOrEqualTo(11);
        // Rows that scales were chosen by are no test of accuracy.
        assertThat(quantised.bool("heldBack")).isFalse();
        assertThat(card(child).has("accuracy")).isFalse();

        // Both are shown with what can be proved of them.
        assertThat(model("show", "digits").lines()).contains("proof       no: digits@1 cannot be proved; its quantised form digits-int8@1 can");
        Ran shown = model("show", "digits-int8");
        assertThat(shown.out())
                .contains("size        20,522 parameters, 342,656 multiply-adds an answer")
                .containsPattern("proof       at most 1[0-9]{2},[0-9]{3} bytes")
                .containsPattern("proving     some [0-9]+ ms: an estimate");
        assertThat(model("list").out()).contains("not provable").containsPattern("proof of at most 1[0-9]{2}\\.[0-9] KiB, proved in an estimated [0-9]+ ms");
        assertThat(model("show", "digits-int8", "--json").json().object("proof").string("suite", 32)).isEqualTo("ud-100");

        Ran pulled = model("pull", "digits-int8", "--out", folder.resolve("pulled"));
        assertThat(pulled.code()).as(pulled.err()).isZero();
        assertThat(Ran.credence("model", "verify", folder.resolve("pulled")).code()).isZero();
        byte[] weights = Files.readAllBytes(folder.resolve("pulled/weights.int8"));
        weights[0] ^= 1;
        Files.write(folder.resolve("pulled/weights.int8"), weights);
        assertThat(Ran.credence("model", "verify", folder.resolve("pulled")).code()).isEqualTo(1);

        Ran again = model("quantize", "digits-int8", "--samples", DIGITS.resolve("samples"));
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("is an integer model already");
    }

    @Test
    void aFolderBecomesAFolderThatCanBePublished() throws Exception {
        Path out = folder.resolve("tumour-int8");
        Ran ran = Ran.credence(
                "model", "quantize", TUMOUR, "--samples", TUMOUR.resolve("samples"), "--judge", TUMOUR.resolve("samples/row-1.csv"), "--labels",
                TUMOUR.resolve("samples/labels.json"), "--out", out, "--json", "--name", "small@3");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.json().string("release", 64)).isEqualTo("small@3");
        assertThat(ran.json().object("comparison").integer("rows", 0, 100)).isEqualTo(1);
        assertThat(out).isDirectoryContaining("glob:**/program.int8").isDirectoryContaining("glob:**/weights.int8");
        JsonFields card = JsonFields.of("card", StrictJson.parse(Bytes.wrap(Files.readAllBytes(out.resolve("card.json"))), JsonLimits.ofBytes(1 << 20)));
        assertThat(card.string("name", 64)).isEqualTo("small");
        assertThat(card.object("accuracy").integer("heldBack", 0, 9)).isEqualTo(1);
    }

    @Test
    void whatCannotBeDoneIsSaidInOneSentence() throws Exception {
        Files.writeString(folder.resolve("labels.json"), "{\"digit-7.png\":\"seven\"}");
        Ran unknown = Ran.credence(
                "model", "quantize", DIGITS, "--samples", DIGITS.resolve("samples/digit-7.png"), "--labels", folder.resolve("labels.json"), "--out", folder);
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("expected one of the card's labels").contains("'seven'");
        Files.writeString(folder.resolve("labels.json"), "{\"digit-7.png\":[\"7\",\"7\"]}");
        Ran many = Ran.credence(
                "model", "quantize", DIGITS, "--samples", DIGITS.resolve("samples/digit-7.png"), "--labels", folder.resolve("labels.json"), "--out", folder);
        assertThat(many.err()).contains("expected 1 labels, one a row, found 2 labels");
        Ran clipped = Ran.credence("model", "quantize", DIGITS, "--samples", DIGITS.resolve("samples"), "--clip", "-1", "--out", folder);
        assertThat(clipped.code()).isEqualTo(2);
        Ran absent = Ran.credence("model", "quantize", DIGITS, "--samples", folder.resolve("nothing.png"), "--out", folder);
        assertThat(absent.code()).isEqualTo(4);
    }

    private JsonFields card(Published published) throws Exception {
        Manifest manifest = published.manifest();
        Bytes card = hub.blobs().get(manifest.file("card").orElseThrow().sha256()).orElseThrow();
        return JsonFields.of("card", StrictJson.parse(card, JsonLimits.ofBytes(1 << 20)));
    }
}
