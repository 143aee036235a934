package dev.credence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.verification.laws.SpecExamples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SpecExamplesTest {
    @Test
    void thePageShowsWhatTheCodeDoes() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("credence.home", ".."), "docs", "spec", "receipt.md"));
        assertThat(SpecExamples.current(page)).as("section 9 is out of date; SpecExamples writes it").isEqualTo(page);
    }

    @Test
    void everyReasonStandsInTheSpecification() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("credence.home", ".."), "docs", "spec", "receipt.md"));
        for (Reason reason : Reason.values()) {
            assertThat(page).contains("`" + reason.name() + "`");
        }
    }
}
