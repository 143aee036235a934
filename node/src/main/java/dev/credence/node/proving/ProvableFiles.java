package dev.credence.node.proving;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.ModelExecutor;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.node.hub.Hub;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.ModelReader;
import dev.credence.node.hub.ModelReference;
import dev.credence.node.hub.Published;
import dev.credence.node.publishing.ModelFolder;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// A model with all files that a proof needs, from this machine alone.
///
/// @param registration the registration proof; empty where the manifest names none
/// @param card         where the model has one
public record ProvableFiles(ReleaseName name, Manifest manifest, ModelExecutor executor, Bytes registration, Optional<Bytes> card) {
    @FunctionalInterface
    private interface Files {
        Bytes read(ManifestFile file) throws IOException;
    }

    /// A folder as models/ has them.
    public static ProvableFiles ofFolder(Disk disk, Path folder, Engine engine) throws IOException, MalformedException, RefusedException {
        ModelFolder.Content content = ModelFolder.read(disk, folder);
        return of(content.name(), content.manifest(), content::file, engine);
    }

    /// A model of the hub whose files lie under `root`; the hub need not run.
    public static ProvableFiles ofHub(Disk disk, Path root, String reference, Engine engine)
            throws IOException, MalformedException, RefusedException, HubException {
        Hub hub = Hub.open(disk, root, Set.of());
        Published published = hub.resolve(ModelReference.parse(reference));
        return of(published.release().release().name(), published.manifest(), file -> hub.blobs()
                .get(file.sha256())
                .orElseThrow(() -> new StoreException("the file " + file.name() + " of " + published.name() + " is missing under " + root)), engine);
    }

    private static ProvableFiles of(ReleaseName name, Manifest manifest, Files files, Engine engine)
            throws IOException, MalformedException, RefusedException {
        ModelExecutor executor = ModelReader.load(manifest, files::read).executor(engine);
        Optional<ManifestFile> registration = manifest.argument().isPresent() ? manifest.file("registration") : Optional.empty();
        Optional<ManifestFile> card = manifest.file("card");
        return new ProvableFiles(
                name,
                manifest,
                executor,
                registration.isPresent() ? files.read(registration.get()) : Bytes.EMPTY,
                card.isPresent() ? Optional.of(files.read(card.get())) : Optional.empty());
    }
}
