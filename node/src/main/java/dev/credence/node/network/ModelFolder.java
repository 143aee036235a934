package dev.credence.node.network;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.Release;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.node.hub.HubClient;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.ModelReader;
import dev.credence.node.input.Card;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder with `model.onnx` and `card.json`, as models/ has them, ready to be published.
public final class ModelFolder {
    private static final int MODEL_BYTES_MAX = 1 << 30;

    private ModelFolder() {}

    /// The folders under `models` that hold a model with a card, sorted.
    public static List<Path> list(Disk disk, Path models) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String name : disk.list(models)) {
            Path folder = models.resolve(name);
            if (disk.exists(folder.resolve("model.onnx")) && disk.exists(folder.resolve("card.json"))) {
                folders.add(folder);
            }
        }
        return folders;
    }

    /// Publishes the folder's model as its card names it; a release that is there already stays.
    ///
    /// @param timeMillis of the release
    public static ReleaseName publish(Disk disk, Path folder, HubClient hub, SecretKey publisher, long timeMillis)
            throws IOException, MalformedException, RefusedException, HubException {
        Bytes model = AtomicFile.read(disk, folder.resolve("model.onnx"), MODEL_BYTES_MAX);
        Bytes cardBytes = AtomicFile.read(disk, folder.resolve("card.json"), Card.BYTES_MAX);
        Card card = Card.decode(cardBytes);
        String version = JsonFields.of("card", StrictJson.parse(cardBytes, JsonLimits.ofBytes(Card.BYTES_MAX))).string("version", 32);
        Manifest manifest = ModelReader.manifest(
                new ModelReader.NamedFile("model", "model.onnx", model),
                List.of(new ModelReader.NamedFile("card", "card.json", cardBytes)),
                card.licence());
        hub.upload(model);
        hub.upload(cardBytes);
        hub.upload(manifest.encode());
        ReleaseName name = ReleaseName.parse(card.name() + "@" + version);
        hub.publish(new Release(name, manifest.id(), publisher.publicKey().id(), timeMillis).sign(publisher));
        return name;
    }
}
