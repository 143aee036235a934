package dev.credence.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.Release;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.exchange.Work;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.request.AnswerForm;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.SamplingRules;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.ToolChoice;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanStoreTest {
    private static final Path PLANS = Path.of("/data/plans");
    private static final Digest SOME = Sha256.of(Bytes.ofUtf8("some"));
    private static final SecretKey OPERATOR = SecretKey.ofSeed(SOME.bytes());

    private final SimulatedDisk disk = new SimulatedDisk();
    private PlanStore plans;

    @BeforeEach
    void open() throws Exception {
        plans = PlanStore.open(disk, PLANS);
    }

    @Test
    void aPlanIsThereAfterALossOfPowerWithItsRequest() throws Exception {
        EvidenceJob job = job(1);
        plans.keep(job);

        SimulatedDisk after = disk.afterCrash(new SplittableRandom(7));
        EvidenceJob found = PlanStore.open(after, PLANS).all().getFirst();

        assertThat(found.receipt()).isEqualTo(job.receipt());
        assertThat(found.leaf()).isEqualTo(job.leaf());
        assertThat(found.plan()).isEqualTo(new EvidencePlan(2, true));
        assertThat(found.request().effective().digest()).isEqualTo(job.request().effective().digest());
    }

    @Test
    void aPlanOfTextIsThereWithContentTokensAndFingerprint() throws Exception {
        EvidenceJob tensors = job(3);
        TextParameters parameters = new TextParameters(
                SOME,
                new Release("m", "1"),
                new TextParameters.Drawn(Bytes.wrap(new byte[16]), 7, ""),
                SamplingRules.DEFAULT,
                new AnswerForm(2, 40, List.of("."), 0, new AnswerForm.Tools(ToolChoice.Rule.NONE, true)));
        JsonObject content = JsonObject.builder().put("prompt", "ünïcode \u0001 text").build();
        Statement statement = Statement.of(
                tensors.statement().issue(), tensors.statement().execution(), new Commitment(SOME, SOME, SOME, Optional.of(SOME)), parameters,
                new Charge(new Usage.Tokens(3, 4), 0));
        Envelope envelope = Envelope.sign(statement, OPERATOR);
        ReceiptFile file = ReceiptFile.of(envelope).with(EvidenceItem.embedded(EvidenceItem.FINGERPRINT, "sketch-v1", Bytes.ofUtf8("sketch")));
        EvidenceJob job = new EvidenceJob(
                tensors.receipt(),
                new EvidenceJob.Signed(file, statement, envelope.leaf()),
                new Work(new TextRequest(new Content.Text(content), parameters), List.of(List.of(1, 2, 3), List.of())),
                new EvidencePlan(1, false));
        plans.keep(job);

        assertThat(PlanStore.open(disk, PLANS).all()).containsExactly(job);
    }

    @Test
    void aPlanThatCameToItsEndLeavesNothingOfItsRequest() throws Exception {
        plans.keep(job(1));
        plans.keep(job(2));
        plans.drop(job(1).receipt());

        assertThat(plans.all()).extracting(EvidenceJob::receipt).containsExactly(job(2).receipt());
        assertThat(disk.list(PLANS)).hasSize(1);
    }

    @Test
    void whatIsNoPlanHidesNoOther() throws Exception {
        plans.keep(job(1));
        plans.keep(job(2));
        Path damaged = PLANS.resolve(job(1).receipt().hex() + ".plan");
        try (DiskFile file = disk.open(damaged, Disk.Mode.APPEND)) {
            file.append(Bytes.ofUtf8("more"));
        }
        try (DiskFile file = disk.open(PLANS.resolve("broken.plan.tmp"), Disk.Mode.APPEND)) {
            file.append(Bytes.ofUtf8("half"));
        }

        assertThat(plans.all()).extracting(EvidenceJob::receipt).containsExactly(job(2).receipt());
        assertThat(disk.exists(PLANS.resolve("broken.plan.tmp"))).isFalse();
    }

    private static EvidenceJob job(int number) {
        Bytes receipt = Sha256.of(Bytes.ofUtf8("receipt " + number)).bytes().slice(0, 16);
        Statement statement = Statement.of(
                new Issue("test", OPERATOR.publicKey().id(), receipt, new Moment(1, 1, 1)),
                new Execution(SOME, "float-v1", "test"),
                new Commitment(SOME, SOME, SOME, Optional.empty()),
                TensorParameters.of(SOME, new Release("digits", "1.0"), Bytes.wrap(new byte[16]), List.of("y"), 7),
                Charge.ofElements(1, 1, 0));
        Envelope envelope = Envelope.sign(statement, OPERATOR);
        Tensor input = Tensor.ofFloats(Shape.of(3), new float[] {1, 2, number});
        TensorRequest request = new TensorRequest(Map.of("x", input), (TensorParameters) statement.parameters());
        return new EvidenceJob(receipt, envelope, statement, envelope.leaf(), request, new EvidencePlan(2, true));
    }
}
