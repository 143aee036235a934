package dev.credence.inference.language.transformer;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.testkit.External;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.List;

/// The five tiny models with random weights and llama.cpp's logits for them.
///
/// @param logits `[ids × vocabulary]`
public record TinyModels(String architecture, LanguageModel model, int[] ids, float[] logits) {
    public static final List<String> ARCHITECTURES = List.of("llama", "qwen2", "qwen3", "gemma2", "gemma3");

    public static LanguageModel model(String architecture) throws Exception {
        byte[] file = Files.readAllBytes(External.vectors("tiny language models", "language/tiny/t-" + architecture + ".gguf"));
        return LanguageModel.of(GgufReader.decode(MemorySegment.ofArray(file)));
    }

    public static TinyModels load(String architecture) throws Exception {
        byte[] text = Files.readAllBytes(External.vectors("tiny language models", "language/tiny/logits.json"));
        JsonObject all = (JsonObject) IJson.parse(Bytes.wrap(text), JsonLimits.ofBytes(1 << 20));
        JsonObject row = (JsonObject) all.get(architecture).orElseThrow();
        List<Json> ids = ((JsonArray) row.get("ids").orElseThrow()).items();
        List<Json> rows = ((JsonArray) row.get("logits").orElseThrow()).items();
        int vocabulary = ((JsonArray) rows.getFirst()).size();
        float[] logits = new float[rows.size() * vocabulary];
        for (int t = 0; t < rows.size(); t++) {
            for (int i = 0; i < vocabulary; i++) {
                logits[t * vocabulary + i] = ((JsonNumeric) ((JsonArray) rows.get(t)).get(i)).asFloat();
            }
        }
        return new TinyModels(architecture, model(architecture), ids.stream().mapToInt(id -> (int) ((JsonNumeric) id).asDouble()).toArray(), logits);
    }

    /// The logits behind every id.
    public static float[] run(Transformer transformer, int[] ids) {
        int vocabulary = transformer.model().shape().vocabulary();
        float[] all = new float[ids.length * vocabulary];
        transformer.run(new KeyValueCache(transformer.model().shape(), ids.length), ids, new Collected(all, vocabulary));
        return all;
    }

    /// Keeps the logits of every position.
    public record Collected(float[] all, int vocabulary) implements Transformer.Outputs {
        @Override
        public boolean wantsLogits(int position) {
            return true;
        }

        @Override
        public void logits(int position, float[] logits, int at) {
            System.arraycopy(logits, at, all, position * vocabulary, vocabulary);
        }
    }
}
