package dev.credence.inference.language.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How texts are cut into pieces; expected pieces were made with llama.cpp where a row names a vocabulary's rule.
class PreTokenizerTest {
    private static List<String> pieces(PreTokenizer.Cut cut, String text) {
        int[] points = text.codePoints().toArray();
        List<String> pieces = new ArrayList<>();
        cut.cut(points, 0, points.length, (from, to) -> pieces.add(new String(points, from, to - from)));
        return pieces;
    }

    private static List<String> pieces(String name, String text) {
        int[] points = text.codePoints().toArray();
        List<String> pieces = new ArrayList<>();
        PreTokenizer.of(name).orElseThrow().split(points, (from, to) -> pieces.add(new String(points, from, to - from)));
        return pieces;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "tekken; HelloWORLDabc don't 12; Hello|WORLDabc| don|'t| |1|2",
        "gpt-4o; HelloWORLD's don't 1234; Hello|WORLD's| don't| |123|4",
        "qwen35; e\u0301x 12; e\u0301x| |1|2",
        "qwen2; e\u0301x; e|\u0301x",
        "deepseek-v3; a$bc 漢字かな1234; a|$bc| |漢字かな|123|4",
        "deepseek-llm; ab, Ж漢 12 ; ab|,| Ж|漢| |12| ",
        "deepseek-coder; ab, 漢12; ab|,| |漢|1|2",
        "falcon; don't 12345; don|'|t| |123|45",
        "bloom; Hello, world!; Hello|,| world|!",
        "tiny_aya; x1234567; x|1|234|567",
        "afmoe; a  1234; a| | |1|234",
        "deepseek-llm; a\u3000漢; a|\u3000|漢",
        "kimi-k2; 漢字abc's 12; 漢字|abc's| |12",
        "default; a+b 1234; a|+|b| |123|4",
        "seed-coder; a!b 12; a|!b| |1|2",
        "exaone-moe; a b12; a b|1|2",
    })
    void theNamedRulesCutAsTheirVocabulariesWant(String name, String text, String expected) {
        assertThat(pieces(name, text)).containsExactly(expected.split("\\|"));
    }

    /// The linear machine against the JDK's backtracking, on random texts of a small ASCII alphabet.
    @Test
    void aPatternFindsWhatBacktrackingFinds() {
        List<String> patterns = List.of("a|ab|b+c", "(?:a?b){2}|c*a", "a+b?(?![ab])|c", "[^a-c]+|[a&&[^b]]+", "(a|ab)(c|bcd)?", "\\s+(?!\\S)|\\s", "b{2,3}|c$", "(?:ab*)+c");
        Seeded.check(400, (random, _) -> {
            String text = text(random);
            for (String pattern : patterns) {
                assertThat(pieces(PiecePattern.of(pattern), text)).as("%s in %s", pattern, text).isEqualTo(backtracked(pattern, text));
            }
        });
    }

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(16); i > 0; i--) {
            text.append("aabbccd \n".charAt(random.nextInt(9)));
        }
        return text.toString();
    }

    private static List<String> backtracked(String pattern, String text) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern.replace("$", "\\z")).matcher(text);
        int done = 0;
        while (matcher.find()) {
            if (matcher.start() > done) {
                pieces.add(text.substring(done, matcher.start()));
            }
            pieces.add(matcher.group());
            done = matcher.end();
        }
        if (done < text.length()) {
            pieces.add(text.substring(done));
        }
        return pieces;
    }

    @Test
    void aLongTextTakesNoQuadraticTime() {
        String spaces = " ".repeat(300_000) + "x";
        for (String name : List.of("deepseek-llm", "tekken", "gpt-4o", "exaone-moe")) {
            assertThat(String.join("", pieces(name, spaces))).isEqualTo(spaces);
        }
    }

    @Test
    void aPatternOfOursThatIsNoneIsAMistake() {
        for (String wrong : List.of("a)", "(a", "a{2", "\\p{Greek}", "a\\")) {
            assertThatThrownBy(() -> PiecePattern.of(wrong)).isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
        }
    }
}
