package dev.credence.inference.laws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Writes a small GGUF language model with weights from a seed, a tokenizer of single characters, and a chat template if asked: it babbles.
///
/// Depends on nothing of ours, so that the tests of every module can have one.
public final class SpeakingModel {
    /// Of the kind of ChatML.
    public static final String TEMPLATE = "{% if tools %}<|im_start|>tools\n{{ tools | length }}<|im_end|>\n{% endif %}"
            + "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
            + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    /// How many tokens it has.
    public static final int VOCABULARY = 64;

    /// How many positions it takes.
    public static final int CONTEXT = 512;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz.,?!:{}\"[]0123456789-_=<>/";
    private static final int WIDTH = 32;
    private static final int FEED_FORWARD = 64;
    private static final int LAYERS = 2;
    private static final int TYPE_TEXT = 8;
    private static final int TYPE_ARRAY = 9;
    private static final int ALIGNMENT = 32;

    private final SplittableRandom random;
    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int keys;
    private int tensors;

    private SpeakingModel(long seed) {
        random = new SplittableRandom(seed);
    }

    /// A model without a template.
    public static byte[] words(long seed) {
        return new SpeakingModel(seed).keys().weights().bytes();
    }

    /// A model that takes conversations and tools.
    public static byte[] chat(long seed) {
        return chat(seed, TEMPLATE);
    }

    /// A model with that template.
    public static byte[] chat(long seed, String template) {
        return new SpeakingModel(seed).keys().text("tokenizer.chat_template", template).weights().bytes();
    }

    /// A model of another architecture's name, which nobody has.
    public static byte[] unknown() {
        return new SpeakingModel(0).text("general.architecture", "mamba").bytes();
    }

    private SpeakingModel keys() {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>", "<0x0A>", "▁"));
        List<Integer> kinds = new ArrayList<>(List.of(2, 3, 3, 3, 3, 6, 1));
        for (String each : LETTERS.split("")) {
            tokens.add(each);
            kinds.add(1);
        }
        while (tokens.size() < VOCABULARY) {
            tokens.add("<unused" + tokens.size() + ">");
            kinds.add(5);
        }
        text("general.architecture", "llama").whole("llama.block_count", LAYERS).whole("llama.embedding_length", WIDTH);
        whole("llama.feed_forward_length", FEED_FORWARD).whole("llama.context_length", CONTEXT);
        whole("llama.attention.head_count", 4).whole("llama.attention.head_count_kv", 2);
        key("llama.attention.layer_norm_rms_epsilon", 6, le(4, Float.floatToIntBits(1e-5f)));
        text("tokenizer.ggml.model", "llama").texts("tokenizer.ggml.tokens", tokens);
        numbers("tokenizer.ggml.scores", 6, new int[tokens.size()]);
        numbers("tokenizer.ggml.token_type", 5, kinds.stream().mapToInt(Integer::intValue).toArray());
        return whole("tokenizer.ggml.bos_token_id", 1).whole("tokenizer.ggml.eos_token_id", 2);
    }

    private SpeakingModel weights() {
        matrix("token_embd.weight", VOCABULARY, WIDTH);
        for (int layer = 0; layer < LAYERS; layer++) {
            String block = "blk." + layer + ".";
            norm(block + "attn_norm.weight");
            matrix(block + "attn_q.weight", WIDTH, WIDTH);
            matrix(block + "attn_k.weight", WIDTH / 2, WIDTH);
            matrix(block + "attn_v.weight", WIDTH / 2, WIDTH);
            matrix(block + "attn_output.weight", WIDTH, WIDTH);
            norm(block + "ffn_norm.weight");
            matrix(block + "ffn_gate.weight", FEED_FORWARD, WIDTH);
            matrix(block + "ffn_up.weight", FEED_FORWARD, WIDTH);
            matrix(block + "ffn_down.weight", WIDTH, FEED_FORWARD);
        }
        norm("output_norm.weight");
        return this;
    }

    private void norm(String name) {
        tensor(name, 0.5, 1.5, WIDTH);
    }

    private void matrix(String name, int rows, int columns) {
        tensor(name, -0.5, 0.5, columns, rows);
    }

    private void tensor(String name, double from, double to, int... dimensions) {
        put(table, text(name));
        put(table, le(4, dimensions.length));
        int elements = 1;
        for (int each : dimensions) {
            put(table, le(8, each));
            elements *= each;
        }
        put(table, le(4, 0));
        put(table, le(8, data.size()));
        for (int i = 0; i < elements; i++) {
            put(data, le(4, Float.floatToIntBits((float) random.nextDouble(from, to))));
        }
        pad(data);
        tensors++;
    }

    private SpeakingModel text(String key, String value) {
        return key(key, TYPE_TEXT, text(value));
    }

    private SpeakingModel whole(String key, int value) {
        return key(key, 4, le(4, value));
    }

    private void numbers(String key, int kind, int[] values) {
        ByteArrayOutputStream array = array(kind, values.length);
        for (int value : values) {
            put(array, le(4, value));
        }
        key(key, TYPE_ARRAY, array.toByteArray());
    }

    private void texts(String key, List<String> values) {
        ByteArrayOutputStream array = array(TYPE_TEXT, values.size());
        values.forEach(value -> put(array, text(value)));
        key(key, TYPE_ARRAY, array.toByteArray());
    }

    private static ByteArrayOutputStream array(int kind, int count) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        put(array, le(4, kind));
        put(array, le(8, count));
        return array;
    }

    private SpeakingModel key(String key, int kind, byte[] value) {
        put(metadata, text(key));
        put(metadata, le(4, kind));
        put(metadata, value);
        keys++;
        return this;
    }

    private byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        put(all, "GGUF".getBytes(StandardCharsets.US_ASCII));
        put(all, le(4, 3));
        put(all, le(8, tensors));
        put(all, le(8, keys));
        put(all, metadata.toByteArray());
        put(all, table.toByteArray());
        pad(all);
        put(all, data.toByteArray());
        return all.toByteArray();
    }

    private static void pad(ByteArrayOutputStream to) {
        put(to, new byte[Math.floorMod(-to.size(), ALIGNMENT)]);
    }

    private static void put(ByteArrayOutputStream to, byte[] bytes) {
        to.writeBytes(bytes);
    }

    private static byte[] text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length).put(le(8, bytes.length)).put(bytes).array();
    }

    private static byte[] le(int bytes, long value) {
        byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value).array();
        return java.util.Arrays.copyOf(all, bytes);
    }
}
