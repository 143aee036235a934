package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.gguf.GgufWriter;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.language.llama2c.Llama2cConversion;
import dev.credence.inference.language.llama2c.Llama2cModel;
import dev.credence.inference.language.llama2c.Llama2cVocabulary;
import dev.credence.inference.language.template.ChatTemplate;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `credence model convert llama2c`: a model of llama2.c with its tokenizer as one GGUF file.
@Command(
        name = "llama2c",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a model and a tokenizer of llama2.c (its first format) as one GGUF file of the architecture llama.",
            "What the two files do not say, options do. The same files and options give the same bytes."
        },
        footer = {"", "Example:", "  credence model convert llama2c stories260K.bin tok512.bin --out stories.gguf"})
final class ModelConvertLlama2cCommand implements Callable<Integer> {
    private static final int TEMPLATE_BYTES_MAX = 1 << 18;

    @Parameters(index = "0", paramLabel = "MODEL.bin", description = "The weights.")
    private Path model;

    @Parameters(index = "1", paramLabel = "TOKENIZER.bin", description = "The tokens with their scores.")
    private Path tokenizer;

    @Option(names = "--out", required = true, paramLabel = "FILE.gguf", description = "Where to write.")
    private Path out;

    @Option(names = "--type", paramLabel = "TYPE", description = "How matrices are stored: f32 (default), f16, bf16 or q8_0.")
    private String type = "f32";

    @Option(names = "--name", paramLabel = "NAME", description = "The model's name for people (default: the file's).")
    private String name;

    @Option(names = "--licence", paramLabel = "ID", description = "Its licence, an SPDX id.")
    private String licence;

    @Option(names = "--template", paramLabel = "FILE", description = "The chat template (Jinja).")
    private Path template;

    @Option(names = "--control", paramLabel = "TOKEN", description = "A token that is a mark of the chat and not text; may be repeated.")
    private List<String> controls = List.of();

    @Option(names = "--end", paramLabel = "TOKEN", description = "The token that ends an answer (default: </s>).")
    private String end;

    @Option(names = "--no-space-prefix", description = "Put no space before a text.")
    private boolean noSpace;

    @Option(names = "--json", description = "Print one JSON object on one line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    ModelConvertLlama2cCommand() {}

    @Override
    public Integer call() throws CommandException {
        Llama2cConversion.Described described = described();
        // Confined to this thread: the file is written before it closes.
        try (Arena arena = Arena.ofConfined()) {
            Llama2cModel read = read(model, arena, Llama2cModel::decode);
            Llama2cVocabulary tokens = read(tokenizer, arena, file -> Llama2cVocabulary.decode(file, read.header().vocabulary()));
            GgufWriter writer = converted(read, tokens, described);
            Digest digest = write(writer);
            print(read, writer, digest);
            return ExitCode.OK;
        }
    }

    private Llama2cConversion.Described described() throws CommandException {
        GgufType wanted = switch (type.toLowerCase(Locale.ROOT)) {
            case "f32" -> GgufType.F32;
            case "f16" -> GgufType.F16;
            case "bf16" -> GgufType.BF16;
            case "q8_0" -> GgufType.Q8_0;
            default -> throw CommandException.usage("--type: expected f32, f16, bf16 or q8_0, got " + type);
        };
        String called = name == null ? model.getFileName().toString() : name;
        return new Llama2cConversion.Described(called, wanted, Optional.ofNullable(licence), template(), controls, Optional.ofNullable(end), !noSpace);
    }

    private Optional<String> template() throws CommandException {
        if (template == null) {
            return Optional.empty();
        }
        try {
            String text = new String(AtomicFile.read(world.disk(), template, TEMPLATE_BYTES_MAX).toArray(), StandardCharsets.UTF_8);
            ChatTemplate.parse(text);
            return Optional.of(text);
        } catch (TemplateException refused) {
            throw CommandException.failed(template + ": " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.file(template, failed);
        }
    }

    /// What the bytes of a file are.
    @FunctionalInterface
    private interface Decoder<T> {
        T decode(MemorySegment file) throws MalformedException;
    }

    private <T> T read(Path path, Arena arena, Decoder<T> decoder) throws CommandException {
        try (DiskFile file = world.disk().open(path, Disk.Mode.READ)) {
            return decoder.decode(file.map(arena));
        } catch (MalformedException malformed) {
            throw CommandException.malformed(path, malformed);
        } catch (IOException failed) {
            throw CommandException.file(path, failed);
        }
    }

    private GgufWriter converted(Llama2cModel read, Llama2cVocabulary tokens, Llama2cConversion.Described described) throws CommandException {
        try {
            return Llama2cConversion.convert(read, tokens, described);
        } catch (MalformedException malformed) {
            throw CommandException.malformed(tokenizer, malformed);
        } catch (RefusedException refused) {
            throw CommandException.failed(model + ": " + refused.getMessage());
        }
    }

    private Digest write(GgufWriter writer) throws CommandException {
        MessageDigest hash = Sha256.newDigest();
        try {
            AtomicFile.write(world.disk(), out, file -> writer.write((GgufWriter.Sink<IOException>) part -> {
                hash.update(part);
                file.append(Bytes.wrap(part));
            }));
        } catch (IOException failed) {
            throw CommandException.file(out, failed);
        }
        return new Digest(Bytes.wrap(hash.digest()));
    }

    private void print(Llama2cModel read, GgufWriter writer, Digest digest) {
        Terminal terminal = Terminal.of(spec);
        long parameters = read.tensors().stream().mapToLong(tensor -> tensor.numbers().byteSize() / Float.BYTES).sum();
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("file", out.toString())
                    .put("bytes", writer.sizeBytes())
                    .put("sha256", digest.hex())
                    .put("parameters", parameters)
                    .build());
            return;
        }
        terminal.line("written     " + out + ", " + writer.sizeBytes() + " bytes");
        terminal.line("sha256      " + digest.hex());
        terminal.line("model       llama, " + read.header().layers() + " layers of width " + read.header().width() + ", " + parameters
                + " parameters, " + read.header().vocabulary() + " tokens, context " + read.header().context());
    }
}
