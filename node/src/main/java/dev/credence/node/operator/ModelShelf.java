package dev.credence.node.operator;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerExecutor;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.node.hub.BlobStore;
import dev.credence.node.hub.HubClient;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.LoadedModel;
import dev.credence.node.hub.ModelReader;
import dev.credence.node.hub.Published;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Disk;
import dev.credence.node.store.CodewordFiles;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.proof.code.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// This operator's verified copies of models: `models/<id>` is the manifest, `blobs/` the files that it executes. Loaded once, then run without the hub.
public final class ModelShelf {
    private final Disk disk;
    private final Path manifests;
    private final Path codewords;
    private final BlobStore blobs;
    private final Engine engine;
    private final Map<Digest, TensorModel> models = new ConcurrentHashMap<>();
    private final Map<Digest, ProvedModel> proved = new ConcurrentHashMap<>();

    private ModelShelf(Disk disk, Path root, Engine engine) {
        this.disk = disk;
        this.manifests = root.resolve("models");
        this.codewords = root.resolve("codewords");
        this.blobs = new BlobStore(disk, root.resolve("blobs"));
        this.engine = engine;
    }

    /// Opens the shelf and loads what is on it.
    ///
    /// @throws StoreException if a copy is no longer what its id says
    public static ModelShelf open(Disk disk, Path root, Engine engine) throws IOException {
        ModelShelf shelf = new ModelShelf(disk, root, engine);
        disk.createDirectories(shelf.manifests);
        for (String name : disk.list(shelf.manifests)) {
            if (name.matches("[0-9a-f]{64}")) {
                shelf.load(name);
            }
        }
        return shelf;
    }

    public Optional<TensorModel> find(Digest model) {
        return Optional.ofNullable(models.get(model));
    }

    /// Ids of the models that are here, sorted.
    public List<Digest> ids() {
        return models.keySet().stream().sorted(Comparator.naturalOrder()).toList();
    }

    /// Fetches a model from the hub unless it is here, and checks that it is what its id says.
    ///
    /// @param reference name, `name@version` or id
    public synchronized TensorModel pull(HubClient hub, String reference)
            throws IOException, HubException, MalformedException, RefusedException {
        Published published = hub.resolve(reference);
        Manifest manifest = published.manifest();
        TensorModel here = models.get(manifest.id());
        if (here != null) {
            return here;
        }
        List<Bytes> files = new ArrayList<>();
        for (ManifestFile file : manifest.executed()) {
            files.add(hub.file(file));
        }
        if (manifest.argument().isPresent()) {
            blobs.put(hub.file(manifest.file("registration").orElseThrow()));
        }
        TensorModel model = TensorModel.of(
                manifest, ModelReader.load(manifest, file -> files.get(manifest.executed().indexOf(file))).executor(engine));
        for (Bytes file : files) {
            blobs.put(file);
        }
        AtomicFile.write(disk, manifests.resolve(model.id().hex()), manifest.encode());
        models.put(model.id(), model);
        return model;
    }

    /// The model made ready to prove: its weights are committed when somebody asks for the first proof, and then stay so.
    ///
    /// @throws RefusedException if its answers cannot be proved
    ProvedModel proved(TensorModel model) throws RefusedException, IOException {
        ProvedModel ready = proved.get(model.id());
        if (ready != null) {
            return ready;
        }
        synchronized (proved) {
            ready = proved.get(model.id());
            if (ready == null) {
                ready = prepare(model);
                proved.put(model.id(), ready);
            }
            return ready;
        }
    }

    private ProvedModel prepare(TensorModel model) throws RefusedException, IOException {
        if (!(model.executor() instanceof IntegerExecutor executor)) {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE, "answers under " + model.manifest().profile() + " cannot be proved");
        }
        Optional<ArgumentRegistration> entry = model.manifest().argument();
        Bytes registration = entry.isEmpty() ? Bytes.EMPTY : blobs.get(entry.get().registration())
                .orElseThrow(() -> new StoreException("the registration of the model " + model.id() + " is missing"));
        disk.createDirectories(codewords);
        String name = model.id().hex();
        try {
            ProvedModel made = ProvedModel.of(
                    model.manifest(), registration, executor, shape -> CodewordFiles.store(disk, codewords, name, Arena.ofAuto(), shape), Workers.ALONE);
            // What is mapped stays; the name is not needed, and after a crash nobody would look for it.
            CodewordFiles.delete(disk, codewords, name);
            return made;
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private void load(String name) throws IOException {
        Path path = manifests.resolve(name);
        try {
            Manifest manifest = Manifest.decode(AtomicFile.read(disk, path, Manifest.BYTES_MAX));
            if (!manifest.id().hex().equals(name)) {
                throw new StoreException(path + " is not the manifest that its name says; delete it, and it will be pulled again");
            }
            LoadedModel model = ModelReader.load(manifest, file -> blobs.get(file.sha256())
                    .orElseThrow(() -> new StoreException(
                            "the file " + file.name() + " of " + path + " is missing; delete the manifest, and all will be pulled again")));
            models.put(manifest.id(), TensorModel.of(manifest, model.executor(engine)));
        } catch (MalformedException | RefusedException damaged) {
            throw new StoreException(path + " cannot be loaded: " + damaged.getMessage());
        }
    }
}
