package dev.credence.node.language;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.GgufMetadata;
import dev.credence.inference.gguf.GgufValue;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// A chat template's text as a file has it, with the texts of the tokens that begin and end.
///
/// @param bosToken known only where the file is a model
public record PromptSource(String template, Optional<String> bosToken, Optional<String> eosToken) {
    private static final int TEMPLATE_BYTES_MAX = 1 << 20;
    private static final int TOKENS_MAX = 1 << 22;
    private static final String TEMPLATE_KEY = "tokenizer.chat_template";

    /// Reads a `.gguf` file's template, or any other file as a template itself.
    ///
    /// @param name of one of several templates that a model may carry, such as `tool_use`
    public static PromptSource read(Disk disk, Path path, Optional<String> name) throws IOException, MalformedException, RefusedException {
        if (path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gguf")) {
            try (MappedModel model = MappedModel.open(disk, path)) {
                return of(model.file().metadata(), name);
            }
        }
        if (name.isPresent()) {
            throw new MalformedException("", -1, "a GGUF file, which may hold templates by name", "a file of one template");
        }
        Bytes bytes = AtomicFile.read(disk, path, TEMPLATE_BYTES_MAX);
        return new PromptSource(bytes.utf8(), Optional.empty(), Optional.empty());
    }

    private static PromptSource of(GgufMetadata metadata, Optional<String> name) throws MalformedException {
        String key = TEMPLATE_KEY + name.map(each -> "." + each).orElse("");
        Optional<String> template = metadata.text(key);
        if (template.isEmpty()) {
            throw GgufMetadata.missing(key);
        }
        return new PromptSource(template.get(), token(metadata, "bos"), token(metadata, "eos"));
    }

    private static Optional<String> token(GgufMetadata metadata, String which) throws MalformedException {
        OptionalLong id = metadata.count("tokenizer.ggml." + which + "_token_id", TOKENS_MAX);
        Optional<GgufValue.Texts> texts = metadata.texts("tokenizer.ggml.tokens");
        if (id.isEmpty() || texts.isEmpty() || id.getAsLong() >= texts.get().count()) {
            return Optional.empty();
        }
        return Optional.of(texts.get().text((int) id.getAsLong()));
    }
}
