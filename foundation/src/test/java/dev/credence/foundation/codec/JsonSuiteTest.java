package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.testkit.External;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The JSON parsing suite of nst/JSONTestSuite: every `n_` file is refused by every reader, every `y_` file is accepted
/// save those listed here with the reason.
class JsonSuiteTest {
    private static final String SUITE = "JSONTestSuite";
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 64, 1 << 16);

    // RFC 7493 section 2.3: member names must be unique.
    private static final String DUPLICATE = "every key once";
    // RFC 7493 section 2.1: no code point that identifies a noncharacter.
    private static final String NONCHARACTER = "no Unicode noncharacters";

    private static final Map<String, String> FORBIDDEN_BY_I_JSON = Map.of(
            "y_object_duplicated_key.json", DUPLICATE,
            "y_object_duplicated_key_and_value.json", DUPLICATE,
            "y_string_escaped_noncharacter.json", NONCHARACTER,
            "y_string_last_surrogates_1_and_2.json", NONCHARACTER,
            "y_string_nonCharacterInUTF-8_U+10FFFF.json", NONCHARACTER,
            "y_string_nonCharacterInUTF-8_U+FFFF.json", NONCHARACTER,
            "y_string_unicode_U+10FFFE_nonchar.json", NONCHARACTER,
            "y_string_unicode_U+1FFFE_nonchar.json", NONCHARACTER,
            "y_string_unicode_U+FDD0_nonchar.json", NONCHARACTER,
            "y_string_unicode_U+FFFE_nonchar.json", NONCHARACTER);

    @Test
    void iJsonAcceptsWhatJsonAllowsSaveWhatRfc7493Forbids() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        List<Path> files = files("y_");
        for (Path file : files) {
            try {
                IJson.parse(read(file), LIMITS);
            } catch (MalformedException malformed) {
                refused.put(file.getFileName().toString(), malformed.expected());
            }
        }
        assertThat(files).hasSize(95);
        assertThat(refused).isEqualTo(new TreeMap<>(FORBIDDEN_BY_I_JSON));
    }

    @Test
    void strictAcceptsTheSameButForNumbersThatAreNoSafeIntegers() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        for (Path file : files("y_")) {
            String name = file.getFileName().toString();
            try {
                StrictJson.parse(read(file), LIMITS);
            } catch (MalformedException malformed) {
                if (!FORBIDDEN_BY_I_JSON.containsKey(name)) {
                    refused.put(name, malformed.expected());
                }
            }
        }
        assertThat(refused.keySet())
                .containsExactlyInAnyOrder(
                        "y_number.json",
                        "y_number_0e+1.json",
                        "y_number_0e1.json",
                        "y_number_double_close_to_zero.json",
                        "y_number_int_with_exp.json",
                        "y_number_minus_zero.json",
                        "y_number_negative_zero.json",
                        "y_number_real_capital_e.json",
                        "y_number_real_capital_e_neg_exp.json",
                        "y_number_real_capital_e_pos_exp.json",
                        "y_number_real_exponent.json",
                        "y_number_real_fraction_exponent.json",
                        "y_number_real_neg_exp.json",
                        "y_number_real_pos_exponent.json",
                        "y_number_simple_real.json",
                        "y_object_extreme_numbers.json",
                        "y_structure_lonely_negative_real.json");
        assertThat(refused.values()).allMatch(expected -> expected.startsWith("an integer within"));
    }

    @Test
    void everyReaderRefusesWhatIsNoJson() throws IOException {
        List<Path> files = files("n_");
        assertThat(files).hasSize(188);
        for (Path file : files) {
            Bytes text = read(file);
            String name = file.getFileName().toString();
            assertThatThrownBy(() -> IJson.parse(text, LIMITS)).as(name).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> StrictJson.parse(text, LIMITS)).as(name).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> StrictJson.parseCanonical(text, LIMITS))
                    .as(name)
                    .isInstanceOf(MalformedException.class);
        }
    }

    private static List<Path> files(String prefix) throws IOException {
        try (Stream<Path> all = Files.list(External.vectors(SUITE, "json"))) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static Bytes read(Path file) throws IOException {
        return Bytes.wrap(Files.readAllBytes(file));
    }
}
