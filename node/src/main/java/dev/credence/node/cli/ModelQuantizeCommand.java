package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerExecutor;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.quantise.Quantiser;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.Release;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.inference.op.Budget;
import dev.credence.node.hub.IntegerFiles;
import dev.credence.node.hub.LoadedModel;
import dev.credence.node.hub.ModelReader;
import dev.credence.node.hub.ModelReader.NamedFile;
import dev.credence.node.hub.Published;
import dev.credence.node.input.Card;
import dev.credence.node.input.InputReader;
import dev.credence.node.publishing.ModelFolder;
import dev.credence.operator.prove.ProvedModel;
import dev.credence.proof.soundness.Suite;
import dev.credence.node.quantisation.Comparison;
import dev.credence.node.quantisation.QuantisedCard;
import dev.credence.node.quantisation.SampleFiles;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.proving.TemporaryCodewords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credence model quantize`: an integer model of a float one.
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        description = {
            "Makes an integer model (int8-v1) of a float model, chooses its scales by samples, counts what that costs, and publishes it as a model of its own.",
            "Only integer models can be proved. What integers cannot express is refused by node and reason."
        },
        footer = {"", "Example:", "  credence model quantize tumour --samples models/tumour/samples --labels models/tumour/samples/labels.json"})
final class ModelQuantizeCommand extends HubCommand {
    private static final String CARD_FILE = "card.json";
    private static final int MODEL_BYTES_MAX = 1 << 30;

    @Parameters(index = "0", paramLabel = "MODEL", description = "Name, name@version or model id on the hub; or a folder with model.onnx and card.json.")
    private String model;

    @Option(names = "--samples", required = true, arity = "1..*", paramLabel = "FILE|DIR", description = "Typical inputs, as 'infer' reads them; some hundred rows are enough.")
    private List<Path> samples;

    @Option(names = "--judge", arity = "1..*", paramLabel = "FILE|DIR", description = "Inputs that both models are compared on (default: the samples).")
    private List<Path> judged;

    @Option(names = "--labels", paramLabel = "FILE", description = "Right answers: {\"file\": \"label\" or [\"label\", …]}.")
    private Path labels;

    @Option(names = "--name", paramLabel = "NAME[@VERSION]", description = "The new model's name (default: MODEL-int8 at its version).")
    private String name;

    @Option(names = "--clip", paramLabel = "N", description = "Millionths of the numbers farthest out that may saturate on either side (default: 0).")
    private int clip;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the model's files there instead of publishing them.")
    private Path out;

    ModelQuantizeCommand() {}

    /// The float model with what the hub or its folder says of it.
    private record Parent(ReleaseName name, Manifest manifest, Optional<Bytes> card, Graph graph) {}

    private record Made(ReleaseName name, IntegerModel model, Bytes card, Comparison comparison, int calibrated) {}

    @Override
    public Integer call() throws CommandException {
        Terminal terminal = terminal();
        Parent parent = world.disk().exists(Path.of(model).resolve("model.onnx")) ? ofFolder() : ofHub();
        terminal.progress("quantising " + parent.name() + " …", false);
        Made made = made(parent);
        IntegerFiles files = IntegerFiles.of(made.model());
        terminal.progress("committing to the weights …", false);
        Provable provable = provable(made.model());
        Manifest manifest = manifest(files, made, parent, provable);
        if (out != null) {
            write(files, made.card(), provable);
        } else {
            SecretKey publisher = publisher();
            Release release = new Release(made.name(), manifest.id(), publisher.publicKey().id(), world.clock().timeMillis());
            List<Bytes> contents = new ArrayList<>(List.of(files.program().content(), files.weights().content(), made.card()));
            provable.registered().ifPresent(registered -> contents.add(registered.proof()));
            publish(new Published(release.sign(publisher), manifest), contents);
        }
        terminal.clearProgress();
        print(terminal, parent, made, manifest.id(), provable);
        return ExitCode.OK;
    }

    /// Whether answers of the model can be proved.
    ///
    /// @param reason why not, where it is not registered
    private record Provable(Optional<ProvedModel.Registered> registered, String reason) {
        String sentence() {
            return registered.map(it -> "yes: suite " + it.suite().id() + ", registration of " + it.proof().length() + " bytes").orElse("no: " + reason);
        }
    }

    private Provable provable(IntegerModel model) throws CommandException {
        try (TemporaryCodewords codewords = new TemporaryCodewords(world)) {
            IntegerExecutor executor = IntegerExecutor.of(model, new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT));
            return new Provable(
                    Optional.of(ProvedModel.register(executor, Suite.UD_100, codewords::store, dev.credence.proof.code.Workers.ALONE)), "");
        } catch (RefusedException refused) {
            return new Provable(Optional.empty(), refused.getMessage());
        } catch (UncheckedIOException failed) {
            throw CommandException.failed(failed.getMessage() + ": " + failed.getCause().getMessage());
        } catch (IOException failed) {
            throw CommandException.failed("the weights' codeword: " + failed.getMessage());
        }
    }

    private void print(Terminal terminal, Parent parent, Made made, Digest id, Provable provable) throws CommandException {
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("release", made.name().toString())
                    .put("model", id.hex())
                    .put("parent", parent.manifest().id().hex())
                    .put("operations", made.model().program().ops().size())
                    .put("parameters", made.model().parameters())
                    .put("multiplyAdds", made.model().program().multiplyAdds())
                    .put("calibrated", made.calibrated())
                    .put("comparison", made.comparison().json())
                    .put("provable", provable.registered().isPresent())
                    .build());
            return;
        }
        terminal.line(terminal.strong("release    ") + " " + made.name());
        terminal.line("model       " + id);
        terminal.line("parent      " + parent.name() + " " + parent.manifest().id());
        terminal.line("program     " + made.model().program().ops().size() + " operations, " + made.model().parameters() + " parameters, "
                + made.model().program().multiplyAdds() + " multiply-adds a row");
        terminal.line("accuracy    " + made.comparison().sentence() + "; scales by " + made.calibrated() + " rows");
        terminal.line("provable    " + provable.sentence());
        terminal.line(out != null ? "written to  " + out : "hub         " + address());
    }

    private Parent ofHub() throws CommandException {
        Published published = ask(hub -> hub.resolve(model));
        Optional<ManifestFile> cardFile = published.manifest().file("card");
        Optional<Bytes> card = cardFile.isPresent() ? Optional.of(ask(hub -> hub.file(cardFile.get()))) : Optional.empty();
        LoadedModel loaded = ask(hub -> {
            Bytes file = hub.file(published.manifest().model());
            Bytes second = published.manifest().executed().size() > 1 ? hub.file(published.manifest().executed().get(1)) : Bytes.EMPTY;
            try {
                return ModelReader.load(published.manifest(), each -> each.equals(published.manifest().model()) ? file : second);
            } catch (RefusedException refused) {
                throw CommandException.failed(published.name() + ": " + refused.getMessage());
            }
        });
        return switch (loaded) {
            case LoadedModel.Floats(Graph graph) -> new Parent(published.release().release().name(), published.manifest(), card, graph);
            case LoadedModel.Integers _ -> throw CommandException.failed(published.name() + " is an integer model already");
            case LoadedModel.Language _ -> throw CommandException.failed(published.name() + " is a language model, which this does not quantise");
        };
    }

    private Parent ofFolder() throws CommandException {
        Path folder = Path.of(model);
        Bytes card = read(folder.resolve(CARD_FILE), Card.BYTES_MAX);
        NamedFile file = new NamedFile("model", "model.onnx", read(folder.resolve("model.onnx"), MODEL_BYTES_MAX));
        try {
            Manifest manifest = ModelReader.manifest(file, List.of(new NamedFile("card", CARD_FILE, card)), Card.decode(card).licence());
            return switch (ModelReader.load(manifest, _ -> file.content())) {
                case LoadedModel.Floats(Graph graph) -> new Parent(ModelFolder.name(card), manifest, Optional.of(card), graph);
                case LoadedModel.Integers _, LoadedModel.Language _ -> throw new IllegalStateException("ONNX gave another model");
            };
        } catch (MalformedException malformed) {
            throw CommandException.malformed(folder, malformed);
        } catch (RefusedException refused) {
            throw CommandException.failed(folder + ": " + refused.getMessage());
        }
    }

    private Made made(Parent parent) throws CommandException {
        Engine engine = new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT);
        try {
            Optional<Card> card = parent.card().isPresent() ? Optional.of(Card.decode(parent.card().get())) : Optional.empty();
            SampleFiles files = SampleFiles.of(world.disk(), new InputReader(parent.manifest(), card), Optional.ofNullable(labels));
            List<SampleFiles.Row> rows = files.read(samples);
            if (rows.isEmpty()) {
                throw CommandException.usage("--samples: expected at least one row, found none in " + samples);
            }
            IntegerModel integers = Quantiser.quantise(
                    parent.graph(), rows.stream().map(SampleFiles.Row::input).toList(), engine, settings());
            List<String> classes = card.map(known -> known.labels().getOrDefault(integers.program().output().name(), List.of())).orElse(List.of());
            Comparison comparison = Comparison.of(
                    new LoadedModel.Floats(parent.graph()).executor(engine),
                    IntegerExecutor.of(integers, engine),
                    judged == null ? rows : files.read(judged),
                    classes);
            ReleaseName release = release(parent);
            Bytes described = QuantisedCard.of(parent.card(), new QuantisedCard.Facts(release, parent.name(), rows.size(), judged != null, comparison));
            return new Made(release, integers, described, comparison, rows.size());
        } catch (MalformedException malformed) {
            throw CommandException.failed(malformed.getMessage());
        } catch (RefusedException refused) {
            throw CommandException.failed(parent.name() + " cannot be expressed in integers: " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        }
    }

    private Quantiser.Settings settings() throws CommandException {
        try {
            return new Quantiser.Settings(clip);
        } catch (IllegalArgumentException outside) {
            throw CommandException.usage("--clip: " + outside.getMessage());
        }
    }

    private ReleaseName release(Parent parent) throws CommandException {
        String wanted = name == null ? parent.name().name() + "-int8" : name;
        try {
            return ReleaseName.parse(wanted.indexOf('@') >= 0 ? wanted : wanted + "@" + parent.name().version());
        } catch (MalformedException malformed) {
            throw CommandException.usage("--name: " + malformed.getMessage());
        }
    }

    private static Manifest manifest(IntegerFiles files, Made made, Parent parent, Provable provable) throws CommandException {
        try {
            List<NamedFile> others = new ArrayList<>(List.of(new NamedFile("card", CARD_FILE, made.card())));
            provable.registered().ifPresent(registered -> others.add(IntegerFiles.registration(registered.proof())));
            return files.manifest(new IntegerFiles.Described(
                    others,
                    parent.manifest().licence(),
                    Optional.of(parent.manifest().id()),
                    provable.registered().map(ProvedModel.Registered::entry)));
        } catch (MalformedException | RefusedException own) {
            throw new IllegalStateException("a model that was just made", own);
        }
    }

    private void write(IntegerFiles files, Bytes card, Provable provable) throws CommandException {
        try {
            world.disk().createDirectories(out);
            AtomicFile.write(world.disk(), out.resolve(files.program().name()), files.program().content());
            AtomicFile.write(world.disk(), out.resolve(files.weights().name()), files.weights().content());
            AtomicFile.write(world.disk(), out.resolve(CARD_FILE), card);
            if (provable.registered().isPresent()) {
                AtomicFile.write(world.disk(), out.resolve(IntegerFiles.REGISTRATION), provable.registered().get().proof());
                AtomicFile.write(world.disk(), out.resolve(IntegerFiles.ARGUMENT), provable.registered().get().entry().toJson());
            }
        } catch (IOException failed) {
            throw CommandException.file(out, failed);
        }
    }
}
