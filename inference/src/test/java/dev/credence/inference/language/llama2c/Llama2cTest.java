package dev.credence.inference.language.llama2c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.language.tokenizer.TokenKind;
import dev.credence.inference.language.tokenizer.Tokenizer;
import dev.credence.inference.language.tokenizer.Tokenizers;
import dev.credence.inference.language.transformer.LanguageModel;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import dev.credence.inference.language.transformer.Transformer;
import dev.credence.testkit.External;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A trained model of llama2.c says here what it says there (vectors/llama2c/stories260K.txt, made by models/llama2c_reference.py), and
/// broken files are refused by their place.
class Llama2cTest {
    private static final int STEPS = 256;

    static Llama2cConversion.Described described(GgufType type) {
        return new Llama2cConversion.Described("made", type, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), true);
    }

    static GgufFile file(byte[] model, byte[] tokens, Llama2cConversion.Described described) throws Exception {
        Llama2cModel read = Llama2cModel.decode(MemorySegment.ofArray(model));
        Llama2cVocabulary vocabulary = Llama2cVocabulary.decode(MemorySegment.ofArray(tokens), read.header().vocabulary());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Llama2cConversion.convert(read, vocabulary, described).write(bytes::writeBytes);
        return GgufReader.decode(MemorySegment.ofArray(bytes.toByteArray()));
    }

    @Test
    void tellsTheStoryThatLlama2cTells() throws Exception {
        byte[] model = Files.readAllBytes(External.models("stories260K", "stories260K.bin"));
        byte[] tokens = Files.readAllBytes(External.models("stories260K", "tok512.bin"));
        List<String> lines = new String(resource(), StandardCharsets.UTF_8).lines().toList();
        int[] expected = Arrays.stream(lines.getFirst().split(" ")).mapToInt(Integer::parseInt).toArray();
        GgufFile file = file(model, tokens, described(GgufType.F32));
        Tokenizer tokenizer = Tokenizers.of(file.metadata());
        int[] said = Greedy.ids(new Transformer(LanguageModel.of(file), ReferenceLanguageKernels.INSTANCE), new int[] {1}, STEPS);
        assertThat(said).isEqualTo(expected);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Arrays.stream(said).forEach(id -> text.writeBytes(tokenizer.bytes(id)));
        assertThat(text.toString(StandardCharsets.UTF_8).strip()).isEqualTo(String.join("\n", lines.subList(1, lines.size())))
                .startsWith("Once upon a time, there was a little girl named Lily. She loved to play outside in the park.");
        // Eight bits a weight begin the same story; rows of 172 numbers are no whole blocks.
        GgufFile small = file(model, tokens, described(GgufType.Q8_0));
        assertThat(small.tensor("blk.0.ffn_down.weight").orElseThrow().type()).isEqualTo(GgufType.F16);
        assertThat(small.tensor("blk.0.ffn_up.weight").orElseThrow().type()).isEqualTo(GgufType.Q8_0);
        assertThat(Greedy.ids(new Transformer(LanguageModel.of(small), ReferenceLanguageKernels.INSTANCE), new int[] {1}, 12)).isEqualTo(Arrays.copyOf(expected, 12));
    }

    @Test
    void textBecomesTheTokensOfLlama2c() throws Exception {
        byte[] model = Files.readAllBytes(External.models("stories260K", "stories260K.bin"));
        byte[] tokens = Files.readAllBytes(External.models("stories260K", "tok512.bin"));
        Tokenizer tokenizer = Tokenizers.of(file(model, tokens, described(GgufType.F16)).metadata());
        assertThat(tokenizer.encode("Once upon a time, there was", false)).isEqualTo(new int[] {403, 407, 261, 378, 432, 383, 286});
        assertThat(tokenizer.vocabulary().marks().bos()).hasValue(1);
        assertThat(tokenizer.encode("☂", false)).hasSize(4);
    }

    private static byte[] resource() throws Exception {
        try (var stream = Llama2cTest.class.getResourceAsStream("/vectors/llama2c/stories260K.txt")) {
            return stream.readAllBytes();
        }
    }

    /// Width 32, hidden 32, one layer, two heads sharing one of keys, 262 tokens, context 4.
    private static byte[] model(int vocabulary) {
        int numbers = 262 * 32 + 3 * 32 + 2 * 32 * 32 + 2 * 16 * 32 + 3 * 32 * 32 + 4 * 16 + (vocabulary < 0 ? 262 * 32 : 0);
        ByteBuffer bytes = ByteBuffer.allocate(28 + 4 * numbers).order(ByteOrder.LITTLE_ENDIAN);
        for (int field : new int[] {32, 32, 1, 2, 1, vocabulary, 4}) {
            bytes.putInt(field);
        }
        for (int i = 0; i < numbers; i++) {
            bytes.putFloat((i % 17 - 8) / 16f);
        }
        return bytes.array();
    }

    private static byte[] tokens(List<String> last) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {7, 0, 0, 0});
        for (int id = 0; id < 259 + last.size(); id++) {
            String text = id == 0 ? "<unk>" : id == 1 ? "\n<s>\n" : id == 2 ? "\n</s>\n" : id < 259 ? "<0x%02X>".formatted(id - 3) : last.get(id - 259);
            byte[] raw = text.getBytes(StandardCharsets.UTF_8);
            all.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(-id).putInt(raw.length).array());
            all.writeBytes(raw);
        }
        return all.toByteArray();
    }

    private static final List<String> LAST = List.of("<|end|>", " a", "a");

    @Test
    void whatTheFilesDoNotSayIsTakenFromTheDescription() throws Exception {
        var chat = new Llama2cConversion.Described("Made", GgufType.Q8_0, Optional.of("Apache-2.0"), Optional.of("{{ messages }}"),
                List.of("<|end|>"), Optional.of("<|end|>"), false);
        GgufFile file = file(model(262), tokens(LAST), chat);
        assertThat(file.metadata().text("general.name")).contains("Made");
        assertThat(file.metadata().text("general.license")).contains("Apache-2.0");
        assertThat(file.metadata().text("tokenizer.chat_template")).contains("{{ messages }}");
        Tokenizer tokenizer = Tokenizers.of(file.metadata());
        assertThat(tokenizer.vocabulary().kind(259)).isEqualTo(TokenKind.CONTROL);
        assertThat(tokenizer.vocabulary().marks().ends()).contains(259);
        assertThat(tokenizer.encode("a a<|end|>", true)).isEqualTo(new int[] {261, 260, 259});
        assertThat(LanguageModel.of(file).shape().contextMax()).isEqualTo(4);
        assertThat(file.tensor("output.weight")).isEmpty();
        GgufFile own = file(model(-262), tokens(LAST), described(GgufType.F32));
        assertThat(own.tensor("output.weight").orElseThrow().rows()).isEqualTo(262);
        assertThat(LanguageModel.of(own).output()).isNotEqualTo(LanguageModel.of(own).embedding());
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] other = bytes.clone();
        ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return other;
    }

    private static void refusesModel(byte[] bytes, String words) {
        assertThatThrownBy(() -> Llama2cModel.decode(MemorySegment.ofArray(bytes))).isInstanceOf(MalformedException.class).hasMessageContaining(words);
    }

    @Test
    void brokenModelsAreRefusedByTheirPlace() {
        byte[] good = model(262);
        refusesModel(new byte[27], "28 bytes");
        refusesModel(with(good, 0, 0), "dim");
        refusesModel(with(good, 0, -1), "dim");
        refusesModel(with(good, 4, Integer.MAX_VALUE), "hidden_dim");
        refusesModel(with(good, 12, 3), "n_heads");
        refusesModel(with(good, 16, 3), "n_kv_heads");
        refusesModel(with(good, 20, Integer.MIN_VALUE), "vocab_size");
        refusesModel(with(good, 20, 1 << 22), "before the end");
        refusesModel(Arrays.copyOf(good, good.length - 4), "before the end");
        refusesModel(Arrays.copyOf(good, good.length + 4), "the end of the file");
        refusesModel(with(good, 28 + 4 * (262 * 32), 0x7f800000), "attn_norm");
    }

    private static void refusesTokens(byte[] bytes, int size, String words) {
        assertThatThrownBy(() -> Llama2cVocabulary.decode(MemorySegment.ofArray(bytes), size)).isInstanceOf(MalformedException.class).hasMessageContaining(words);
    }

    @Test
    void brokenVocabulariesAreRefusedByTheirPlace() throws Exception {
        byte[] good = tokens(LAST);
        refusesTokens(good, 258, "vocab_size");
        refusesTokens(new byte[3], 262, "max_token_length");
        refusesTokens(good, 263, "tokens[262]");
        refusesTokens(good, 261, "the end of the file");
        refusesTokens(with(good, 4, 0x7fc00000), 262, "tokens[0].score");
        refusesTokens(with(good, 8, -1), 262, "tokens[0].length");
        refusesTokens(with(good, 12, 0xffffffff), 262, "UTF-8");
        byte[] other = good.clone();
        other[4 + 13 + 9] = 'x';
        refusesTokens(other, 262, "tokens[1]");
        byte[] third = new String(good, StandardCharsets.ISO_8859_1).replace("<0x41>", "<0x42>").getBytes(StandardCharsets.ISO_8859_1);
        refusesTokens(third, 262, "<0x41>");
        assertThatThrownBy(() -> file(model(262), good,
                        new Llama2cConversion.Described("", GgufType.F32, Optional.empty(), Optional.empty(), List.of("none"), Optional.empty(), true)))
                .isInstanceOf(MalformedException.class).hasMessageContaining("no such token");
    }

    @Test
    void aWeightThatDoesNotFitIsRefusedByItsTensor() {
        byte[] large = with(model(262), 28, Float.floatToRawIntBits(70_000));
        assertThatThrownBy(() -> file(large, tokens(LAST), described(GgufType.F16)))
                .isInstanceOf(RefusedException.class).hasMessageContaining("token_embd.weight holds 70000.0, too large for F16");
    }
}
