package dev.credence.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.SignedNote;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.settlement.machine.Ledger;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Goal: whatever was acknowledged is there after a kill or loss of power at any operation on the disk, and the state is
/// that of a replay from the beginning.
///
/// Method: a small workload on a simulated disk, killed at operation 1, 3, … and without power at operation 2, 4, … until
/// it runs through; the campaign tries every operation both ways, many times.
class LedgerCrashTest {
    private static final Path ROOT = Path.of("/data");

    /// These tests stop ledgers by the hundred; each says so.
    @BeforeAll
    static void beQuiet() {
        quiet(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        quiet(null);
    }

    private static void quiet(Level level) {
        for (Class<?> speaker : List.of(LedgerService.class, SnapshotWriter.class)) {
            ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(speaker)).setLevel(level);
        }
    }

    private final List<String> acknowledged = new ArrayList<>();
    private Bytes lastCheckpoint = Bytes.EMPTY;

    /// Goes through the workload from `step` on, noting what is acknowledged.
    private void run(SimulatedWorld world, int step) throws IOException {
        try (LocalNetwork network = new LocalNetwork(world, ROOT, LedgerWorkload.SETTINGS)) {
            for (int i = step; i < LedgerWorkload.STEPS; i++) {
                List<CompletableFuture<Answer>> answers = new ArrayList<>();
                LedgerWorkload.step(network, i).forEach(bytes -> answers.add(network.ledger.submit(bytes)));
                try {
                    world.tasks().run(50);
                } finally {
                    // What was acknowledged before the power went, counts.
                    if (answers.stream().allMatch(LedgerCrashTest::isAcknowledged)) {
                        acknowledged.addAll(LedgerWorkload.receipts(i));
                        lastCheckpoint = network.ledger.checkpoint().orElseThrow();
                    }
                }
            }
        }
    }

    private static boolean isAcknowledged(CompletableFuture<Answer> answer) {
        return answer.isDone() && answer.join() instanceof Answer.Acknowledged;
    }

    /// Opens what is left and checks that nothing acknowledged is missing; returns the state's root.
    private Digest check(SimulatedWorld world) throws IOException, MalformedException {
        Digest root;
        try (LocalNetwork network = new LocalNetwork(world, ROOT, LedgerWorkload.SETTINGS)) {
            world.tasks().run(2_000);
            assertThat(network.ledger.troubles()).isEmpty();
            for (String name : acknowledged) {
                String[] parts = name.split(" ");
                SlotLeaf pair = LocalNetwork.pair(parts[0], Integer.parseInt(parts[1]));
                assertThat(network.ledger.inclusion(Optional.empty(), pair.leaf()))
                        .as(name)
                        .isInstanceOf(InclusionAnswer.Found.class);
            }
            if (!lastCheckpoint.isEmpty()) {
                assertThat(size(network.ledger.checkpoint().orElseThrow())).isGreaterThanOrEqualTo(size(lastCheckpoint));
            }
            assertThat(network.ledger.state().countIssued()).isEqualTo(network.ledger.state().chain().issued());
            root = network.ledger.state().root();
        }
        Path snapshots = ROOT.resolve("ledger/snapshots");
        for (String name : world.disk().list(snapshots)) {
            world.disk().delete(snapshots.resolve(name));
        }
        Ledger ledger = new Ledger(LocalNetwork.identity().genesis());
        try (LedgerStore replayed = LedgerStore.open(world, ROOT.resolve("ledger"), ledger)) {
            assertThat(replayed.state().root()).isEqualTo(root);
        }
        return root;
    }

    private static long size(Bytes note) throws MalformedException {
        return Checkpoint.parse(SignedNote.decode(note).text()).size();
    }

    // Returns whether the workload ran through.
    private boolean crashAt(long operation, RandomGenerator random, boolean powerLoss) throws Exception {
        acknowledged.clear();
        lastCheckpoint = Bytes.EMPTY;
        SimulatedDisk disk = new SimulatedDisk();
        SimulatedWorld world = SimulatedWorld.of(7, disk);
        disk.crashAt(operation);
        boolean through = false;
        try {
            run(world, 0);
            through = true;
        } catch (SimulatedDisk.Crash crash) {
            // Somewhere on the way.
        }
        SimulatedDisk left = powerLoss ? disk.afterCrash(random) : disk.afterKill();
        try {
            check(world.restarted(8, left));
        } catch (AssertionError | IOException failed) {
            throw new AssertionError("power lost at operation " + operation + ": " + failed.getMessage(), failed);
        }
        return through;
    }

    @Test
    void theWorkloadRunsThroughAndIsAcknowledged() throws Exception {
        SimulatedWorld world = SimulatedWorld.of(7, new SimulatedDisk());
        run(world, 0);
        assertThat(acknowledged).hasSize(6 + 4 * 4);
        assertThat(world.disk().list(ROOT.resolve("ledger/snapshots"))).hasSize(2);
        check(world.restarted(8, world.disk()));
    }

    @Test
    void nothingAcknowledgedIsLostWhereverTheProcessIsKilled() throws Exception {
        for (long operation = 1; !crashAt(operation, Seeded.random(), false); operation += 2) {
            assertThat(operation).isLessThan(10_000);
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhereverThePowerGoes() throws Exception {
        for (long operation = 2; !crashAt(operation, Seeded.random(), true); operation += 2) {
            assertThat(operation).isLessThan(10_000);
        }
    }

    @Test
    @Tag("campaign")
    void nothingAcknowledgedIsLostWhateverTheDiskKeeps() {
        Seeded.check(40, (random, round) -> {
            long operation = 1;
            while (!crashAt(operation, random, round % 4 != 0)) {
                operation++;
            }
        });
    }

    @Test
    void nothingAcknowledgedIsLostWhicheverSyncFails() throws Exception {
        for (int sync = 1; sync < 40; sync += 3) {
            acknowledged.clear();
            lastCheckpoint = Bytes.EMPTY;
            SimulatedDisk disk = new SimulatedDisk();
            SimulatedWorld world = SimulatedWorld.of(7, disk);
            disk.failSync(sync);
            try {
                run(world, 0);
            } catch (IOException failed) {
                assertThat(failed).hasMessageContaining("Input/output error");
            }
            disk.failSync(Integer.MAX_VALUE / 2);
            check(world.restarted(8, disk.afterCrash(Seeded.random())));
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhereverTheDiskIsFull() throws Exception {
        for (int room = 0; room < 20_000; room += 1_301) {
            acknowledged.clear();
            lastCheckpoint = Bytes.EMPTY;
            SimulatedDisk disk = new SimulatedDisk();
            SimulatedWorld world = SimulatedWorld.of(7, disk);
            disk.fullAfter(room);
            try {
                run(world, 0);
            } catch (IOException failed) {
                assertThat(failed).hasMessageContaining("No space left");
            }
            disk.fullAfter(Long.MAX_VALUE);
            check(world.restarted(8, disk.afterCrash(Seeded.random())));
        }
    }
}
