package dev.credence.trials.kit;

import dev.credence.client.CredenceClient;
import dev.credence.client.Exchange;
import dev.credence.client.GatewayException;
import dev.credence.client.Receipt;
import dev.credence.client.TextApi;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.network.LocalNetwork;
import dev.credence.node.network.LocalSettings;
import dev.credence.node.operator.Conduct;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.evidence.Replay;
import dev.credence.verification.Cause;
import dev.credence.verification.EvidenceFinding;
import dev.credence.verification.Finding;
import dev.credence.verification.Judgement;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A local network over real sockets with a client.
public final class Trial implements AutoCloseable {
    public static final World WORLD = new SystemWorld();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final LocalNetwork network;
    private final CredenceClient client;

    private Trial(LocalNetwork network) {
        this.network = network;
        this.client = new CredenceClient(network.gatewayUrl());
    }

    /// @param conduct one for each operator
    public static Trial start(Path data, Path models, List<Conduct> conduct) throws Exception {
        return new Trial(LocalNetwork.start(
                WORLD, new LocalSettings(data, "127.0.0.1", 0, conduct, Optional.of(models)), _ -> {}));
    }

    public LocalNetwork network() {
        return network;
    }

    public CredenceClient client() {
        return client;
    }

    /// What a client holds in the end.
    public record Held(Exchange exchange, Receipt receipt, VerificationReport report) {
        public ReceiptFile file() throws MalformedException {
            return ReceiptFile.decode(receipt.file());
        }

        /// The replay that the receipt carries.
        public Replay replay() throws MalformedException {
            EvidenceItem item = file().evidence().stream()
                    .filter(piece -> piece.kind().equals(EvidenceItem.REPLAY))
                    .findFirst()
                    .orElseThrow();
            return Replay.decode(item.blob().orElseThrow());
        }

        /// Every reason in the report, of verdicts and of evidence.
        public Set<Reason> reasons() {
            return Trial.reasons(report);
        }
    }

    /// Asks the digit classifier, waits for the receipt, and judges it as anybody would.
    public Held ask(Bytes request, String model, String policy) throws IOException, GatewayException, MalformedException {
        Optional<String> text = policy.isEmpty() ? Optional.empty() : Optional.of(policy);
        Exchange exchange = client.ask(model, request, text);
        Receipt receipt = client.awaitReceipt(exchange.receiptId(), PATIENCE);
        return new Held(exchange, receipt, judge(exchange, receipt.file(), policy));
    }

    /// Asks a language model, waits for the receipt, and judges it as anybody would.
    public Held askText(TextApi api, Bytes request, String policy) throws IOException, GatewayException, MalformedException {
        Optional<String> text = policy.isEmpty() ? Optional.empty() : Optional.of(policy);
        Exchange exchange = client.ask(api, request, text, _ -> {});
        Receipt receipt = client.awaitReceipt(exchange.receiptId(), PATIENCE);
        return new Held(exchange, receipt, judge(exchange, receipt.file(), policy));
    }

    /// What a stranger finds who has the files and the network's trust file.
    public VerificationReport judge(Exchange exchange, Bytes receipt, String policy) throws MalformedException {
        VerificationInput.Standard standard =
                VerificationInput.Standard.of(network.trust(), WORLD.clock().timeMillis());
        return CredenceClient.verify(
                exchange, new Receipt(receipt, true), policy.isEmpty() ? standard : standard.with(Policy.parse(policy)));
    }

    public static Set<Reason> reasons(VerificationReport report) {
        List<Cause> causes = new ArrayList<>();
        for (Judgement judgement : report.verdicts().all()) {
            causes.addAll(judgement.causes());
        }
        for (EvidenceFinding evidence : report.evidence()) {
            if (evidence.finding().isEmpty()) {
                continue;
            }
            switch (evidence.finding().get()) {
                case Finding.Supported _ -> {}
                case Finding.Pending pending -> causes.addAll(pending.causes());
                case Finding.Refuted refuted -> causes.add(refuted.cause());
            }
        }
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        causes.forEach(cause -> reasons.add(cause.reason()));
        return reasons;
    }

    @Override
    public void close() throws IOException {
        client.close();
        network.close();
    }
}
