package dev.credence.inference.language.transformer;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.GgufMetadata;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;

/// Reads the numbers of a model from the keys of its file; what this build does not compute is refused by the key's name.
final class ShapeReader {
    /// Bounds far above any model that a processor runs, so that products of two fit in an int.
    private static final int LAYERS_MAX = 1 << 10;
    private static final int WIDTH_MAX = 1 << 17;
    private static final int HEADS_MAX = 1 << 10;
    private static final int HEAD_SIZE_MAX = 1 << 12;
    private static final int CONTEXT_MAX = 1 << 24;
    private static final double BASE_DEFAULT = 10_000;
    private static final int GEMMA2_WINDOW = 4096;
    private static final int GEMMA3_PATTERN = 6;
    /// The largest models of both families scale by the width of a head's share; they are told by their layers.
    private static final int GEMMA2_LARGEST_LAYERS = 46;
    private static final int GEMMA3_LARGEST_LAYERS = 62;
    private static final float GEMMA2_SCORE_CAP = 50;
    private static final float GEMMA2_LOGIT_CAP = 30;

    private final GgufMetadata metadata;
    private final Architecture architecture;

    private ShapeReader(GgufMetadata metadata, Architecture architecture) {
        this.metadata = metadata;
        this.architecture = architecture;
    }

    static ModelShape read(GgufMetadata metadata, int vocabulary) throws MalformedException, RefusedException {
        String name = metadata.text("general.architecture").orElseThrow(() -> GgufMetadata.missing("general.architecture"));
        Architecture architecture = Architecture.of(name)
                .orElseThrow(() -> refused("this build does not have the architecture \"" + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + "\""));
        return new ShapeReader(metadata, architecture).read(vocabulary);
    }

    private ModelShape read(int vocabulary) throws MalformedException, RefusedException {
        if (metadata.count(key("expert_count"), Integer.MAX_VALUE).orElse(0) > 0) {
            throw refused("this build does not have mixtures of experts (" + key("expert_count") + ")");
        }
        int layers = required("block_count", LAYERS_MAX);
        int width = required("embedding_length", WIDTH_MAX);
        ModelShape.AttentionShape attention = attention(layers, width);
        float logitCap = cap("final_logit_softcapping", architecture == Architecture.GEMMA2 ? GEMMA2_LOGIT_CAP : 0);
        return new ModelShape(architecture, layers, width, required("feed_forward_length", WIDTH_MAX), vocabulary,
                required("context_length", CONTEXT_MAX), epsilon(), logitCap, attention, rope(attention));
    }

    private String key(String name) {
        return architecture.key() + "." + name;
    }

    private static RefusedException refused(String sentence) {
        return new RefusedException(Refusal.UNSUPPORTED_MODE, sentence);
    }

    private int required(String name, int max) throws MalformedException {
        int value = (int) metadata.count(key(name), max).orElseThrow(() -> GgufMetadata.missing(key(name)));
        if (value == 0) {
            throw new MalformedException(key(name), -1, "1 to " + max, "0");
        }
        return value;
    }

    private int optional(String name, int max, int otherwise) throws MalformedException {
        int value = (int) metadata.count(key(name), max).orElse(otherwise);
        if (value == 0) {
            throw new MalformedException(key(name), -1, "1 to " + max, "0");
        }
        return value;
    }

    private float epsilon() throws MalformedException {
        String name = key("attention.layer_norm_rms_epsilon");
        double value = metadata.real(name).orElseThrow(() -> GgufMetadata.missing(name));
        if (!(value >= 0 && value < 1)) {
            throw new MalformedException(name, -1, "a number from 0 to 1", Double.toString(value));
        }
        return (float) value;
    }

    private float cap(String name, float otherwise) throws MalformedException {
        double value = metadata.real(key(name)).orElse(otherwise);
        if (value < 0) {
            throw new MalformedException(key(name), -1, "a positive number, or 0 for no cap", Double.toString(value));
        }
        return (float) value;
    }

    private ModelShape.AttentionShape attention(int layers, int width) throws MalformedException, RefusedException {
        int heads = required("attention.head_count", HEADS_MAX);
        int kvHeads = optional("attention.head_count_kv", HEADS_MAX, heads);
        if (heads % kvHeads != 0) {
            throw new MalformedException(key("attention.head_count_kv"), -1, "a divisor of " + heads, Integer.toString(kvHeads));
        }
        boolean told = metadata.value(key("attention.key_length")).isPresent();
        if (!told && width % heads != 0) {
            throw new MalformedException(key("attention.head_count"), -1, "a divisor of " + width, Integer.toString(heads));
        }
        int headSize = optional("attention.key_length", HEAD_SIZE_MAX, width / heads);
        if (optional("attention.value_length", HEAD_SIZE_MAX, headSize) != headSize) {
            throw refused("this build does not have values of another length than keys (" + key("attention.value_length") + ")");
        }
        boolean largest = switch (architecture) {
            case GEMMA2 -> layers == GEMMA2_LARGEST_LAYERS;
            case GEMMA3 -> layers == GEMMA3_LARGEST_LAYERS;
            case LLAMA, QWEN2, QWEN3 -> false;
        };
        float scale = 1f / (float) Math.sqrt(largest ? (float) width / heads : headSize);
        float scoreCap = cap("attn_logit_softcapping", architecture == Architecture.GEMMA2 ? GEMMA2_SCORE_CAP : 0);
        // Files of the other families may tell a window that their models do not use.
        int window = switch (architecture) {
            case GEMMA2 -> optional("attention.sliding_window", CONTEXT_MAX, GEMMA2_WINDOW);
            case GEMMA3 -> metadata.value(key("attention.sliding_window")).isPresent() ? required("attention.sliding_window", CONTEXT_MAX) : 0;
            case LLAMA, QWEN2, QWEN3 -> 0;
        };
        return new ModelShape.AttentionShape(heads, kvHeads, headSize, scale, scoreCap, window, window == 0 ? 1 : pattern());
    }

    private int pattern() throws RefusedException {
        String name = key("attention.sliding_window_pattern");
        int usual = architecture == Architecture.GEMMA2 ? 2 : GEMMA3_PATTERN;
        boolean other = metadata.value(name).isPresent()
                && !(metadata.value(name).get() instanceof dev.credence.inference.gguf.GgufValue.Whole(long value) && value == usual);
        if (other) {
            throw refused("this build has only the pattern of " + usual + " layers (" + name + ")");
        }
        return usual;
    }

    private ModelShape.RopeShape rope(ModelShape.AttentionShape attention) throws MalformedException, RefusedException {
        int rotated = optional("rope.dimension_count", attention.headSize(), attention.headSize());
        if (rotated % 2 != 0) {
            throw new MalformedException(key("rope.dimension_count"), -1, "an even number", Integer.toString(rotated));
        }
        double base = positive("rope.freq_base", BASE_DEFAULT);
        String type = metadata.text(key("rope.scaling.type")).orElse("none");
        double factor = switch (type) {
            case "none" -> positive("rope.scale_linear", 1);
            case "linear" -> positive("rope.scaling.factor", positive("rope.scale_linear", 1));
            default -> throw refused("this build does not have the rotation scaling \"" + (type.length() > 40 ? type.substring(0, 40) + "…" : type) + "\"");
        };
        boolean ownLocal = architecture == Architecture.GEMMA3;
        return new ModelShape.RopeShape(rotated, base, ownLocal ? positive("rope.freq_base_swa", BASE_DEFAULT) : base, factor, ownLocal ? 1 : factor);
    }

    private double positive(String name, double otherwise) throws MalformedException {
        double value = metadata.real(key(name)).orElse(otherwise);
        if (!(value > 0)) {
            throw new MalformedException(key(name), -1, "a positive number", Double.toString(value));
        }
        return value;
    }
}
