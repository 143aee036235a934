package dev.credence.node.reexecution;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.manifest.Manifest;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.ModelPackage;
import dev.credence.node.hub.ModelReader;
import dev.credence.node.hub.ModelReference;
import dev.credence.node.hub.Published;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// A model that lies on this machine, checked against its manifest.
///
/// @param graph what the manifest says it is
public record LocalModel(Manifest manifest, Graph graph) {
    /// The name under which `model pull` keeps a manifest.
    public static final String MANIFEST_FILE = ModelPackage.MANIFEST;

    private static final int MODEL_BYTES_MAX = 1 << 30;

    /// Reads a folder that `credence model pull` wrote.
    public static LocalModel ofFolder(Disk disk, Path folder) throws IOException, MalformedException, RefusedException {
        Manifest manifest = Manifest.decode(AtomicFile.read(disk, folder.resolve(MANIFEST_FILE), Manifest.BYTES_MAX));
        return of(manifest, AtomicFile.read(disk, folder.resolve(manifest.model().name()), MODEL_BYTES_MAX));
    }

    /// Reads a model of the hub whose files lie under `root`; the hub need not run.
    ///
    /// @param reference name, `name@version` or model id
    public static LocalModel ofHub(Disk disk, Path root, String reference)
            throws IOException, MalformedException, RefusedException, HubException {
        Hub hub = Hub.open(disk, root, Set.of());
        Published published = hub.resolve(ModelReference.parse(reference));
        Bytes model = hub.blobs()
                .get(published.manifest().model().sha256())
                .orElseThrow(() -> new StoreException("the model file of " + published.name() + " is missing under " + root));
        return of(published.manifest(), model);
    }

    private static LocalModel of(Manifest manifest, Bytes model) throws MalformedException, RefusedException {
        return new LocalModel(manifest, ModelReader.read(manifest, model));
    }
}
