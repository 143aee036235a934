package dev.credence.receipt.confidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AssumptionsPageTest {
    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        Path page = Path.of(System.getProperty("credence.home", ".."), "docs", "spec", "assumptions.md");
        String text = Files.readString(page);
        assertThat(AssumptionsPage.current(text)).as("docs/spec/assumptions.md is out of date; AssumptionsPage writes it").isEqualTo(text);
    }
}
