package dev.credence.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.Snapshots;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.settlement.machine.Block;
import dev.credence.settlement.machine.BlockBuilder;
import dev.credence.settlement.machine.Ledger;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: a snapshot only spares replay. Method: snapshots of every height, and files that do not fit each other.
class LedgerStoreTest {
    private static final Path DIRECTORY = Path.of("/data/ledger");
    private static final Path BLOCKS = DIRECTORY.resolve("blocks.log");
    private static final Path SNAPSHOTS = DIRECTORY.resolve("snapshots");
    private static final int HEIGHTS = 12;

    private final SimulatedDisk disk = new SimulatedDisk();
    private final SimulatedWorld world = SimulatedWorld.of(1, disk);
    private final LedgerIdentity identity = LocalNetwork.identity();
    private final Ledger ledger = new Ledger(identity.genesis());
    private final List<Digest> roots = new ArrayList<>();
    private final List<Bytes> snapshots = new ArrayList<>();
    private final List<Bytes> logs = new ArrayList<>();

    private Bytes transaction(int height) {
        Transaction.FaucetClaim claim =
                new Transaction.FaucetClaim(LocalNetwork.key("owner " + height).publicKey(), 0);
        return SignedTransaction.sign(
                        ledger.network(), claim, LocalNetwork.key("owner " + height))
                .bytes();
    }

    private void append(LedgerStore store, int salt) throws IOException {
        long time = store.state().chain().timeMillis() + 1 + salt;
        BlockBuilder builder = ledger.begin(store.state(), time);
        long height = builder.height();
        Bytes transaction = transaction((int) height);
        builder.apply(transaction);
        Digest reveal = identity.secrets().reveal(height);
        Digest next = identity.secrets().commitment(height + 1);
        store.append(new Block(height, time, reveal, next, List.of(transaction)), builder.close(reveal, next));
    }

    private Bytes onlySnapshot() throws IOException {
        List<String> names = disk.list(SNAPSHOTS);
        assertThat(names).hasSize(1);
        Bytes file = AtomicFile.read(disk, SNAPSHOTS.resolve(names.getFirst()), 1 << 24);
        disk.delete(SNAPSHOTS.resolve(names.getFirst()));
        return file;
    }

    /// A history, with the snapshot and the log as of every height.
    @BeforeEach
    void makeAHistory() throws IOException {
        try (LedgerStore store = LedgerStore.open(world, DIRECTORY, ledger)) {
            roots.add(store.state().root());
            snapshots.add(Bytes.EMPTY);
            logs.add(AtomicFile.read(disk, BLOCKS, 1 << 24));
            for (int height = 1; height <= HEIGHTS; height++) {
                append(store, 0);
                roots.add(store.state().root());
                store.write(store.snapshot());
                snapshots.add(onlySnapshot());
                logs.add(AtomicFile.read(disk, BLOCKS, 1 << 24));
            }
        }
    }

    private static Path snapshotPath(int height) {
        return SNAPSHOTS.resolve("snapshot-%016d".formatted(height));
    }

    private LedgerStore open() throws IOException {
        return LedgerStore.open(world, DIRECTORY, ledger);
    }

    @Test
    void everySnapshotAndItsTailGiveTheStateOfAWholeReplay() throws IOException {
        for (int height = 0; height <= HEIGHTS; height++) {
            if (height > 0) {
                AtomicFile.write(disk, snapshotPath(height), snapshots.get(height));
            }
            try (LedgerStore store = open()) {
                assertThat(store.state().root()).isEqualTo(roots.get(HEIGHTS));
                assertThat(store.checkpoint().size()).isEqualTo(store.state().chain().logSize());
                assertThat(store.record(HEIGHTS).root()).isEqualTo(roots.get(HEIGHTS));
            }
            disk.delete(snapshotPath(height));
        }
    }

    @Test
    void theLogTreeAfterASnapshotIsThatOfAReplay() throws IOException {
        Digest replayed;
        try (LedgerStore store = open()) {
            replayed = store.checkpoint().root();
        }
        AtomicFile.write(disk, snapshotPath(7), snapshots.get(7));
        try (LedgerStore store = open()) {
            assertThat(store.checkpoint().root()).isEqualTo(replayed);
            assertThat(store.entries(0, 5)).hasSize(5);
        }
    }

    @Test
    void aSnapshotOfAnotherHistoryIsPassedOver() throws IOException {
        // The same network, but block 3 came at another time: same heights, same lengths, other roots.
        AtomicFile.write(disk, BLOCKS, logs.get(2));
        try (LedgerStore store = open()) {
            for (int height = 3; height <= HEIGHTS; height++) {
                append(store, height == 3 ? 5 : 0);
            }
        }
        AtomicFile.write(disk, snapshotPath(6), snapshots.get(6));
        try (LedgerStore store = open()) {
            assertThat(store.state().chain().height()).isEqualTo(HEIGHTS);
            assertThat(store.state().root()).isNotEqualTo(roots.get(HEIGHTS));
        }
        assertThat(AtomicFile.read(disk, BLOCKS, 1 << 24).length()).isEqualTo(logs.get(HEIGHTS).length());
    }

    @Test
    void aSnapshotOfAHeightThatTheLogDoesNotHaveIsALossThatIsSaid() throws IOException {
        AtomicFile.write(disk, BLOCKS, logs.get(4));
        AtomicFile.write(disk, snapshotPath(6), snapshots.get(6));
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has lost what was acknowledged");
    }

    @Test
    void aSnapshotWhoseContentIsNoLedgersIsPassedOver() throws IOException {
        new Snapshots(disk, SNAPSHOTS, identity.genesis().digest().bytes())
                .write(new Snapshots.Snapshot(5, Bytes.ofUtf8("something else")));
        try (LedgerStore store = open()) {
            assertThat(store.state().root()).isEqualTo(roots.get(HEIGHTS));
        }
    }

    @Test
    void everyTornPrefixOfTheLastBlockGivesTheBlocksBefore() throws IOException {
        Bytes before = logs.get(HEIGHTS - 1);
        Bytes whole = logs.get(HEIGHTS);
        for (int length = before.length(); length < whole.length(); length++) {
            AtomicFile.write(disk, BLOCKS, whole.slice(0, length));
            try (LedgerStore store = open()) {
                assertThat(store.state().root()).isEqualTo(roots.get(HEIGHTS - 1));
            }
            assertThat(AtomicFile.read(disk, BLOCKS, 1 << 24)).isEqualTo(before);
        }
    }

    @Test
    void aBlockThatGivesAnotherResultIsRefused() throws IOException {
        // A log whose last block was written with the root of the one before.
        AtomicFile.write(disk, BLOCKS, logs.get(HEIGHTS - 1));
        try (LedgerStore store = open()) {
            long time = store.state().chain().timeMillis();
            BlockBuilder builder = ledger.begin(store.state(), time);
            Digest reveal = identity.secrets().reveal(builder.height());
            Digest next = identity.secrets().commitment(builder.height() + 1);
            Block empty = new Block(builder.height(), time, reveal, next, List.of());
            builder.apply(transaction(HEIGHTS));
            store.append(empty, builder.close(reveal, next));
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("gives another result than was stored");
    }
}
