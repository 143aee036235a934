package dev.credence.verification.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.laws.Defects;
import dev.credence.verification.laws.ReceiptForge;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private static VerificationReport report(Consumer<ReceiptForge> change) {
        ReceiptForge forge = new ReceiptForge("report text");
        change.accept(forge);
        return forge.forge().verify();
    }

    @Test
    void tellsVerdictsEvidenceConfidenceAssumptionsAndWhatIsNotClaimed() {
        List<String> lines = ReportText.of(report(_ -> {}), Palette.PLAIN);
        assertThat(lines.subList(0, 4)).allMatch(line -> line.startsWith("pass "));
        assertThat(lines.get(4)).startsWith("supported    evidence replay");
        assertThat(lines).anyMatch(line -> line.startsWith("confidence   0.9 nines"));
        assertThat(lines).anyMatch(line -> line.startsWith("assuming     "));
        assertThat(lines).anyMatch(line -> line.startsWith("not claimed  "));
        assertThat(lines.getLast()).isEqualTo("verdict      verified, 0.9 nines");
    }

    @Test
    void namesTheReasonOfAFailure() {
        List<String> lines = ReportText.of(report(forge -> forge.requestShown = text -> text.replace("0.5", "0.75")), Palette.PLAIN);
        assertThat(lines).filteredOn(line -> line.startsWith("FAIL ")).isNotEmpty().allMatch(line -> line.matches(".*\\[[A-Z_]+]"));
        assertThat(lines.getLast()).isEqualTo("verdict      failed");
    }

    @Test
    void whatIsMissingIsOpenNotFailed() {
        List<String> lines = ReportText.of(
                report(forge -> {
                    forge.drawn = 0;
                    forge.file = honest -> honest.with(EvidenceItem.embedded("oracle", "delphi-v1", Bytes.ofUtf8("it is so")));
                }),
                Palette.PLAIN);
        assertThat(lines).anyMatch(line -> line.contains("evidence oracle (delphi-v1)"));
        assertThat(lines.getLast()).startsWith("verdict      incomplete");
    }

    @Test
    void coloursAreAddedOnlyWhereTheyAreWanted() {
        VerificationReport report = report(_ -> {});
        List<String> coloured = ReportText.of(report, Palette.ANSI);
        assertThat(String.join("\n", ReportText.of(report, Palette.PLAIN))).doesNotContain("\u001b");
        assertThat(coloured.getFirst()).startsWith("\u001b[32mpass");
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9]+m", ""))).containsExactlyElementsOf(ReportText.of(report, Palette.PLAIN));
    }

    @Test
    void anArgumentShowsItsBudget() {
        List<String> lines = ReportText.of(argument(), Palette.PLAIN);
        assertThat(lines).anyMatch(line -> line.startsWith("supported    evidence argument (ud-100)  argument 6.0 (suite ud-100, 100 bits) + proof-software 6.0"));
        assertThat(lines).anyMatch(line -> line.startsWith("             argument: 100."));
        assertThat(lines).anyMatch(line -> line.startsWith("             registration: 100."));
        assertThat(lines).anyMatch(line -> line.endsWith("  challenges for the witness, 14 of them work"));
        assertThat(lines.getLast()).isEqualTo("verdict      verified, 5.7 nines");
    }

    static VerificationReport argument() {
        return Defects.all().stream().filter(defect -> defect.name().equals("good-argument")).findFirst().orElseThrow().forge().verify();
    }
}
