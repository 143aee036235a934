package dev.credence.node.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.op.Budget;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.exchange.ExecuteCall;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.operator.batch.Pair;
import dev.credence.operator.batch.PairQueue;
import dev.credence.operator.commit.OperatorIdentity;
import dev.credence.operator.commit.SlotBook;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.operator.replay.TraceWindow;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.Slot;
import dev.credence.receipt.request.TensorParameters;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests that would bind an operator to what it can never log.
class OperatorServiceAttackTest {
    private static final long HEIGHT = 50_000;
    private static final Digest SOME = Sha256.of(Bytes.ofUtf8("some"));
    private static final SecretKey KEY = SecretKey.ofSeed(SOME.bytes());
    private static final String NETWORK = "test-" + SOME.hex().substring(0, 16);

    private final World world = new SystemWorld();

    @TempDir
    private Path directory;

    @Test
    void nothingIsSignedWhileTheLedgerTakesNothing() throws Exception {
        List<SlotJournal.Signed> waiting = new ArrayList<>();
        for (int i = 0; i < PairQueue.PAIRS_MAX; i++) {
            Digest leaf = Sha256.of(new ByteWriter().u32(i).toBytes());
            waiting.add(new SlotJournal.Signed(new Pair(Slot.of(leaf), leaf), HEIGHT));
        }

        assertThat(refusal(waiting, HEIGHT).fault()).isEqualTo(Fault.OVERLOADED);
        assertThat(refusal(waiting, HEIGHT)).hasMessageContaining("the ledger has not taken the operator's last 100000 statements");
        // With room, the model is what is missing.
        assertThat(refusal(waiting.subList(1, waiting.size()), HEIGHT).fault()).isEqualTo(Fault.NOT_FOUND);
    }

    @Test
    void nothingIsSignedForAHeightFarFromTheLedgers() throws Exception {
        for (long asked : new long[] {0, HEIGHT - 9_001, HEIGHT + 2_001, Long.MAX_VALUE >> 11}) {
            assertThat(refusal(List.of(), asked).fault()).as("height " + asked).isEqualTo(Fault.UNPROCESSABLE);
        }
        for (long asked : new long[] {HEIGHT - 9_000, HEIGHT, HEIGHT + 2_000}) {
            assertThat(refusal(List.of(), asked).fault()).as("height " + asked).isEqualTo(Fault.NOT_FOUND);
        }
    }

    private ApiException refusal(List<SlotJournal.Signed> waiting, long asked) throws Exception {
        SlotJournal.Opened opened = SlotJournal.open(world, directory.resolve("slots.log"), KEY.publicKey().id().bytes());
        OperatorIdentity identity = new OperatorIdentity(KEY, NETWORK, "test");
        LedgerClient nobody = new LedgerClient(world.network(), URI.create("http://127.0.0.1:1"));
        SlotJournal.Opened full = new SlotJournal.Opened(opened.journal(), new SlotJournal.Content(waiting, 0));
        try (LeafSender sender = new LeafSender(world, identity, nobody, full, HEIGHT);
                ExecutionPool pool = new ExecutionPool(world.tasks(), 1, 1);
                ProvingPool proving = new ProvingPool(world.tasks(), world.clock(), 1, 1)) {
            Engine engine = new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT);
            OperatorService.Parts parts = new OperatorService.Parts(
                    identity,
                    trust(),
                    ModelShelf.open(world.disk(), directory, engine),
                    Optional.empty(),
                    pool,
                    proving,
                    Conduct.HONEST,
                    world.clock());
            OperatorSettings settings = new OperatorSettings(List.of(), Optional.empty(), 1, 1, 0, Optional.empty());
            OperatorService service = new OperatorService(parts, settings, sender, new SlotBook(), new TraceWindow(1, 1));
            ApiException[] refused = new ApiException[1];
            assertThatThrownBy(() -> service.execute(call(asked)))
                    .isInstanceOfSatisfying(ApiException.class, refusal -> refused[0] = refusal);
            return refused[0];
        }
    }

    private static ExecuteCall call(long asked) {
        Bytes sixteen = Bytes.of(new byte[16]);
        TensorParameters parameters = TensorParameters.of(SOME, new Release("digits", "1.0"), sixteen, List.of("y"), 0);
        return new ExecuteCall(
                sixteen, asked, new TensorRequest(Map.of("x", Tensor.ofFloats(Shape.of(1), new float[1])), parameters));
    }

    private static TrustFile.OfNetwork trust() {
        NoteKey log = new NoteKey(TrustFile.ORIGIN_PREFIX + NETWORK, KeyKind.LOG, KEY.publicKey());
        TlogPolicy policy =
                new TlogPolicy(List.of(new TlogPolicy.Log(log, Optional.empty())), List.of(), List.of(), TlogPolicy.NONE);
        return new TrustFile.OfNetwork(NETWORK, TrustFile.Environment.TEST, TrustFile.Engine.EMBEDDED, SOME, policy);
    }
}
