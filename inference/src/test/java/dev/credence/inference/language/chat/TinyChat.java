package dev.credence.inference.language.chat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.gguf.GgufBuilder;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.transformer.Architecture;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.MadeModels;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import java.util.ArrayList;
import java.util.List;

/// Models of 48 tokens with random weights that speak nonsense, some of it JSON, some of it calls, some of it characters in pieces.
public final class TinyChat {
    public static final String TAGGED = "{% for m in messages %}<s>{{ m.role }} {{ m.content }}{% endfor %}"
            + "{% if tools %}{{ tools | length }} <tool_call>{% endif %}{% if add_generation_prompt %}<s>a{% endif %}";
    public static final String BARE = "{% for m in messages %}<s>{{ m.content }}{% endfor %}{{ tools | length if tools else '' }}<s>";
    public static final String TOOLLESS = "{% for m in messages %}<s>{{ m.content }}{% endfor %}";
    /// A control token that ends an answer, and the ids of some others.
    public static final int END = 2;

    private static final int CONTROL = 3;
    private static final int BYTE = 6;

    private TinyChat() {}

    /// The tokens: three controls, one character each, some longer, and bytes of which characters may be made.
    private static List<String> tokens() {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        "▁{}[]\":,abcdeflnorstuw019\n<>/_mgp".codePoints().forEach(each -> tokens.add(Character.toString(each)));
        tokens.addAll(List.of("\":▁", "▁a", "true", "<0xE2>", "<0x82>", "<0xAC>", "<0xC3>", "<0xA4>", "tool", "call"));
        while (tokens.size() < 48) {
            tokens.add("<0x0" + (tokens.size() - 46) + ">");
        }
        return tokens;
    }

    private static GgufBuilder builder(Architecture architecture, String template) {
        List<String> tokens = tokens();
        int[] kinds = new int[tokens.size()];
        for (int id = 0; id < kinds.length; id++) {
            kinds[id] = id == 0 ? 2 : id < 3 ? CONTROL : tokens.get(id).startsWith("<0x") ? BYTE : 1;
        }
        GgufBuilder file = MadeModels.file(architecture, GgufType.F16)
                .put("tokenizer.ggml.model", "llama")
                .put("tokenizer.ggml.tokens", tokens)
                .put("tokenizer.ggml.token_type", kinds)
                .put("tokenizer.ggml.bos_token_id", 1)
                .put("tokenizer.ggml.eos_token_id", END)
                .put("tokenizer.ggml.unknown_token_id", 0);
        return template.isEmpty() ? file : file.put("tokenizer.chat_template", template);
    }

    public static TextModel model(Architecture architecture, String template) throws Exception {
        return model(architecture, template, ReferenceLanguageKernels.INSTANCE, 128);
    }

    public static TextModel model(Architecture architecture, String template, LanguageKernels kernels, int batchMax) throws Exception {
        return TextModel.of(GgufReader.decode(builder(architecture, template).segment()), kernels, batchMax);
    }

    /// JSON written with ' for ".
    public static JsonObject json(String text) {
        try {
            Json value = IJson.parse(Bytes.ofUtf8(text.replace('\'', '"')), new JsonLimits(1 << 20, 64, 1 << 16));
            return (JsonObject) value;
        } catch (Exception broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }
}
