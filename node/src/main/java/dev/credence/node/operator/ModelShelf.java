package dev.credence.node.operator;

import dev.credence.node.generation.TextLoader;
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
import dev.credence.operator.execute.ServedModel;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.proof.code.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
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
    private final TextLoader languages;
    private final Optional<BlobStore> neighbour;
    // What is mapped stays for as long as anybody reads it.
    private final Arena arena = Arena.ofAuto();
    private final Map<Digest, ServedModel> models = new ConcurrentHashMap<>();
    private final Map<Digest, ProvedModel> proved = new ConcurrentHashMap<>();

    private ModelShelf(Disk disk, Path root, Engine engine, TextLoader languages, Optional<BlobStore> neighbour) {
        this.languages = languages;
        this.neighbour = neighbour;
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
        return open(disk, root, engine, (_, _) -> {
            throw new RefusedException(Refusal.UNSUPPORTED_MODE, "this operator serves no language models");
        }, Optional.empty());
    }

    /// @param languages makes language models ready
    /// @param neighbour the files of a hub on this machine: what is there need not be fetched
    public static ModelShelf open(Disk disk, Path root, Engine engine, TextLoader languages, Optional<BlobStore> neighbour) throws IOException {
        ModelShelf shelf = new ModelShelf(disk, root, engine, languages, neighbour);
        disk.createDirectories(shelf.manifests);
        for (String name : disk.list(shelf.manifests)) {
            if (name.matches("[0-9a-f]{64}")) {
                shelf.load(name);
            }
        }
        return shelf;
    }

    public Optional<ServedModel> find(Digest model) {
        return Optional.ofNullable(models.get(model));
    }

    boolean has(String id) {
        return models.keySet().stream().anyMatch(here -> here.hex().equals(id));
    }

    /// Ids of the models that are here, sorted.
    public List<Digest> ids() {
        return models.keySet().stream().sorted(Comparator.naturalOrder()).toList();
    }

    /// Fetches a model from the hub unless it is here, and checks that it is what its id says.
    ///
    /// @param reference name, `name@version` or id
    public synchronized ServedModel pull(HubClient hub, String reference)
            throws IOException, HubException, MalformedException, RefusedException {
        Published published = hub.resolve(reference);
        Manifest manifest = published.manifest();
        ServedModel here = models.get(manifest.id());
        if (here != null) {
            return here;
        }
        if (manifest.argument().isPresent()) {
            take(hub, manifest.file("registration").orElseThrow());
        }
        for (ManifestFile file : manifest.executed()) {
            take(hub, file);
        }
        ServedModel model = served(manifest, ModelReader.load(manifest, blobs.files(arena)));
        AtomicFile.write(disk, manifests.resolve(model.id().hex()), manifest.encode());
        models.put(model.id(), model);
        return model;
    }

    private void take(HubClient hub, ManifestFile file) throws IOException, HubException, MalformedException {
        if (neighbour.isEmpty() || !blobs.take(neighbour.get(), file)) {
            blobs.fetch(hub, file);
        }
    }

    private ServedModel served(Manifest manifest, LoadedModel loaded) throws MalformedException, RefusedException {
        return switch (loaded) {
            case LoadedModel.Language(var file) -> LanguageServed.of(manifest, languages.load(manifest.id(), file));
            case LoadedModel.Floats _, LoadedModel.Integers _ -> TensorModel.of(manifest, loaded.executor(engine));
        };
    }

    /// Answers in text in work or waiting.
    int load() {
        return models.values().stream().mapToInt(model -> model instanceof LanguageServed language ? language.executor().load() : 0).sum();
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
            models.put(manifest.id(), served(manifest, ModelReader.reopen(manifest, blobs.files(arena))));
        } catch (MalformedException | RefusedException damaged) {
            throw new StoreException(path + " cannot be loaded: " + damaged.getMessage());
        }
    }
}
