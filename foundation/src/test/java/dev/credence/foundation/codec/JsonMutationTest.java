package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Texts that were tampered with: the three readers agree as far as they must, and nothing but a complaint comes out.
class JsonMutationTest {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 16, 16, 1 << 12);
    private static final byte[] ALPHABET =
            " \t\n\"\\/bfnrtu{}[]:,0123456789-+.eEaAfFdD\u0000\u001f\u007f\u00e9\ufffe".getBytes(StandardCharsets.UTF_8);

    private interface Reader {
        Json read(Bytes text) throws MalformedException;
    }

    @Test
    void readersAgreeOnTamperedTexts() {
        readersAgree(4_000);
    }

    @Test
    @Tag("campaign")
    void readersAgreeOnAMillionTamperedTexts() {
        readersAgree(1_000_000);
    }

    private static void readersAgree(int rounds) {
        int[] accepted = new int[3];
        Seeded.check(rounds, (random, round) -> {
            Bytes text = tampered(random, JsonWriter.write(RandomJson.of(random, 3)));
            Optional<Json> canonical = read(text, it -> StrictJson.parseCanonical(it, LIMITS));
            Optional<Json> strict = read(text, it -> StrictJson.parse(it, LIMITS));
            Optional<Json> iJson = read(text, it -> IJson.parse(it, LIMITS));
            // The one spelling is exactly what the writer would have written.
            assertThat(canonical.isPresent()).isEqualTo(strict.map(JsonWriter::write).filter(text::equals).isPresent());
            assertThat(canonical.or(() -> strict)).isEqualTo(strict);
            assertThat(strict.or(() -> iJson)).isEqualTo(iJson);
            iJson.ifPresent(value -> assertThat(read(JsonWriter.write(value), it -> IJson.parse(it, LIMITS))).contains(value));
            accepted[0] += canonical.isPresent() ? 1 : 0;
            accepted[1] += strict.isPresent() ? 1 : 0;
            accepted[2] += iJson.isPresent() ? 1 : 0;
        });
        // The tampering is neither so mild nor so wild that one side is never seen.
        assertThat(accepted[0]).isBetween(rounds / 20, rounds * 9 / 10);
        assertThat(accepted[1] - accepted[0]).isGreaterThan(rounds / 500);
        assertThat(accepted[2] - accepted[1]).isGreaterThan(rounds / 500);
    }

    private static Optional<Json> read(Bytes text, Reader reader) {
        try {
            return Optional.of(reader.read(text));
        } catch (MalformedException refused) {
            assertThat(refused.offset()).isBetween(0L, (long) text.length());
            return Optional.empty();
        }
    }

    private static Bytes tampered(RandomGenerator random, Bytes text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int place = random.nextInt(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            int kind = i == place ? random.nextInt(4) : 3;
            if (kind == 0) {
                continue;
            }
            if (kind == 1 || kind == 2) {
                out.write(ALPHABET[random.nextInt(ALPHABET.length)]);
            }
            if (kind != 1) {
                out.write(text.at(i));
            }
        }
        return Bytes.wrap(out.toByteArray());
    }
}
