package dev.credence.node.publishing;

import dev.credence.inference.manifest.ManifestFile;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.Release;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.node.hub.GgufFiles;
import dev.credence.node.hub.HubClient;
import dev.credence.node.hub.HubException;
import dev.credence.node.hub.IntegerFiles;
import dev.credence.node.hub.ModelReader;
import dev.credence.node.hub.ModelReader.NamedFile;
import dev.credence.node.input.Card;
import dev.credence.node.quantisation.QuantisedCard;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// A folder with `card.json` and `model.onnx`, `model.gguf`, or `program.int8` and `weights.int8`, as models/ has them, ready to be published; where
/// answers can be proved, with `argument.json` and `registration.proof` too.
public final class ModelFolder {
    static final String MODEL = "model.onnx";
    static final String CARD = "card.json";
    private static final int MODEL_BYTES_MAX = 1 << 30;
    private static final int REGISTRATION_BYTES_MAX = 16 << 20;

    private ModelFolder() {}

    /// The folders under `models` that hold a model with a card, sorted.
    public static List<Path> list(Disk disk, Path models) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String name : disk.list(models)) {
            Path folder = models.resolve(name);
            boolean model = disk.exists(folder.resolve(MODEL))
                    || disk.exists(folder.resolve(GgufFiles.MODEL))
                    || disk.exists(folder.resolve(IntegerFiles.PROGRAM));
            if (model && disk.exists(folder.resolve(CARD))) {
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
        // The float model that the card names must be on the hub already: its folder comes first.
        Content content = read(disk, folder, (Parents<HubException>) parent -> hub.resolve(parent.toString()).model());
        content.publish(hub, publisher, timeMillis, _ -> {});
        return content.name();
    }

    /// A folder as it will be published.
    ///
    /// @param files  all of the manifest's, but for
    /// @param mapped the file of a language model, as long as anybody has it
    public record Content(ReleaseName name, Manifest manifest, List<Bytes> files, Optional<MemorySegment> mapped) {
        /// Uploads the files and the manifest, then the release.
        ///
        /// @param uploaded told how many bytes of a mapped file are there
        public void publish(HubClient hub, SecretKey publisher, long timeMillis, LongConsumer uploaded) throws IOException, HubException {
            for (Bytes file : files) {
                hub.upload(file);
            }
            if (mapped.isPresent()) {
                hub.upload(mapped.get(), manifest.model().sha256(), uploaded);
            }
            hub.upload(manifest.encode());
            hub.publish(new Release(name, manifest.id(), publisher.publicKey().id(), timeMillis).sign(publisher));
        }

        /// The content of a file of the manifest.
        public Bytes file(ManifestFile file) {
            return files.stream().filter(each -> Sha256.of(each).equals(file.sha256())).findFirst().orElseThrow();
        }
    }

    /// Reads a folder without a hub: the float model that an integer model was made from lies in a folder beside it.
    public static Content read(Disk disk, Path folder) throws IOException, MalformedException, RefusedException {
        return read(disk, folder, (Parents<MalformedException>) parent -> beside(disk, folder, parent));
    }

    private static Digest beside(Disk disk, Path folder, ReleaseName parent) throws IOException, MalformedException, RefusedException {
        for (Path other : list(disk, folder.toAbsolutePath().getParent())) {
            Bytes card = AtomicFile.read(disk, other.resolve(CARD), Card.BYTES_MAX);
            if (name(card).equals(parent)) {
                return floats(disk, other, card).manifest().id();
            }
        }
        throw new MalformedException(folder.toString(), -1, "the model " + parent + ", from which it was made, in a folder beside it", "none");
    }

    /// Finds the id of the model that another one was made from.
    @FunctionalInterface
    private interface Parents<E extends Exception> {
        Digest id(ReleaseName parent) throws IOException, MalformedException, RefusedException, E;
    }

    private static <E extends Exception> Content read(Disk disk, Path folder, Parents<E> parents)
            throws IOException, MalformedException, RefusedException, E {
        Bytes card = AtomicFile.read(disk, folder.resolve(CARD), Card.BYTES_MAX);
        if (disk.exists(folder.resolve(GgufFiles.MODEL))) {
            return language(disk, folder, card);
        }
        return disk.exists(folder.resolve(MODEL)) ? floats(disk, folder, card) : integers(disk, folder, card, parents);
    }

    /// The release that a card names.
    public static ReleaseName name(Bytes card) throws MalformedException {
        String version = JsonFields.of("card", StrictJson.parse(card, JsonLimits.ofBytes(Card.BYTES_MAX))).string("version", 32);
        return ReleaseName.parse(Card.decode(card).name() + "@" + version);
    }

    private static Content floats(Disk disk, Path folder, Bytes card) throws IOException, MalformedException, RefusedException {
        Bytes model = AtomicFile.read(disk, folder.resolve(MODEL), MODEL_BYTES_MAX);
        Manifest manifest = ModelReader.manifest(
                new NamedFile("model", MODEL, model), List.of(new NamedFile("card", CARD, card)), Card.decode(card).licence());
        return new Content(name(card), manifest, List.of(model, card), Optional.empty());
    }

    private static Content language(Disk disk, Path folder, Bytes card) throws IOException, MalformedException, RefusedException {
        return language(disk, folder.resolve(GgufFiles.MODEL), name(card), List.of(new NamedFile("card", CARD, card)), Card.decode(card).licence());
    }

    /// A language model's file without a folder.
    ///
    /// @param others what is published with it
    public static Content language(Disk disk, Path file, ReleaseName name, List<NamedFile> others, String licence)
            throws IOException, MalformedException, RefusedException {
        try (DiskFile opened = disk.open(file, Disk.Mode.READ)) {
            MemorySegment content = opened.map(Arena.ofAuto());
            Manifest manifest = GgufFiles.manifest(content, others, licence);
            return new Content(name, manifest, others.stream().map(NamedFile::content).toList(), Optional.of(content));
        }
    }

    private static <E extends Exception> Content integers(Disk disk, Path folder, Bytes card, Parents<E> parents)
            throws IOException, MalformedException, RefusedException, E {
        Bytes program = AtomicFile.read(disk, folder.resolve(IntegerFiles.PROGRAM), MODEL_BYTES_MAX);
        Bytes weights = AtomicFile.read(disk, folder.resolve(IntegerFiles.WEIGHTS), MODEL_BYTES_MAX);
        Optional<ReleaseName> parent = QuantisedCard.parent(card);
        Optional<Digest> parentId = parent.isPresent() ? Optional.of(parents.id(parent.get())) : Optional.empty();
        List<NamedFile> others = new ArrayList<>(List.of(new NamedFile("card", CARD, card)));
        Optional<ArgumentRegistration> argument = Optional.empty();
        if (disk.exists(folder.resolve(IntegerFiles.ARGUMENT))) {
            Bytes registration = AtomicFile.read(disk, folder.resolve(IntegerFiles.REGISTRATION), REGISTRATION_BYTES_MAX);
            others.add(IntegerFiles.registration(registration));
            argument = Optional.of(ArgumentRegistration.decode(
                    AtomicFile.read(disk, folder.resolve(IntegerFiles.ARGUMENT), ArgumentRegistration.BYTES_MAX)));
        }
        Manifest manifest = IntegerFiles.of(program, weights)
                .manifest(new IntegerFiles.Described(others, Card.decode(card).licence(), parentId, argument));
        List<Bytes> files = new ArrayList<>(List.of(program, weights));
        others.forEach(file -> files.add(file.content()));
        return new Content(name(card), manifest, files, Optional.empty());
    }
}
