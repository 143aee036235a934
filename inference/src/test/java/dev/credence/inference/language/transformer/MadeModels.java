package dev.credence.inference.language.transformer;

import dev.credence.inference.gguf.GgufBuilder;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.gguf.GgufType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/// Small models of every architecture with weights from a seed, stored in every type, made when a test asks.
public final class MadeModels {
    private static final int WIDTH = 64;
    private static final int FEED_FORWARD = 96;
    private static final int HEADS = 4;
    private static final int KV_HEADS = 2;
    private static final int HEAD = 24;
    private static final int VOCABULARY = 48;
    private static final int WINDOW = 5;

    private final SplittableRandom random = new SplittableRandom(20_261_123);
    private final Architecture architecture;
    private final GgufType[] types;
    private final GgufBuilder file = new GgufBuilder();
    private int tensors;

    private MadeModels(Architecture architecture, GgufType... types) {
        this.architecture = architecture;
        this.types = types;
    }

    /// The file of a model whose matrices are stored in `types`, one after the other; their blocks are at most 32.
    public static GgufBuilder file(Architecture architecture, GgufType... types) {
        return new MadeModels(architecture, types).keys().weights(architecture == Architecture.GEMMA3 ? 7 : 2);
    }

    public static LanguageModel model(Architecture architecture, GgufType... types) throws Exception {
        return LanguageModel.of(GgufReader.decode(file(architecture, types).segment()));
    }

    private MadeModels keys() {
        String key = architecture.key() + ".";
        file.put("general.architecture", architecture.key())
                .put(key + "block_count", architecture == Architecture.GEMMA3 ? 7 : 2)
                .put(key + "embedding_length", WIDTH)
                .put(key + "feed_forward_length", FEED_FORWARD)
                .put(key + "context_length", 256)
                .put(key + "attention.head_count", HEADS)
                .put(key + "attention.head_count_kv", KV_HEADS)
                .put(key + "attention.key_length", HEAD)
                .put(key + "attention.layer_norm_rms_epsilon", 1e-5f);
        if (architecture.isGemma()) {
            file.put(key + "attention.sliding_window", WINDOW);
        }
        return this;
    }

    private GgufBuilder weights(int layers) {
        matrix("token_embd.weight", VOCABULARY, WIDTH);
        for (int layer = 0; layer < layers; layer++) {
            String block = "blk." + layer + ".";
            norm(block + "attn_norm.weight", WIDTH);
            matrix(block + "attn_q.weight", HEADS * HEAD, WIDTH);
            matrix(block + "attn_k.weight", KV_HEADS * HEAD, WIDTH);
            matrix(block + "attn_v.weight", KV_HEADS * HEAD, WIDTH);
            matrix(block + "attn_output.weight", WIDTH, HEADS * HEAD);
            if (architecture == Architecture.QWEN2) {
                norm(block + "attn_q.bias", HEADS * HEAD);
                norm(block + "attn_k.bias", KV_HEADS * HEAD);
                norm(block + "attn_v.bias", KV_HEADS * HEAD);
            }
            if (architecture.normsQueriesAndKeys()) {
                norm(block + "attn_q_norm.weight", HEAD);
                norm(block + "attn_k_norm.weight", HEAD);
            }
            norm(block + "ffn_norm.weight", WIDTH);
            matrix(block + "ffn_gate.weight", FEED_FORWARD, WIDTH);
            matrix(block + "ffn_up.weight", FEED_FORWARD, WIDTH);
            matrix(block + "ffn_down.weight", WIDTH, FEED_FORWARD);
            if (architecture.isGemma()) {
                norm(block + "post_attention_norm.weight", WIDTH);
                norm(block + "post_ffw_norm.weight", WIDTH);
            }
        }
        norm("output_norm.weight", WIDTH);
        return file;
    }

    private void norm(String name, int elements) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * elements).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            bytes.putFloat((float) (0.5 + random.nextDouble()));
        }
        file.tensor(name, GgufType.F32, bytes.array(), elements);
    }

    private void matrix(String name, int rows, int columns) {
        GgufType type = types[tensors++ % types.length];
        byte[] bytes = new byte[(int) type.bytes((long) rows * columns)];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.length; at += type.blockBytes()) {
            float weight = (float) (random.nextDouble() - 0.5) / 4;
            switch (type) {
                case F32 -> buffer.putFloat(at, weight);
                case F16 -> buffer.putShort(at, Float.floatToFloat16(weight));
                case BF16 -> buffer.putShort(at, (short) (Float.floatToIntBits(weight) >>> 16));
                case Q8_0 -> buffer.putShort(at, Float.floatToFloat16(weight / 100));
                case Q4_0, Q5_0 -> buffer.putShort(at, Float.floatToFloat16(weight / 8));
                case Q4_1, Q5_1 -> {
                    buffer.putShort(at, Float.floatToFloat16(weight / 8));
                    buffer.putShort(at + 2, Float.floatToFloat16(-weight));
                }
                case Q4_K, Q5_K, Q6_K -> throw new IllegalArgumentException("blocks of at most 32 expected, found " + type);
            }
        }
        file.tensor(name, type, bytes, columns, rows);
    }
}
