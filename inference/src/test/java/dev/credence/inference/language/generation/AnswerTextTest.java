package dev.credence.inference.language.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Text leaves in pieces; joined, it is that of the whole, cut where the first text that ends it was complete.
class AnswerTextTest {
    private static final String LETTERS = "aab€ä😀 ";

    @Test
    void whateverThePiecesTheTextIsThatOfTheWhole() {
        Seeded.check(300, (random, _) -> {
            StringBuilder whole = new StringBuilder();
            int[] letters = LETTERS.codePoints().toArray();
            for (int i = random.nextInt(30); i > 0; i--) {
                whole.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            List<String> stops = random.nextBoolean() ? List.of() : List.of("aab", "b😀", "ä a", "€€");
            byte[] bytes = whole.toString().getBytes(StandardCharsets.UTF_8);
            AnswerText text = new AnswerText(stops, Optional.empty());
            StringBuilder left = new StringBuilder();
            int at = 0;
            boolean stopped = false;
            while (at < bytes.length && !stopped) {
                int to = at + 1 + random.nextInt(Math.min(6, bytes.length - at));
                AnswerText.Left step = text.add(Arrays.copyOfRange(bytes, at, to));
                left.append(step.text());
                stopped = step.ended();
                at = to;
            }
            // Judged by what had come: the earliest of the texts in it.
            String come = new String(bytes, 0, at, StandardCharsets.UTF_8).replaceFirst("\uFFFD$", "");
            int first = stops.stream().mapToInt(come::indexOf).filter(each -> each >= 0).min().orElse(-1);
            assertThat(stopped).isEqualTo(first >= 0);
            if (!stopped) {
                left.append(text.end().text());
            }
            assertThat(left.toString()).isEqualTo(stopped ? come.substring(0, first) : whole.toString());
            assertThat(text.text()).isEqualTo(left.toString());
        });
    }

    @Test
    void whatJsonHasNoPlaceForBecomesTheReplacementCharacter() {
        AnswerText text = new AnswerText(List.of(), Optional.empty());
        assertThat(text.add("a\uFFFFb".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("a\uFFFDb");
    }

    @Test
    void textIsHeldBackOnlyWhileItMayBeAnEnd() {
        AnswerText text = new AnswerText(List.of("END"), Optional.empty());
        assertThat(text.add("so E".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("so ");
        assertThat(text.add("N".getBytes(StandardCharsets.UTF_8)).text()).isEmpty();
        assertThat(text.add("E".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("EN");
        assertThat(text.end().text()).isEqualTo("E");
    }
}
