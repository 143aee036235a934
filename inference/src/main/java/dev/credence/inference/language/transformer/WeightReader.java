package dev.credence.inference.language.transformer;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.Dequantisation;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.gguf.GgufTensor;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the tensors of a model by their names, checks their dimensions, and leaves none unread: a tensor that this build
/// would not use means another computation than the file's author had in mind.
final class WeightReader {
    private static final float[] NONE = {};

    private final GgufFile file;
    private final Set<String> used = new HashSet<>();

    private WeightReader(GgufFile file) {
        this.file = file;
    }

    static LanguageModel read(GgufFile file) throws MalformedException, RefusedException {
        return new WeightReader(file).read();
    }

    private LanguageModel read() throws MalformedException, RefusedException {
        GgufTensor tokens = file.tensor("token_embd.weight").orElse(null);
        int vocabulary = tokens == null ? 1 : (int) Math.min(tokens.rows(), Integer.MAX_VALUE);
        ModelShape shape = ShapeReader.read(file.metadata(), vocabulary);
        Matrix embedding = matrix("token_embd", vocabulary, shape.width());
        List<LayerWeights> layers = new ArrayList<>();
        for (int layer = 0; layer < shape.layers(); layer++) {
            layers.add(new LayerWeights(attention(shape, "blk." + layer + "."), feedForward(shape, "blk." + layer + ".")));
        }
        float[] outputNorm = norm("output_norm", shape.width());
        Matrix output = file.tensor("output.weight").isPresent() ? matrix("output", vocabulary, shape.width()) : embedding;
        float[] frequencies = optionalVector("rope_freqs.weight", shape.rope().rotated() / 2);
        for (GgufTensor tensor : file.tensors()) {
            if (!used.contains(tensor.name())) {
                throw new RefusedException(Refusal.UNSUPPORTED_MODE, "the file has a tensor " + tensor.name() + ", which this build would not use");
            }
        }
        return new LanguageModel(shape, embedding, layers, outputNorm, output, frequencies);
    }

    private LayerWeights.AttentionWeights attention(ModelShape shape, String block) throws MalformedException {
        ModelShape.AttentionShape attention = shape.attention();
        boolean norms = shape.architecture().normsQueriesAndKeys();
        return new LayerWeights.AttentionWeights(
                norm(block + "attn_norm", shape.width()),
                matrix(block + "attn_q", attention.queryWidth(), shape.width()),
                matrix(block + "attn_k", attention.keyWidth(), shape.width()),
                matrix(block + "attn_v", attention.keyWidth(), shape.width()),
                matrix(block + "attn_output", shape.width(), attention.queryWidth()),
                norms ? norm(block + "attn_q_norm", attention.headSize()) : NONE,
                norms ? norm(block + "attn_k_norm", attention.headSize()) : NONE,
                shape.architecture().isGemma() ? norm(block + "post_attention_norm", shape.width()) : NONE);
    }

    private LayerWeights.FeedForwardWeights feedForward(ModelShape shape, String block) throws MalformedException {
        return new LayerWeights.FeedForwardWeights(
                norm(block + "ffn_norm", shape.width()),
                matrix(block + "ffn_gate", shape.feedForward(), shape.width()),
                matrix(block + "ffn_up", shape.feedForward(), shape.width()),
                matrix(block + "ffn_down", shape.width(), shape.feedForward()),
                shape.architecture().isGemma() ? norm(block + "post_ffw_norm", shape.width()) : NONE);
    }

    private GgufTensor tensor(String name, long rows, long columns) throws MalformedException {
        GgufTensor tensor = file.tensor(name).orElseThrow(() -> new MalformedException("tensor " + name, -1, "the tensor", "no such tensor"));
        if (tensor.rows() != rows || tensor.columns() != columns || tensor.dimensions().size() > 2) {
            throw new MalformedException("tensor " + name + ".dimensions", -1, "[" + columns + ", " + rows + "]", tensor.dimensions().toString());
        }
        used.add(name);
        return tensor;
    }

    private Matrix matrix(String name, int rows, int columns) throws MalformedException {
        GgufTensor tensor = tensor(name + ".weight", rows, columns);
        return new Matrix(tensor.type(), rows, columns, tensor.data(), optionalVector(name + ".bias", rows));
    }

    private float[] norm(String name, int elements) throws MalformedException {
        return vector(name + ".weight", elements);
    }

    private float[] optionalVector(String name, int elements) throws MalformedException {
        return file.tensor(name).isPresent() ? vector(name, elements) : NONE;
    }

    private float[] vector(String name, int elements) throws MalformedException {
        GgufTensor tensor = tensor(name, 1, elements);
        float[] values = new float[elements];
        Dequantisation.decode(tensor.type(), tensor.data(), 0, values, elements);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new MalformedException("tensor " + name, -1, "finite numbers", Float.toString(value));
            }
        }
        return values;
    }
}
