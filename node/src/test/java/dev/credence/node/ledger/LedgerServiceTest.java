package dev.credence.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.merkle.EntryBundle;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.foundation.merkle.TilePath;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.SignedNote;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.entry.LogEntry;
import dev.credence.receipt.entry.OperatorsEntry;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.receipt.envelope.Inclusion;
import dev.credence.receipt.envelope.Logged;
import dev.credence.settlement.machine.Outcome;
import dev.credence.settlement.machine.Reason;
import dev.credence.settlement.transaction.SlotLeaf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LedgerServiceTest {
    private static final Path ROOT = Path.of("/data");
    private final SimulatedWorld world = SimulatedWorld.of(1, new SimulatedDisk());

    private static LocalNetwork open(SimulatedWorld world) throws IOException {
        return new LocalNetwork(world, ROOT, LedgerSettings.DEFAULT);
    }

    private static Answer answer(SimulatedWorld world, CompletableFuture<Answer> future) {
        world.tasks().run(100);
        assertThat(future).isDone();
        return future.join();
    }

    private static LocalNetwork withOperators(SimulatedWorld world, int count) throws IOException {
        LocalNetwork network = open(world);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(network.ledger.submit(network.claim("owner-" + i, 0)));
            answers.add(network.ledger.submit(network.register("owner-" + i, 1, "operator-" + i)));
        }
        world.tasks().run(100);
        assertThat(answers).allMatch(answer -> answer.join() instanceof Answer.Acknowledged);
        return network;
    }

    /// The verifier's steps 6 to 9 and 11 (receipt.md 7), without its own code.
    private static void checkInclusion(LocalNetwork network, String operator, SlotLeaf pair, Logged logged)
            throws MalformedException {
        Inclusion inclusion = logged.inclusion();
        SignedNote note = SignedNote.parse(inclusion.checkpoint());
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.origin()).isEqualTo(network.identity.genesis().origin());
        assertThat(note.signatures()).hasSize(3);
        for (var cosigner : network.cosigners) {
            assertThat(note.signatures()).anyMatch(line -> cosigner.key().verify(note.text(), line));
        }
        for (var entry : List.of(
                inclusion.batch().entry(), inclusion.seal(), inclusion.previous(), inclusion.operators())) {
            assertThat(entry.isIn(checkpoint.size(), checkpoint.root())).isTrue();
        }
        BatchEntry batch = (BatchEntry) LogEntry.decode(inclusion.batch().entry().entryBytes());
        SealEntry seal = (SealEntry) LogEntry.decode(inclusion.seal().entryBytes());
        SealEntry previous = (SealEntry) LogEntry.decode(inclusion.previous().entryBytes());
        OperatorsEntry operators = (OperatorsEntry) LogEntry.decode(inclusion.operators().entryBytes());
        assertThat(seal.previous()).isEqualTo(inclusion.previous().index());
        assertThat(inclusion.previous().index()).isLessThan(inclusion.batch().entry().index());
        assertThat(inclusion.batch().entry().index()).isLessThan(inclusion.seal().index());
        assertThat(Sha256.of(seal.reveal().bytes())).isEqualTo(previous.next());
        assertThat(seal.operators()).isEqualTo(inclusion.operators().index());
        assertThat(inclusion.operators().index()).isLessThan(inclusion.previous().index());
        assertThat(batch.height()).isEqualTo(seal.height()).isEqualTo(previous.height() + 1);
        assertThat(operators.height()).isLessThanOrEqualTo(previous.height());
        assertThat(MerkleTree.verifyInclusion(
                        MerkleTree.leafHash(pair.encode()),
                        inclusion.batch().leafIndex(),
                        batch.count(),
                        inclusion.batch().leafHashes(),
                        batch.root()))
                .isTrue();
        assertThat(batch.operator()).isEqualTo(LocalNetwork.key(operator).publicKey().id());
        OperatorsList list = OperatorsList.decode(logged.operatorsListBytes());
        assertThat(list.digest()).isEqualTo(operators.digest());
        assertThat(list.find(batch.operator())).isPresent();
    }

    private static Logged found(LocalNetwork network, Digest leaf) throws IOException {
        InclusionAnswer answer = network.ledger.inclusion(Optional.empty(), leaf);
        assertThat(answer).isInstanceOf(InclusionAnswer.Found.class);
        return ((InclusionAnswer.Found) answer).logged();
    }

    @Test
    void acknowledgedReceiptsHaveAnInclusionThatHolds() throws Exception {
        try (LocalNetwork network = withOperators(world, 3)) {
            CompletableFuture<Answer> first = network.ledger.submit(network.batch("operator-0", 0, 5));
            CompletableFuture<Answer> second = network.ledger.submit(network.batch("operator-1", 0, 1));
            Answer.Acknowledged acknowledged = (Answer.Acknowledged) answer(world, first);
            assertThat(((Outcome.Logged) acknowledged.outcome()).logged()).isEqualTo(5);
            assertThat(answer(world, second)).isInstanceOf(Answer.Acknowledged.class);
            for (int i = 0; i < 5; i++) {
                SlotLeaf pair = LocalNetwork.pair("operator-0", i);
                checkInclusion(network, "operator-0", pair, found(network, pair.leaf()));
            }
            SlotLeaf single = LocalNetwork.pair("operator-1", 0);
            checkInclusion(network, "operator-1", single, found(network, single.leaf()));
            assertThat(network.ledger.inclusion(Optional.empty(), Sha256.of(Bytes.EMPTY)))
                    .isInstanceOf(InclusionAnswer.Unknown.class);
            assertThat(network.ledger.inclusion(
                            Optional.of(LocalNetwork.key("operator-1").publicKey().id()),
                            LocalNetwork.pair("operator-0", 0).leaf()))
                    .isInstanceOf(InclusionAnswer.Unknown.class);
        }
    }

    @Test
    void aRestartFindsEverything() throws Exception {
        Digest root;
        Bytes checkpoint;
        try (LocalNetwork network = withOperators(world, 3)) {
            answer(world, network.ledger.submit(network.batch("operator-0", 0, 3)));
            root = network.ledger.state().root();
            checkpoint = network.ledger.checkpoint().orElseThrow();
        }
        SimulatedWorld later = world.restarted(2, world.disk());
        try (LocalNetwork network = open(later)) {
            assertThat(network.ledger.state().root()).isEqualTo(root);
            // The last published checkpoint serves at once, before any cosigner has answered.
            assertThat(network.ledger.checkpoint()).contains(checkpoint);
            SlotLeaf pair = LocalNetwork.pair("operator-0", 2);
            checkInclusion(network, "operator-0", pair, found(network, pair.leaf()));
            assertThat(answer(later, network.ledger.submit(network.batch("operator-0", 3, 1))))
                    .isInstanceOf(Answer.Acknowledged.class);
            checkInclusion(
                    network,
                    "operator-0",
                    LocalNetwork.pair("operator-0", 3),
                    found(network, LocalNetwork.pair("operator-0", 3).leaf()));
        }
    }

    @Test
    void refusalsAreAnsweredAndLeaveNoBlock() throws Exception {
        try (LocalNetwork network = open(world)) {
            Answer nonce = answer(world, network.ledger.submit(network.claim("owner-0", 7)));
            assertThat(((Answer.Refused) nonce).reason()).isEqualTo(Reason.NONCE_MISMATCH);
            Answer malformed = answer(world, network.ledger.submit(Bytes.ofUtf8("hello")));
            assertThat(((Answer.Refused) malformed).reason()).isEqualTo(Reason.TRANSACTION_MALFORMED);
            assertThat(network.ledger.state().chain().height()).isZero();
        }
    }

    @Test
    void aRepeatedBatchIsAcknowledgedWithoutABlock() throws Exception {
        try (LocalNetwork network = withOperators(world, 1)) {
            answer(world, network.ledger.submit(network.batch("operator-0", 0, 3)));
            long height = network.ledger.state().chain().height();
            Answer.Acknowledged again =
                    (Answer.Acknowledged) answer(world, network.ledger.submit(network.batch("operator-0", 0, 3)));
            assertThat(((Outcome.Logged) again.outcome()).repeated()).isEqualTo(3);
            assertThat(network.ledger.state().chain().height()).isEqualTo(height);
        }
    }

    @Test
    void withoutItsQuorumNothingIsAcknowledgedAndInclusionIsPending() throws Exception {
        try (LocalNetwork network = withOperators(world, 1)) {
            network.cosigners.get(1).close();
            CompletableFuture<Answer> batch;
            // A cosigner that cannot write refuses to sign.
            LocalNetwork.disk(world).failSync(2);
            batch = network.ledger.submit(network.batch("operator-0", 0, 1));
            world.tasks().run(1000);
            assertThat(batch).isNotDone();
            assertThat(network.ledger.troubles()).hasSize(1).first().asString().contains("503");
            assertThat(network.ledger.inclusion(Optional.empty(), LocalNetwork.pair("operator-0", 0).leaf()))
                    .isInstanceOf(InclusionAnswer.Pending.class);
        }
    }

    @Test
    void overloadIsAnsweredAtOnce() throws Exception {
        try (LocalNetwork network = new LocalNetwork(world, ROOT, new LedgerSettings(10, 6, 1000))) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                answers.add(network.ledger.submit(network.claim("owner-" + i, 0)));
            }
            assertThat(answers.get(3).join()).isInstanceOf(Answer.Overloaded.class);
            assertThat(answers.get(4).join()).isInstanceOf(Answer.Overloaded.class);
            world.tasks().run(100);
            assertThat(answers.subList(0, 3)).allMatch(future -> future.join() instanceof Answer.Acknowledged);
            assertThat(answer(world, network.ledger.submit(network.claim("owner-3", 0))))
                    .isInstanceOf(Answer.Acknowledged.class);
        }
    }

    @Test
    void aFailedSyncStopsItCleanlyAndTheNextStartGoesOn() throws Exception {
        try (LocalNetwork network = withOperators(world, 1)) {
            LocalNetwork.disk(world).failSync(1);
            Answer answer = answer(world, network.ledger.submit(network.batch("operator-0", 0, 1)));
            assertThat(((Answer.Unavailable) answer).detail()).contains("Input/output error");
            assertThat(network.ledger.stopped().orElseThrow()).contains("the ledger has stopped");
            Answer next = answer(world, network.ledger.submit(network.batch("operator-0", 1, 1)));
            assertThat(next).isInstanceOf(Answer.Unavailable.class);
        }
        SimulatedWorld later = world.restarted(2, world.disk());
        try (LocalNetwork network = open(later)) {
            assertThat(answer(later, network.ledger.submit(network.batch("operator-0", 1, 1))))
                    .isInstanceOf(Answer.Acknowledged.class);
        }
    }

    @Test
    void aFullDiskStopsItCleanlyAndNothingAcknowledgedIsLost() throws Exception {
        try (LocalNetwork network = withOperators(world, 1)) {
            answer(world, network.ledger.submit(network.batch("operator-0", 0, 2)));
            LocalNetwork.disk(world).fullAfter(100);
            Answer answer = answer(world, network.ledger.submit(network.batch("operator-0", 2, 2)));
            assertThat(((Answer.Unavailable) answer).detail()).contains("No space left");
            LocalNetwork.disk(world).fullAfter(Long.MAX_VALUE);
        }
        try (LocalNetwork network = open(world.restarted(2, world.disk()))) {
            found(network, LocalNetwork.pair("operator-0", 1).leaf());
            assertThat(network.ledger.inclusion(Optional.empty(), LocalNetwork.pair("operator-0", 2).leaf()))
                    .isInstanceOf(InclusionAnswer.Unknown.class);
        }
    }

    @Test
    void anOperatorWithoutHeartbeatsBecomesInactiveByAnEmptyBlock() throws Exception {
        try (LocalNetwork network = withOperators(world, 2)) {
            long height = network.ledger.state().chain().height();
            world.tasks().run(20_000);
            assertThat(network.ledger.state().chain().height()).isEqualTo(height);
            answer(world, network.ledger.submit(network.heartbeat("operator-0", height)));
            world.tasks().run(20_000);
            assertThat(network.ledger.operators().operators())
                    .filteredOn(operator -> operator.active())
                    .singleElement()
                    .matches(operator -> operator.key().equals(LocalNetwork.key("operator-0").publicKey()));
            assertThat(network.ledger.state().chain().height()).isEqualTo(height + 2);
            world.tasks().run(60_000);
            assertThat(network.ledger.operators().operators()).noneMatch(operator -> operator.active());
            long idle = network.ledger.state().chain().height();
            world.tasks().run(600_000);
            assertThat(network.ledger.state().chain().height()).isEqualTo(idle);
        }
    }

    @Test
    void aLogThatLostItsEndIsRefused() throws Exception {
        Bytes young;
        Path blocks = ROOT.resolve("ledger/blocks.log");
        try (LocalNetwork network = withOperators(world, 1)) {
            young = AtomicFile.read(world.disk(), blocks, 1 << 20);
            answer(world, network.ledger.submit(network.batch("operator-0", 0, 2)));
        }
        AtomicFile.write(world.disk(), blocks, young);
        assertThatThrownBy(() -> open(world.restarted(2, world.disk())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has lost what was acknowledged");
    }

    @Test
    void tilesAndEntriesAreThoseOfTheCheckpoint() throws Exception {
        try (LocalNetwork network = withOperators(world, 2)) {
            for (int i = 0; i < 150; i++) {
                answer(world, network.ledger.submit(network.batch("operator-0", i, 1)));
            }
            Checkpoint checkpoint = Checkpoint.parse(
                    SignedNote.decode(network.ledger.checkpoint().orElseThrow()).text());
            int size = (int) checkpoint.size();
            assertThat(size).isGreaterThan(256);
            List<Bytes> entries = new ArrayList<>();
            entries.addAll(EntryBundle.decode(
                    network.ledger.tile(TilePath.parse("tile/entries/000")).orElseThrow()));
            entries.addAll(EntryBundle.decode(network.ledger
                    .tile(TilePath.parse("tile/entries/001.p/" + (size - 256)))
                    .orElseThrow()));
            List<Digest> hashes = entries.stream().map(MerkleTree::leafHash).toList();
            assertThat(MerkleTree.root(hashes)).isEqualTo(checkpoint.root());
            Bytes tile = network.ledger.tile(TilePath.parse("tile/0/000")).orElseThrow();
            assertThat(tile.slice(32, 64)).isEqualTo(hashes.get(1).bytes());
            assertThat(network.ledger.tile(TilePath.parse("tile/entries/001.p/" + (size - 255)))).isEmpty();
            assertThat(network.ledger.tile(TilePath.parse("tile/entries/x001/000"))).isEmpty();
            assertThat(network.ledger.tile(TilePath.parse("tile/0/002"))).isEmpty();
            assertThat(entries.getFirst())
                    .isEqualTo(network.ledger.ledger().genesisEntries().getFirst().encode());
        }
    }
}
