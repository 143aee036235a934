package dev.credence.inference.language.llama2c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.gguf.GgufWriter;
import dev.credence.inference.kernel.Crew;
import dev.credence.inference.kernel.LanguageKernelChoice;
import dev.credence.inference.language.template.ChatTemplate;
import dev.credence.inference.language.template.PromptInput;
import dev.credence.inference.language.tokenizer.Tokenizer;
import dev.credence.inference.language.tokenizer.Tokenizers;
import dev.credence.inference.language.transformer.LanguageModel;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import dev.credence.inference.language.transformer.TextScore;
import dev.credence.inference.language.transformer.Transformer;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Our own model (models/meadow) says here, id by id, what numpy made of the same file (samples/prompts.json).
class MeadowTest {
    private static final Path FOLDER = Path.of(System.getProperty("credence.home"), "models", "meadow");
    private static final int ANSWER_MAX = 160;

    private static byte[] bytes;
    private static GgufFile file;
    private static Tokenizer tokenizer;
    private static LanguageModel model;
    private static List<JsonObject> samples;

    @BeforeAll
    static void read() throws Exception {
        bytes = Files.readAllBytes(FOLDER.resolve("model.gguf"));
        file = GgufReader.decode(MemorySegment.ofArray(bytes));
        tokenizer = Tokenizers.of(file.metadata());
        model = LanguageModel.of(file);
        Bytes text = Bytes.wrap(Files.readAllBytes(FOLDER.resolve("samples/prompts.json")));
        samples = ((JsonArray) IJson.parse(text, JsonLimits.ofBytes(1 << 20))).items().stream().map(JsonObject.class::cast).toList();
        assertThat(samples).hasSizeGreaterThan(10);
    }

    private static Json member(JsonObject sample, String name) {
        return sample.get(name).orElseThrow();
    }

    private static int[] ids(JsonObject sample, String name) {
        return ((JsonArray) member(sample, name)).items().stream().mapToInt(id -> (int) ((JsonNumeric) id).asDouble()).toArray();
    }

    private static Transformer fast() {
        return new Transformer(model, LanguageKernelChoice.of(Crew.CALLER).kernels());
    }

    private static int end() {
        return tokenizer.encode("<|im_end|>", true)[0];
    }

    private static int[] withBegin(int[] ids) {
        return IntStream.concat(IntStream.of(tokenizer.vocabulary().marks().bos().orElseThrow()), IntStream.of(ids)).toArray();
    }

    @Test
    void theTemplateOfTheFileMakesThePromptsThatItLearnt() throws Exception {
        ChatTemplate template = ChatTemplate.parse(file.metadata().text("tokenizer.chat_template").orElseThrow());
        for (JsonObject sample : samples) {
            String prompt = template.render(PromptInput.of((JsonArray) member(sample, "messages")));
            assertThat(withBegin(tokenizer.encode(prompt, true))).isEqualTo(ids(sample, "prompt"));
        }
    }

    @Test
    void answersAreThoseOfNumpyIdById() {
        Transformer transformer = fast();
        for (JsonObject sample : samples) {
            int[] said = Greedy.ids(transformer, ids(sample, "prompt"), ANSWER_MAX, end());
            assertThat(said).as(member(sample, "messages").toString()).isEqualTo(ids(sample, "ids"));
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            Arrays.stream(said).forEach(id -> text.writeBytes(tokenizer.bytes(id)));
            assertThat(text.toString(StandardCharsets.UTF_8)).isEqualTo(((JsonString) member(sample, "answer")).value());
        }
        int[] first = Greedy.ids(new Transformer(model, ReferenceLanguageKernels.INSTANCE), ids(samples.getFirst(), "prompt"), 8, end());
        assertThat(first).isEqualTo(Arrays.copyOf(ids(samples.getFirst(), "ids"), first.length));
    }

    @Test
    void aTrueSentenceOfItsWorldIsLikelierThanAFalseOne() throws Exception {
        double truth = score("What colour is a frog?", "A frog is green.");
        assertThat(truth).isLessThan(0.5);
        assertThat(score("What colour is a frog?", "A frog is purple.")).isGreaterThan(truth + 0.5);
    }

    /// The mean negative log-probability of an answer's tokens.
    private static double score(String question, String answer) throws Exception {
        int[] asked = withBegin(tokenizer.encode("<|im_start|>user\n" + question + "<|im_end|>\n<|im_start|>assistant\n", true));
        int[] all = IntStream.concat(IntStream.of(asked), IntStream.of(tokenizer.encode(answer, false))).toArray();
        TextScore score = TextScore.of(fast(), all, 1);
        return -IntStream.range(asked.length - 1, all.length - 1).mapToDouble(i -> score.positions().get(i).next().orElseThrow()).average().orElseThrow();
    }

    @Test
    void anyTextComesBackFromItsTokens() {
        for (String text : List.of("Tell me a story about a fox.", "7 + 5 = ?", "Grüße, 世界 \uD83D\uDE00\n\ttab", "<|im_end|>", "")) {
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            Arrays.stream(tokenizer.encode(text, false)).forEach(id -> back.writeBytes(tokenizer.bytes(id)));
            assertThat(back.toString(StandardCharsets.UTF_8)).isEqualTo(text);
        }
        assertThat(tokenizer.vocabulary().marks().ends()).contains(end());
    }

    @Test
    void theFileIsWhatOurWriterWrites() {
        GgufWriter writer = GgufWriter.create();
        file.metadata().keys().forEach(key -> writer.put(key, file.metadata().value(key).orElseThrow()));
        file.tensors().forEach(writer::stored);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        writer.write(again::writeBytes);
        assertThat(again.toByteArray()).isEqualTo(bytes);
        assertThat(bytes.length).isLessThan(4 << 20);
    }
}
