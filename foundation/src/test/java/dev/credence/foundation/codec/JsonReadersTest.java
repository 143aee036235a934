package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every defect that a JSON reader refuses, by name, at its place and with its sentence; beside each the honest twin.
class JsonReadersTest {
    private static final List<Case> CASES = readCases();
    private static final JsonLimits LIMITS = new JsonLimits(64, 3, 12);

    record Case(String name, String refusedBy, long offset, List<String> expected, Bytes text) {}

    private interface Reader {
        Json read(Bytes text) throws MalformedException;
    }

    @Test
    void strictJudgesAsTheTableSays() {
        judge('S', text -> StrictJson.parse(text, LIMITS));
    }

    @Test
    void canonicalJudgesAsTheTableSays() {
        judge('C', text -> StrictJson.parseCanonical(text, LIMITS));
    }

    @Test
    void iJsonJudgesAsTheTableSays() {
        judge('I', text -> IJson.parse(text, LIMITS));
    }

    @Test
    void whatTheCanonicalReaderAcceptsIsWrittenAgainByteForByte() throws MalformedException {
        for (Case line : CASES) {
            if (find(line.text(), 'C').isEmpty()) {
                Json value = StrictJson.parseCanonical(line.text(), LIMITS);
                assertThat(JsonWriter.write(value)).as(line.name()).isEqualTo(line.text());
            }
        }
    }

    @Test
    void everyCaseHasANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        assertThat(CASES).allMatch(line -> names.add(line.name())).hasSizeGreaterThan(150);
    }

    private static void judge(char letter, Reader reader) {
        for (Case line : CASES) {
            judge(line, letter, reader);
        }
    }

    private static void judge(Case line, char letter, Reader reader) {
        Optional<Case> refusal = find(line.text(), letter);
        try {
            reader.read(line.text());
            assertThat(refusal).as(line.name() + " is accepted").isEmpty();
        } catch (MalformedException malformed) {
            assertThat(refusal).as(line.name() + ": " + malformed.getMessage()).isPresent();
            assertThat(malformed.offset()).as(line.name()).isEqualTo(refusal.get().offset());
            assertThat(refusal.get().expected()).as(line.name()).contains(malformed.expected());
        }
    }

    private static Optional<Case> find(Bytes text, char letter) {
        return CASES.stream()
                .filter(line -> line.text().equals(text) && line.refusedBy().indexOf(letter) >= 0)
                .findFirst();
    }

    private static List<Case> readCases() {
        try (InputStream in = JsonReadersTest.class.getResourceAsStream("/vectors/codec/json-readers.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(JsonReadersTest::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Case parse(String line) {
        String[] parts = line.split(" \\| ", 5);
        long offset = parts[2].equals("-") ? -1 : Long.parseLong(parts[2]);
        List<String> expected = Stream.of(parts[3].split(" / ")).toList();
        return new Case(parts[0], parts[1], offset, expected, unescape(parts[4]));
    }

    private static Bytes unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return Bytes.wrap(bytes.toByteArray());
    }
}
