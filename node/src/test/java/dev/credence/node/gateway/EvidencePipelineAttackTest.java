package dev.credence.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.LoggedJson;
import dev.credence.node.world.ChangedWorld;
import dev.credence.node.world.Network;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.node.world.World;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.BatchInclusion;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.Inclusion;
import dev.credence.receipt.envelope.Logged;
import dev.credence.receipt.envelope.LoggedEntry;
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
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A ledger that lies to the gateway, and callers who let it hold more than it can.
class EvidencePipelineAttackTest {
    private static final Digest SOME = Sha256.of(Bytes.ofUtf8("some"));
    private static final SecretKey OPERATOR = SecretKey.ofSeed(SOME.bytes());
    private static final String NAME = "test-" + SOME.hex().substring(0, 16);

    private EvidencePipeline pipeline;
    private Envelope envelope;

    @BeforeEach
    void open() throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        disk.createDirectories(Path.of("/data"));
        Bytes reply = JsonWriter.write(LoggedJson.encode(lie()));
        World world = ChangedWorld.with(SimulatedWorld.of(1, disk), _ -> new Network.Reply(200, Map.of(), reply));
        LedgerClient ledger = new LedgerClient(world.network(), URI.create("http://ledger.example/"));
        ReceiptStore store = ReceiptStore.open(world, Path.of("/data/receipts"), NAME, Retention.DEFAULT);
        PlanStore plans = PlanStore.open(disk, Path.of("/data/plans"));
        pipeline = new EvidencePipeline(world, trust(), ledger, new OperatorDirectory(world, ledger), new EvidencePipeline.Stores(store, plans));
        envelope = Envelope.sign(statement(), OPERATOR);
    }

    @Test
    void anInclusionThatDoesNotVerifyIsNoInclusion() {
        assertThat(pipeline.lookUp(ReceiptFile.of(envelope))).isEmpty();
    }

    @Test
    void largeRequestsAreHeldForTheirEvidenceUntilMemoryIsShort() throws Exception {
        Tensor large = Tensor.ofFloats(Shape.of(1 << 22), new float[1 << 22]);
        TensorRequest request = new TensorRequest(Map.of("x", large), (TensorParameters) statement().parameters());
        int held = 0;
        // Nothing of it runs: the simulated world's time stands still.
        while (pipeline.hasRoom() && held < 2_000) {
            Bytes id = Sha256.of(Bytes.ofUtf8("" + held)).bytes().slice(0, 16);
            pipeline.start(new EvidenceJob(id, envelope, statement(), envelope.leaf(), request, new EvidencePlan(1, false)));
            held++;
        }
        assertThat((long) held << 24).isLessThanOrEqualTo(Math.max(128L << 20, Runtime.getRuntime().maxMemory()));
    }

    private static Logged lie() {
        LoggedEntry entry = new LoggedEntry(5, List.of(), "{\"type\":\"batch\"}");
        return new Logged(new Inclusion("no checkpoint", new BatchInclusion(entry, 0, List.of()), entry, entry, entry), "[]");
    }

    private static TrustFile.OfNetwork trust() {
        NoteKey log = new NoteKey(TrustFile.ORIGIN_PREFIX + NAME, KeyKind.LOG, OPERATOR.publicKey());
        TlogPolicy policy =
                new TlogPolicy(List.of(new TlogPolicy.Log(log, Optional.empty())), List.of(), List.of(), TlogPolicy.NONE);
        return new TrustFile.OfNetwork(
                NAME, TrustFile.Environment.TEST, TrustFile.Engine.EMBEDDED, SOME, policy);
    }

    private static Statement statement() {
        return Statement.of(
                new Issue(NAME, OPERATOR.publicKey().id(), Bytes.wrap(new byte[16]), new Moment(1, 1, 1)),
                new Execution(SOME, "float-v1", "test"),
                new Commitment(SOME, SOME, SOME, Optional.empty()),
                TensorParameters.of(SOME, new Release("digits", "1.0"), Bytes.wrap(new byte[16]), List.of("y"), 7),
                Charge.ofElements(1, 1, 0));
    }
}
