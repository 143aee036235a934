package dev.credence.trials.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.client.CredenceClient;
import dev.credence.client.Exchange;
import dev.credence.client.GatewayException;
import dev.credence.client.Receipt;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.RoleProcess;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Goal: any one role may die at any moment; what it had acknowledged is there when it comes again, the others say clearly what is missing
/// meanwhile, and go on.
///
/// Method: five processes on this machine, each killed without warning (SIGKILL) and started again under its old address, with
/// requests before, meanwhile and afterwards. The receipts are judged here, with the trust file alone.
@TestMethodOrder(MethodOrderer.MethodName.class)
class KilledRolesTest {
    private static final String POLICY = "require=replay";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static Roles roles;
    private static CredenceClient client;
    private static int asked;

    @BeforeAll
    static void start() throws Exception {
        roles = new Roles(folder);
        try {
            roles.found();
        } catch (Exception failed) {
            roles.close();
            throw failed;
        }
        client = new CredenceClient(roles.url("gateway"));
        verified();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        roles.close();
    }

    @Test
    void aKilledCosignerHoldsCheckpointsUpAndNothingElse() throws Exception {
        roles.kill("cosigner");
        Exchange meanwhile = ask();
        Receipt pending = client.awaitReceipt(meanwhile.receiptId(), Duration.ofMillis(500));
        assertThat(pending.complete()).as("logged without its quorum").isFalse();

        roles.start("cosigner", "cosigner");
        logged(meanwhile);
        verified();
    }

    @Test
    void aKilledGatewayKeepsItsReceipts() throws Exception {
        Exchange before = ask();
        logged(before);
        roles.kill("gateway");
        assertThatThrownBy(KilledRolesTest::ask).isInstanceOf(IOException.class);

        roles.start("gateway", "gateway");
        logged(before);
        verified();
    }

    @Test
    void aKilledGatewayBuysTheEvidenceThatItPromised() throws Exception {
        // Without its cosigner the ledger publishes no checkpoint: the answer comes, and its evidence cannot.
        roles.kill("cosigner");
        Exchange promised = client.ask("digits", Questions.digits(++asked, "digits"), Optional.of(POLICY));
        assertThat(client.awaitReceipt(promised.receiptId(), Duration.ofMillis(300)).complete()).isFalse();
        roles.kill("gateway");
        roles.start("cosigner", "cosigner");
        roles.start("gateway", "gateway");

        Receipt receipt = client.awaitReceipt(promised.receiptId(), PATIENCE);

        assertThat(receipt.complete()).isTrue();
        VerificationReport report = judge(promised, receipt, Policy.parse(POLICY));
        assertThat(report.verdict()).as("%s", Trial.reasons(report)).isEqualTo(VerificationReport.Verdict.VERIFIED);
    }

    @Test
    void evidenceIsBoughtThoughEverybodyWasKilledWhoPromisedIt() throws Exception {
        roles.kill("cosigner");
        Exchange promised = client.ask("digits", Questions.digits(++asked, "digits"), Optional.of(POLICY));
        // The executor keeps traces in memory only, and computes this one again.
        for (String role : List.of("gateway", "operator-1", "operator-2")) {
            roles.kill(role);
        }
        roles.start("cosigner", "cosigner");
        roles.start("operator-1", "operator");
        roles.start("operator-2", "operator");
        roles.start("gateway", "gateway");

        Receipt receipt = client.awaitReceipt(promised.receiptId(), PATIENCE);

        VerificationReport report = judge(promised, receipt, Policy.parse(POLICY));
        assertThat(report.verdict()).as("%s", Trial.reasons(report)).isEqualTo(VerificationReport.Verdict.VERIFIED);
    }

    @Test
    void aKilledLedgerDelaysReceiptsAndLosesNone() throws Exception {
        Exchange before = ask();
        logged(before);
        roles.kill("ledger");
        Exchange meanwhile = ask();
        Receipt pending = client.awaitReceipt(meanwhile.receiptId(), Duration.ofMillis(300));
        assertThat(ReceiptFile.decode(pending.file()).state()).isEqualTo(ReceiptFile.State.SIGNED);

        roles.start("ledger", "ledger");
        logged(before);
        logged(meanwhile);
        verified();
    }

    @Test
    void aKilledOperatorIsPassedOver() throws Exception {
        roles.kill("operator-1");
        logged(ask());

        roles.start("operator-1", "operator");
        verified();
    }

    @Test
    void aSecondProcessOnTheSameDirectoryIsRefusedInOneSentence() throws Exception {
        RoleProcess.Ended second = RoleProcess.run(
                roles.output("second"), "ledger", "--config", roles.file("ledger").toString());

        assertThat(second.exitCode()).isEqualTo(4);
        assertThat(second.output().lines()).singleElement().asString().contains("is in use by another process");
    }

    private static Exchange ask() throws IOException, GatewayException {
        return client.ask("digits", Questions.digits(++asked, "digits"), Optional.empty());
    }

    private static void logged(Exchange exchange) throws Exception {
        Receipt receipt = client.awaitReceipt(exchange.receiptId(), PATIENCE);
        VerificationReport report = judge(exchange, receipt, Policy.DEFAULT);
        assertThat(report.verdicts().receiptAuthentic().causes()).isEmpty();
        assertThat(report.verdicts().matchesRequest().passed()).isTrue();
        assertThat(report.verdicts().matchesAnswer().passed()).isTrue();
    }

    // The gateway lets an operator rest that failed, and asks the ledger's list every second: both operators must be back.
    private static void verified() throws Exception {
        long deadline = Trial.WORLD.clock().steadyNanos() + PATIENCE.toNanos();
        while (true) {
            String trouble;
            try {
                Exchange exchange = client.ask("digits", Questions.digits(++asked, "digits"), Optional.of(POLICY));
                Receipt receipt = client.awaitReceipt(exchange.receiptId(), PATIENCE);
                VerificationReport report = judge(exchange, receipt, Policy.parse(POLICY));
                if (report.verdict() == VerificationReport.Verdict.VERIFIED) {
                    return;
                }
                assertThat(report.verdict()).as("what is not there may be missing, never wrong").isEqualTo(VerificationReport.Verdict.INCOMPLETE);
                trouble = Trial.reasons(report).toString();
            } catch (GatewayException notYet) {
                trouble = notYet.getMessage();
            }
            assertThat(Trial.WORLD.clock().steadyNanos()).as("not verified again: " + trouble).isLessThan(deadline);
            Thread.sleep(200);
        }
    }

    private static VerificationReport judge(Exchange exchange, Receipt receipt, Policy policy) throws Exception {
        return CredenceClient.verify(
                exchange, receipt, VerificationInput.Standard.of(roles.trust(), Trial.WORLD.clock().timeMillis()).with(policy));
    }
}
