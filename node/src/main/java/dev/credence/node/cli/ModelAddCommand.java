package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.Release;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.inference.op.Budget;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.node.hub.BlobStore;
import dev.credence.node.hub.GgufFiles;
import dev.credence.node.hub.HubRoutes;
import dev.credence.node.hub.ModelPackage;
import dev.credence.node.hub.ModelReader;
import dev.credence.node.hub.ModelReader.NamedFile;
import dev.credence.node.hub.Published;
import dev.credence.node.input.Card;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credence model add`: publishes a model.
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes an ONNX model or a GGUF language model: computes its manifest, signs the release with the publisher key under --data, uploads, prints the model id.",
            "Publishing the same again has no effect; a published name never gets another content."
        },
        footer = {"", "Example:", "  credence model add smollm2.gguf --name smollm2@1 --licence Apache-2.0", "  credence model add model.onnx --name digits@1.1.0 --card card.json --sample digit-7.png --licence Apache-2.0"})
final class ModelAddCommand extends HubCommand {
    private static final String MODEL_FILE = "model.onnx";
    private static final String GGUF_SUFFIX = ".gguf";
    private static final String CARD_FILE = "card.json";
    private static final String FIRST_VERSION = "1";
    private static final String NO_LICENCE = "NOASSERTION"; // SPDX's word for a publisher who says nothing
    private static final int LICENCE_CHARS_MAX = 256;

    @Parameters(index = "0", paramLabel = "FILE", description = "The ONNX model, with its constants inside, or the GGUF file.")
    private Path file;

    @Option(names = "--name", required = true, paramLabel = "NAME[@VERSION]", description = "Its name; without a version the card's, or 1.")
    private String name;

    @Option(names = "--card", paramLabel = "FILE", description = "What the model is and how its input is read (models/README.md).")
    private Path card;

    @Option(names = "--sample", arity = "1..*", paramLabel = "FILE", description = "Inputs to try the model with.")
    private List<Path> samples = List.of();

    @Option(names = "--licence", paramLabel = "SPDX", description = "SPDX expression (default: the card's, or " + NO_LICENCE + ").")
    private String licence;

    ModelAddCommand() {}

    private record Described(Bytes bytes, String version, String licence) {}

    @Override
    public Integer call() throws CommandException {
        Terminal terminal = terminal();
        Described described = described();
        ReleaseName release = release(described.version());
        terminal.progress("reading " + file + " …", false);
        List<NamedFile> others = others(described);
        Read read = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(GGUF_SUFFIX)
                ? language(others, described.licence())
                : floats(others, described.licence());
        Manifest manifest = read.manifest();
        SecretKey publisher = publisher();
        Published published = new Published(
                new Release(release, manifest.id(), publisher.publicKey().id(), world.clock().timeMillis()).sign(publisher), manifest);
        List<Bytes> contents = new ArrayList<>(read.files());
        others.forEach(other -> contents.add(other.content()));
        publish(published, contents, read.mapped());
        terminal.clearProgress();
        if (json) {
            terminal.json(PublishedView.json(published).put("hub", address().toString()).build());
        } else {
            terminal.line(terminal.strong("release    ") + " " + release);
            terminal.line("model       " + manifest.id());
            terminal.line("publisher   " + publisher.publicKey().id());
            terminal.line("hub         " + address());
        }
        return ExitCode.OK;
    }

    private Described described() throws CommandException {
        if (card == null) {
            return new Described(Bytes.EMPTY, FIRST_VERSION, licence == null ? NO_LICENCE : checkedLicence(licence));
        }
        Bytes bytes = read(card, Card.BYTES_MAX);
        try {
            String stated = Card.decode(bytes).licence();
            String version = JsonFields.of("card", StrictJson.parse(bytes, JsonLimits.ofBytes(Card.BYTES_MAX)))
                    .optionalString("version", 32)
                    .orElse(FIRST_VERSION);
            return new Described(bytes, version, checkedLicence(licence != null ? licence : stated.isEmpty() ? NO_LICENCE : stated));
        } catch (MalformedException malformed) {
            throw CommandException.malformed(card, malformed);
        }
    }

    private static String checkedLicence(String text) throws CommandException {
        if (text.isBlank() || text.length() > LICENCE_CHARS_MAX || !Terminal.printable(text).equals(text)) {
            throw CommandException.usage("--licence: expected an SPDX expression of at most " + LICENCE_CHARS_MAX + " characters, found '" + text + "'");
        }
        return text;
    }

    private ReleaseName release(String version) throws CommandException {
        try {
            return ReleaseName.parse(name.indexOf('@') >= 0 ? name : name + "@" + version);
        } catch (MalformedException malformed) {
            throw CommandException.usage("--name: " + malformed.getMessage());
        }
    }

    private List<NamedFile> others(Described described) throws CommandException {
        List<NamedFile> others = new ArrayList<>();
        if (card != null) {
            others.add(new NamedFile("card", CARD_FILE, described.bytes()));
        }
        for (Path sample : samples) {
            String plain = sample.getFileName().toString();
            boolean taken = plain.equals(MODEL_FILE) || plain.equals(GgufFiles.MODEL) || !ModelPackage.isFree(plain) || others.stream().anyMatch(other -> other.name().equals(plain));
            if (!ManifestFile.isName(plain) || taken || plain.equals(CARD_FILE)) {
                throw CommandException.usage("--sample " + sample + ": expected a file name of its own of letters, digits, '.', '_' and '-', found '" + plain + "'");
            }
            others.add(new NamedFile("sample", plain, read(sample, HubRoutes.UPLOAD_BYTES_MAX)));
        }
        return others;
    }

    /// @param files  the model's, where they are in memory
    /// @param mapped the file of a language model
    private record Read(Manifest manifest, List<Bytes> files, Optional<MemorySegment> mapped) {}

    private Read language(List<NamedFile> others, String stated) throws CommandException {
        try (DiskFile opened = world.disk().open(file, Disk.Mode.READ)) {
            if (opened.sizeBytes() > BlobStore.FILE_BYTES_MAX) {
                throw CommandException.failed(file + ": expected at most " + BlobStore.FILE_BYTES_MAX + " bytes, found " + opened.sizeBytes());
            }
            MemorySegment content = opened.map(Arena.ofAuto());
            return new Read(GgufFiles.manifest(content, others, stated), List.of(), Optional.of(content));
        } catch (IOException failed) {
            throw CommandException.file(file, failed);
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        } catch (RefusedException refused) {
            throw CommandException.failed(file + ": " + refused.getMessage());
        }
    }

    private Read floats(List<NamedFile> others, String stated) throws CommandException {
        NamedFile model = new NamedFile("model", MODEL_FILE, read(file, HubRoutes.UPLOAD_BYTES_MAX));
        return new Read(manifest(model, others, stated), List.of(model.content()), Optional.empty());
    }

    private Manifest manifest(NamedFile model, List<NamedFile> others, String stated) throws CommandException {
        try {
            Manifest manifest = ModelReader.manifest(model, others, stated);
            // Nobody could serve what this build cannot execute, so it is refused here and not at the operators. Nothing is computed.
            ModelReader.load(manifest, file -> model.content()).executor(new Engine(ReferenceKernels.INSTANCE, new Budget(0, 0)));
            return Manifest.decode(manifest.encode());
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        } catch (RefusedException refused) {
            throw CommandException.failed(file + ": " + refused.getMessage());
        }
    }
}
