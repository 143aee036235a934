package dev.credence.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Goal: an answer leaves only behind its receipt and its plan, wherever the power goes.
class EvidencePipelineCrashTest {
    private static final Digest SOME = Sha256.of(Bytes.ofUtf8("some"));
    private static final SecretKey OPERATOR = SecretKey.ofSeed(SOME.bytes());
    private static final String NAME = "test-" + SOME.hex().substring(0, 16);
    private static final int ANSWERS = 6;
    private static final int OPERATIONS = 60;

    @Test
    void whatWasAnsweredHasItsReceiptAndItsPlanAfterALossOfPower() throws Exception {
        int withAll = 0;
        for (int crash = 1; crash < OPERATIONS; crash++) {
            SimulatedDisk disk = new SimulatedDisk();
            disk.createDirectories(Path.of("/data"));
            List<EvidenceJob> answered = new ArrayList<>();
            disk.crashAt(crash);
            try {
                EvidencePipeline pipeline = open(SimulatedWorld.of(crash, disk)).pipeline();
                for (int i = 0; i < ANSWERS; i++) {
                    EvidenceJob job = job(i);
                    pipeline.keep(job);
                    answered.add(job);
                }
            } catch (SimulatedDisk.Crash powerLoss) {
                // Only what was answered before counts.
            }
            withAll += answered.size() == ANSWERS ? 1 : 0;
            check(crash, disk.afterCrash(new SplittableRandom(crash)), answered);
        }
        assertThat(withAll).as("crashes behind the last answer").isBetween(1, OPERATIONS - 20);
    }

    private static void check(int crash, SimulatedDisk after, List<EvidenceJob> answered) throws IOException {
        after.createDirectories(Path.of("/data"));
        Opened opened = open(SimulatedWorld.of(crash, after));
        List<Bytes> planned = opened.plans().all().stream().map(EvidenceJob::receipt).toList();
        for (EvidenceJob job : answered) {
            ReceiptStore.Stored stored = opened.store().find(job.receipt()).orElseThrow();
            assertThat(stored.file()).isEqualTo(ReceiptFile.of(job.envelope()).encode());
            assertThat(planned.contains(job.receipt())).as("crash at " + crash).isEqualTo(job.plan().buys());
        }
        opened.pipeline().resume();
        assertThat(opened.pipeline().jobs()).isEqualTo(planned.size());
        for (Bytes receipt : planned) {
            // Also one that nobody was told of: its plan holds the receipt.
            assertThat(opened.store().find(receipt).orElseThrow().stage()).isEqualTo(ReceiptStore.Stage.AWAITING_EVIDENCE);
        }
    }

    private record Opened(ReceiptStore store, PlanStore plans, EvidencePipeline pipeline) {}

    private static Opened open(SimulatedWorld world) throws IOException {
        ReceiptStore store = ReceiptStore.open(world, Path.of("/data/receipts"), NAME, Retention.DEFAULT);
        PlanStore plans = PlanStore.open(world.disk(), Path.of("/data/plans"));
        LedgerClient ledger = new LedgerClient(world.network(), URI.create("http://ledger.example/"));
        EvidencePipeline.Stores stores = new EvidencePipeline.Stores(store, plans);
        return new Opened(
                store, plans, new EvidencePipeline(world, trust(), ledger, new OperatorDirectory(world, ledger), stores));
    }

    // Every second one asks for evidence.
    private static EvidenceJob job(int number) {
        Bytes receipt = Sha256.of(Bytes.ofUtf8("receipt " + number)).bytes().slice(0, 16);
        Statement statement = Statement.of(
                new Issue(NAME, OPERATOR.publicKey().id(), receipt, new Moment(1, 1, 1)),
                new Execution(SOME, "float-v1", "test"),
                new Commitment(SOME, SOME, SOME, Optional.empty()),
                TensorParameters.of(SOME, new Release("digits", "1.0"), Bytes.wrap(new byte[16]), List.of("y"), 7),
                Charge.ofElements(1, 1, 0));
        Envelope envelope = Envelope.sign(statement, OPERATOR);
        Tensor input = Tensor.ofFloats(Shape.of(3), new float[] {1, 2, number});
        TensorRequest request = new TensorRequest(Map.of("x", input), (TensorParameters) statement.parameters());
        return new EvidenceJob(receipt, envelope, statement, envelope.leaf(), request, new EvidencePlan(number % 2, false));
    }

    private static TrustFile.OfNetwork trust() {
        NoteKey log = new NoteKey(TrustFile.ORIGIN_PREFIX + NAME, KeyKind.LOG, OPERATOR.publicKey());
        TlogPolicy policy =
                new TlogPolicy(List.of(new TlogPolicy.Log(log, Optional.empty())), List.of(), List.of(), TlogPolicy.NONE);
        return new TrustFile.OfNetwork(NAME, TrustFile.Environment.TEST, TrustFile.Engine.EMBEDDED, SOME, policy);
    }
}
