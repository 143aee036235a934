package dev.credence.inference.language.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The automaton against the obvious matcher: texts that it makes, and the same with one thing wrong.
class JsonGrammarTest {
    private static final String[] SCHEMAS = {
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"string\"},\"c\":{\"type\":\"boolean\"}},\"required\":[\"b\"]}",
        "{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":1,\"maxItems\":3}",
        "{\"type\":\"string\",\"minLength\":2,\"maxLength\":4}",
        "{\"anyOf\":[{\"type\":\"null\"},{\"enum\":[\"x\",\"xy\",1,{\"k\":[1,true]}]},{\"type\":\"array\"}]}",
        "{\"$ref\":\"#/$defs/tree\",\"$defs\":{\"tree\":{\"type\":\"object\",\"properties\":{\"v\":{\"type\":\"integer\"},\"c\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/tree\"}}},\"required\":[\"v\"]}}}",
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"array\",\"items\":{\"type\":\"boolean\"},\"minItems\":2}}",
        "{}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\",\"properties\":{\"b\":{},\"c\":{\"enum\":[\"é\\\"\"]}}},\"d\":{\"type\":\"null\"}},\"required\":[\"a\",\"d\"]}"
    };

    private static JsonObject schema(String text) throws Exception {
        return (JsonObject) IJson.parse(Bytes.ofUtf8(text), JsonLimits.ofBytes(1 << 16));
    }

    private static boolean accepts(JsonGrammar grammar, byte[] text) {
        GrammarState state = grammar.start().after(text);
        return !state.isDead() && state.isAccepting();
    }

    @Test
    void acceptsExactlyWhatTheObviousMatcherAccepts() throws Exception {
        for (String text : SCHEMAS) {
            JsonObject schema = schema(text);
            JsonGrammar grammar = JsonGrammar.of(schema);
            int[] accepted = new int[2];
            Seeded.check(60, (random, _) -> {
                String made = made(grammar, random);
                assertThat(SlowMatcher.matches(schema, made)).as("%s accepts %s", text, made).isTrue();
                IJson.parse(Bytes.ofUtf8(made), new JsonLimits(1 << 16, 200, 1 << 12));
                String wrong = altered(made, random);
                boolean still = accepts(grammar, wrong.getBytes(StandardCharsets.UTF_8));
                assertThat(still).as("%s on %s", text, wrong).isEqualTo(SlowMatcher.matches(schema, wrong));
                accepted[still ? 1 : 0]++;
            });
            assertThat(accepted[0]).as("altered texts that %s refuses", text).isPositive();
        }
    }

    // A random walk that prefers to end.
    private static String made(JsonGrammar grammar, RandomGenerator random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GrammarState state = grammar.start();
        while (!state.isFinished() && !(state.isAccepting() && random.nextInt(3) == 0)) {
            List<Integer> allowed = new ArrayList<>();
            for (int each = 0; each < 256; each++) {
                if (!state.after(each).isDead()) {
                    allowed.add(each);
                }
            }
            int chosen = allowed.get(random.nextInt(allowed.size()));
            for (int closing : new int[] {'"', ']', '}'}) {
                chosen = allowed.contains(closing) && random.nextInt(3) > 0 ? closing : chosen;
            }
            out.write(chosen);
            state = state.after(chosen);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String altered(String text, RandomGenerator random) {
        int[] points = text.codePoints().toArray();
        int at = random.nextInt(points.length);
        String before = new String(points, 0, at);
        String after = new String(points, at + 1, points.length - at - 1);
        int put = "\"\\{}[]:, 01x-.eé".codePointAt(random.nextInt(16));
        return switch (random.nextInt(3)) {
            case 0 -> before + after;
            case 1 -> before + Character.toString(put) + after;
            default -> before + Character.toString(put) + Character.toString(points[at]) + after;
        };
    }

    @Test
    void masksAreWhatWalkingEachTokenGives() throws Exception {
        for (String text : SCHEMAS) {
            JsonGrammar grammar = JsonGrammar.of(schema(text));
            Seeded.check(10, (random, _) -> {
                List<Optional<byte[]>> tokens = new ArrayList<>();
                byte[] made = made(grammar, random).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 300; i++) {
                    int from = random.nextInt(made.length);
                    int to = Math.min(made.length, from + 1 + random.nextInt(6));
                    tokens.add(i % 50 == 0 ? Optional.empty() : Optional.of(java.util.Arrays.copyOfRange(made, from, to)));
                }
                TokenTrie trie = new TokenTrie(tokens);
                GrammarState state = grammar.start().after(java.util.Arrays.copyOf(made, random.nextInt(made.length)));
                BitSet mask = trie.mask(state);
                for (int id = 0; id < tokens.size(); id++) {
                    Optional<byte[]> bytes = tokens.get(id);
                    assertThat(mask.get(id)).isEqualTo(bytes.isPresent() && !state.after(bytes.get()).isDead());
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        "`{\"type\":\"string\",\"pattern\":\"a\"}` → `#: the keyword 'pattern' is not supported`",
        "`{\"properties\":{\"a\":{\"minimum\":1,\"type\":\"integer\"}}}` → `#/properties/a: the keyword 'minimum' is not supported`",
        "`{\"oneOf\":[{}]}` → `#: the keyword 'oneOf' is not supported`",
        "`{\"$ref\":\"#\"}` → `#: a '$ref' leads back to itself with nothing between`",
        "`{\"anyOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]}` → `#: a '$ref' leads back to itself with nothing between`",
        "`{\"$ref\":\"#/$defs/x\"}` → `#: '$ref' to '#/$defs/x', where nothing is`",
        "`{\"$ref\":\"http://x\"}` → `#: '$ref' to 'http://x': only places in the same schema are supported`",
        "`{\"type\":\"object\",\"properties\":{\"a\":{}},\"required\":[\"b\"]}` → `#: 'required' names 'b', which 'properties' lacks`",
        "`{\"type\":\"strnig\"}` → `#: 'type' is none of JSON Schema's`",
        "`{\"enum\":[]}` → `#: 'enum' allows nothing`",
        "`{\"type\":\"array\",\"minItems\":3,\"maxItems\":2}` → `#: 'minItems' is above 'maxItems'`",
        "`{\"anyOf\":[{}],\"properties\":{}}` → `#: 'anyOf' beside 'properties' is not supported`",
        "`{\"items\":false,\"type\":\"array\"}` → `#/items: expected a schema, found false`"
    })
    void refusesByKeywordAndPlace(String text, String sentence) throws Exception {
        JsonObject schema = schema(text);
        assertThatThrownBy(() -> JsonGrammar.of(schema)).isInstanceOf(GrammarException.class).hasMessage(sentence);
    }

    @Test
    void anyObjectIsAnObject() {
        JsonGrammar grammar = JsonGrammar.anyObject();
        assertThat(accepts(grammar, "{\"a\": [1, {\"b\": null}], \"c\": \"x\"}".getBytes(StandardCharsets.UTF_8))).isTrue();
        for (String wrong : new String[] {"[]", "{", "{\"a\":1}", "{\"a\": 1,\"b\": 2}", " {}", "{} ", "{\"a\": 01}", "{\"a\": \"\\ud800\"}"}) {
            assertThat(accepts(grammar, wrong.getBytes(StandardCharsets.UTF_8))).as(wrong).isFalse();
        }
        assertThat(accepts(grammar, new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', ' ', '1', '}'})).isFalse();
    }

    @Test
    void valuesNestAsDeepAsTheSpecificationSays() {
        JsonGrammar grammar = JsonGrammar.anyObject();
        for (Map.Entry<String, Integer> value : Map.of("1", 127, "null", 127, "[]", 127, "{}", 127, "\"x\"", 126).entrySet()) {
            for (int arrays : new int[] {value.getValue() - 1, value.getValue()}) {
                String text = "{\"a\": " + "[".repeat(arrays) + value.getKey() + "]".repeat(arrays) + "}";
                assertThat(accepts(grammar, text.getBytes(StandardCharsets.UTF_8))).as(value.getKey() + " in " + arrays + " arrays").isEqualTo(arrays < value.getValue());
            }
        }
    }

    @Test
    void deepNestingEndsAndALargeVocabularyIsQuick() {
        GrammarState state = JsonGrammar.anyObject().start().after("{\"a\": ".getBytes(StandardCharsets.UTF_8));
        assertThat(state.after("[".repeat(10_000).getBytes(StandardCharsets.UTF_8)).isDead()).isTrue();
        List<Optional<byte[]>> tokens = new ArrayList<>();
        RandomGenerator random = Seeded.random();
        for (int i = 0; i < 50_000; i++) {
            tokens.add(Optional.of(Integer.toString(random.nextInt(1 << 24), 36).getBytes(StandardCharsets.UTF_8)));
        }
        GrammarState inText = state.after("\"".getBytes(StandardCharsets.UTF_8));
        assertThat(new TokenTrie(tokens).mask(inText).cardinality()).isEqualTo(tokens.size());
    }
}
