package dev.credence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.verification.VerificationReport.Verdict;
import dev.credence.verification.laws.ReceiptForge;
import org.junit.jupiter.api.Test;

class ReceiptVerifierTest {
    @Test
    void verifiesAnHonestReceipt() throws Exception {
        VerificationReport report = new ReceiptForge("honest").forge().verify();
        assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report.md()).isEqualTo(954);
        assertThat(report.verified()).isPresent();
    }
}
