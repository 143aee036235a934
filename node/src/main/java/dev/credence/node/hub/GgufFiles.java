package dev.credence.node.hub;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.gguf.FiniteCheck;
import dev.credence.inference.gguf.GgufDigests;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.language.template.ChatTemplate;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.tokenizer.Tokenizer;
import dev.credence.inference.language.tokenizer.Tokenizers;
import dev.credence.inference.language.transformer.LanguageModel;
import dev.credence.inference.language.transformer.RotationDigest;
import dev.credence.inference.manifest.LanguageSignature;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.node.hub.ModelReader.NamedFile;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A language model in a GGUF file: from the file to its manifest, and back. The file is mapped and never held in memory.
public final class GgufFiles {
    /// How the model's file is called.
    public static final String MODEL = "model.gguf";

    private static final String TEMPLATE = "tokenizer.chat_template";

    private GgufFiles() {}

    /// Reads a model and writes its manifest; looks at every byte of the file.
    ///
    /// @param others  card, samples
    /// @param licence SPDX expression
    /// @throws MalformedException if the file contradicts itself
    /// @throws RefusedException   if this build cannot execute it
    public static Manifest manifest(MemorySegment content, List<NamedFile> others, String licence) throws MalformedException, RefusedException {
        GgufFile file = GgufReader.decode(content);
        LanguageSignature language = signature(file);
        FiniteCheck.check(file);
        List<ManifestFile> files = new ArrayList<>();
        files.add(new ManifestFile("model", MODEL, content.byteSize(), Sha256.of(content)));
        others.forEach(other -> files.add(ModelReader.entry(other)));
        return Manifest.ofLanguage(files, GgufDigests.header(file), GgufDigests.weights(file), language, licence);
    }

    /// Reads the file that `manifest` names and checks every byte of it.
    static LoadedModel.Language read(Manifest manifest, MemorySegment content) throws MalformedException, RefusedException {
        ModelReader.same("files['" + manifest.model().name() + "'].sha256", manifest.model().sha256(), Sha256.of(content));
        LoadedModel.Language model = open(manifest, content);
        ModelReader.same("weights", manifest.weights(), GgufDigests.weights(model.file()));
        FiniteCheck.check(model.file());
        return model;
    }

    /// Reads a file that was checked when it was stored: its size, its header and what follows from that, but no weight.
    static LoadedModel.Language open(Manifest manifest, MemorySegment content) throws MalformedException, RefusedException {
        if (content.byteSize() != manifest.model().sizeBytes()) {
            throw new MalformedException(
                    "manifest.files['" + manifest.model().name() + "'].size", -1, content.byteSize() + " (as the file is)",
                    Long.toString(manifest.model().sizeBytes()));
        }
        GgufFile file = GgufReader.decode(content);
        ModelReader.same("graph", manifest.graph(), GgufDigests.header(file));
        LanguageSignature found = signature(file);
        LanguageSignature claimed = manifest.language().orElseThrow();
        if (!claimed.equals(found)) {
            throw new MalformedException("manifest.language", -1, text(found), text(claimed));
        }
        return new LoadedModel.Language(file);
    }

    private static String text(LanguageSignature language) {
        return new String(JsonWriter.write(language.json()).toArray(), StandardCharsets.UTF_8);
    }

    private static LanguageSignature signature(GgufFile file) throws MalformedException, RefusedException {
        LanguageModel model = LanguageModel.of(file);
        Tokenizer tokenizer = Tokenizers.of(file.metadata());
        if (tokenizer.vocabulary().size() > model.shape().vocabulary()) {
            throw new MalformedException("tokenizer.ggml.tokens", -1, "at most " + model.shape().vocabulary() + " tokens, one a row of token_embd",
                    Integer.toString(tokenizer.vocabulary().size()));
        }
        Optional<String> template = file.metadata().text(TEMPLATE);
        if (template.isPresent()) {
            try {
                ChatTemplate.parse(template.get());
            } catch (TemplateException refused) {
                throw new RefusedException(Refusal.UNSUPPORTED_MODE, "the chat template of the file: " + refused.getMessage());
            }
        }
        return new LanguageSignature(
                model.shape().architecture().key(),
                model.shape().contextMax(),
                model.shape().vocabulary(),
                template.isPresent(),
                template.isPresent() && template.get().contains("tools"),
                RotationDigest.of(model));
    }
}
