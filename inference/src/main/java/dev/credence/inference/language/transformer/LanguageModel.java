package dev.credence.inference.language.transformer;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.graph.RefusedException;
import java.util.List;

/// Shape and weights of one file; immutable, shared by all who run it.
///
/// **Obligation**: the file's mapping stays open.
///
/// @param embedding   one row a token
/// @param layers      from the input upwards
/// @param outputNorm  before the last projection
/// @param output      one row a token; the embedding where the file has none of its own
/// @param frequencies divide the frequencies of rotation, or empty for none
public record LanguageModel(
        ModelShape shape, Matrix embedding, List<LayerWeights> layers, float[] outputNorm, Matrix output, float[] frequencies) {

    public LanguageModel {
        layers = List.copyOf(layers);
    }

    /// Reads the model of `file`.
    ///
    /// @throws MalformedException if keys and tensors contradict each other
    /// @throws RefusedException   if this build does not have the architecture or a part of it
    public static LanguageModel of(GgufFile file) throws MalformedException, RefusedException {
        return WeightReader.read(file);
    }
}
