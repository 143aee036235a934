package dev.credence.inference.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OperatorsPageTest {
    @Test
    void pageSaysWhatTheCodeClaims() throws IOException {
        Path page = Path.of(System.getProperty("credence.home"), "docs", "operators.md");
        String expected = OperatorsPage.text(ConformanceTally.read());
        if (Boolean.getBoolean("credence.write")) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page)).as("run the tests of `inference` once with -Dcredence.write=true").isEqualTo(expected);
    }
}
