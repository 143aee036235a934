package dev.credence.verification.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.codec.JsonWriter;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.laws.Defect;
import dev.credence.verification.laws.Defects;
import dev.credence.verification.laws.ForgedCase;
import java.util.List;
import org.junit.jupiter.api.Test;

// Goal: the report of a receipt for text says what was metered, what its fingerprint shows, and what the request left open.
class TextReportTest {
    private static ForgedCase forged(String name) {
        return Defects.all().stream().filter(defect -> defect.name().equals(name)).findFirst().map(Defect::forge).orElseThrow();
    }

    private static String json(VerificationReport report) throws Exception {
        return JsonWriter.write(ReportJson.of(report)).utf8();
    }

    @Test
    void saysUsageInTokens() throws Exception {
        VerificationReport report = forged("good-chat").verify();

        assertThat(ReportText.of(report, Palette.PLAIN)).contains("usage        9 tokens in, 5 out").anyMatch(line -> line.startsWith("model        smol@1  "));
        assertThat(json(report)).contains("\"release\":\"smol@1\"", "\"usage\":{\"promptTokens\":9,\"completionTokens\":5}", "\"fingerprint\":\"");
        assertThat(ReportText.of(forged("good-two-replays").verify(), Palette.PLAIN)).contains("usage        4 elements in, 4 out");
    }

    @Test
    void aComparedFingerprintIsSupportedAndAddsNothing() throws Exception {
        VerificationReport report = forged("good-chat-reexecuted-with-its-fingerprint").verify();

        assertThat(ReportText.of(report, Palette.PLAIN))
                .contains("supported    evidence fingerprint (sketch-v1)  says the same, and adds nothing to what stands beside it");
        assertThat(report.confidence().groups()).hasSize(1);
        assertThat(report.confidence().groups().getFirst().pieces()).hasSize(1);
    }

    @Test
    void saysWhatTheRequestLeftToChance() throws Exception {
        assertThat(json(forged("good-chat").verify())).doesNotContain("rather than chosen to please").contains("names no height");
        for (String open : List.of("good-responses", "good-responses-stream")) {
            assertThat(json(forged(open).verify())).contains("rather than chosen to please");
        }
        assertThat(json(forged("good-responses").verify())).contains("under each height, seed, release");
        assertThat(json(forged("good-completion").verify())).doesNotContain("rather than chosen to please");
    }
}
