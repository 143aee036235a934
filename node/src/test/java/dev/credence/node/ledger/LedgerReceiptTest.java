package dev.credence.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.Slot;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import dev.credence.settlement.genesis.Genesis;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import dev.credence.verification.Judgement;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.VerificationInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Goal: what this ledger adds to a receipt is what the verifier asks for.
class LedgerReceiptTest {
    private static final Digest SOME = Sha256.of(Bytes.ofUtf8("some"));
    private final SimulatedWorld world = SimulatedWorld.of(1, new SimulatedDisk());

    private Envelope envelope(LocalNetwork network, String operator, String request) {
        Statement statement = Statement.of(
                new Issue(
                        network.network(),
                        LocalNetwork.key(operator).publicKey().id(),
                        Bytes.wrap(new byte[16]),
                        new Moment(
                                network.ledger.state().chain().height(),
                                network.ledger.state().chain().height(),
                                world.clock().timeMillis())),
                new Execution(SOME, "float-v1", "test"),
                new Commitment(Sha256.of(Bytes.ofUtf8(request)), SOME, SOME, Optional.empty()),
                TensorParameters.of(SOME, new Release("digits", "1.0"), Bytes.wrap(new byte[16]), List.of("y"), 7),
                Charge.ofElements(1, 1, 0));
        return Envelope.sign(statement, LocalNetwork.key(operator));
    }

    private static TrustFile trust(Genesis genesis) {
        NoteKey log = new NoteKey(genesis.origin(), KeyKind.LOG, genesis.logKey());
        List<TlogPolicy.Cosigner> cosigners = genesis.cosigners().stream()
                .map(cosigner -> new TlogPolicy.Cosigner(
                        cosigner.name(), new NoteKey(cosigner.name(), KeyKind.COSIGNER, cosigner.key()), Optional.empty()))
                .toList();
        TlogPolicy.Group all = new TlogPolicy.Group(
                "all", genesis.quorum(), cosigners.stream().map(TlogPolicy.Cosigner::name).toList());
        TlogPolicy policy = new TlogPolicy(
                List.of(new TlogPolicy.Log(log, Optional.empty())), cosigners, List.of(all), "all");
        return new TrustFile.OfNetwork(
                genesis.network(),
                TrustFile.Environment.LOCAL,
                TrustFile.Engine.EMBEDDED,
                genesis.digest(),
                policy);
    }

    private Judgement authentic(LocalNetwork network, ReceiptFile file) {
        VerificationInput.Exhibit exhibit =
                new VerificationInput.Exhibit(file.encode(), Optional.empty(), Optional.empty(), Optional.empty());
        VerificationInput.Standard standard =
                VerificationInput.Standard.of(trust(network.identity.genesis()), world.clock().timeMillis());
        return ReceiptVerifier.verify(new VerificationInput(exhibit, standard)).verdicts().receiptAuthentic();
    }

    private ReceiptFile logged(LocalNetwork network, Envelope envelope) throws IOException {
        InclusionAnswer answer = network.ledger.inclusion(Optional.of(envelope.keyId()), envelope.leaf());
        return ReceiptFile.of(envelope).with(((InclusionAnswer.Found) answer).logged());
    }

    private void acknowledged(CompletableFuture<Answer> answer) {
        world.tasks().run(100);
        assertThat(answer.join()).isInstanceOf(Answer.Acknowledged.class);
    }

    @Test
    void receiptsLoggedByBatchAndBySubmissionAreAuthentic() throws Exception {
        try (LocalNetwork network = new LocalNetwork(world, Path.of("/data"), LedgerSettings.DEFAULT)) {
            acknowledged(network.ledger.submit(network.claim("owner", 0)));
            acknowledged(network.ledger.submit(network.register("owner", 1, "operator")));
            Envelope one = envelope(network, "operator", "one");
            Envelope two = envelope(network, "operator", "two");
            List<SlotLeaf> pairs = List.of(
                    LocalNetwork.pair("operator", 1),
                    new SlotLeaf(Slot.of(one.statement().commitment().request()), one.leaf()));
            acknowledged(network.ledger.submit(network.signed(
                    new Transaction.Batch(LocalNetwork.key("operator").publicKey(), pairs), "operator")));
            acknowledged(network.ledger.submit(
                    network.signed(new Transaction.Submission(JsonWriter.write(two.json())))));
            for (Envelope envelope : List.of(one, two)) {
                ReceiptFile file = logged(network, envelope);
                assertThat(authentic(network, file)).isEqualTo(Judgement.PASS);
            }
        }
    }

    @Test
    void theInclusionOfAnotherReceiptDoesNotServe() throws Exception {
        try (LocalNetwork network = new LocalNetwork(world, Path.of("/data"), LedgerSettings.DEFAULT)) {
            acknowledged(network.ledger.submit(network.claim("owner", 0)));
            acknowledged(network.ledger.submit(network.register("owner", 1, "operator")));
            Envelope one = envelope(network, "operator", "one");
            Envelope two = envelope(network, "operator", "two");
            acknowledged(network.ledger.submit(
                    network.signed(new Transaction.Submission(JsonWriter.write(one.json())))));
            ReceiptFile swapped =
                    ReceiptFile.of(two).with(logged(network, one).logged().orElseThrow());
            assertThat(authentic(network, swapped)).isNotEqualTo(Judgement.PASS);
        }
    }
}
