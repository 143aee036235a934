package dev.credence.node.reexecution;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.manifest.Manifest;
import dev.credence.node.hub.FolderFiles;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.LoadedModel;
import dev.credence.node.hub.ModelPackage;
import dev.credence.node.hub.ModelReader;
import dev.credence.node.hub.ModelReference;
import dev.credence.node.hub.Published;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Set;

/// A model that lies on this machine, checked against its manifest.
///
/// @param model what the manifest says it is
public record LocalModel(Manifest manifest, LoadedModel model) {
    /// The name under which `model pull` keeps a manifest.
    public static final String MANIFEST_FILE = ModelPackage.MANIFEST;

    /// Reads a folder that `credence model pull` wrote.
    public static LocalModel ofFolder(Disk disk, Path folder) throws IOException, MalformedException, RefusedException {
        Manifest manifest = Manifest.decode(AtomicFile.read(disk, folder.resolve(MANIFEST_FILE), Manifest.BYTES_MAX));
        return new LocalModel(manifest, ModelReader.load(manifest, new FolderFiles(disk, folder, "", Arena.ofAuto())));
    }

    /// Reads a model of the hub whose files lie under `root`; the hub need not run.
    ///
    /// @param reference name, `name@version` or model id
    public static LocalModel ofHub(Disk disk, Path root, String reference)
            throws IOException, MalformedException, RefusedException, HubException {
        Hub hub = Hub.open(disk, root, Set.of());
        Published published = hub.resolve(ModelReference.parse(reference));
        return new LocalModel(published.manifest(), ModelReader.reopen(published.manifest(), hub.blobs().files(Arena.ofAuto())));
    }
}
