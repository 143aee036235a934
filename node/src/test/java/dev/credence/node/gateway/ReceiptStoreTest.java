package dev.credence.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.gateway.ReceiptStore.Stage;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReceiptStoreTest {
    private static final World WORLD = new SystemWorld();
    private static final int MANY = 5_000;
    private static final long HOUR = 3_600_000;
    private static final Retention ROOMY = new Retention(10 * HOUR, 1_000_000, 2_000);
    private static final Retention SMALL = new Retention(10 * HOUR, 10_000, 2_000);

    @TempDir
    private Path directory;

    @Test
    void servesAReceiptBeforeAndAfterItIsOnDiskAndAfterAStart() throws Exception {
        try (ReceiptStore store = open("one")) {
            for (int i = 0; i < MANY; i++) {
                store.put(id(i), receipt(i), Stage.SIGNED);
                assertThat(store.find(id(i)).orElseThrow().decode()).isEqualTo(receipt(i));
            }
        }
        try (ReceiptStore store = open("one")) {
            assertThat(store.size()).isEqualTo(MANY);
            for (int i = 0; i < MANY; i += 7) {
                assertThat(store.find(id(i)).orElseThrow().decode()).isEqualTo(receipt(i));
            }
            assertThat(store.find(id(MANY))).isEmpty();
        }
    }

    @Test
    void aStoreThatNeverKeptAnythingClosesAndOpens() throws Exception {
        open("one").close();
        try (ReceiptStore store = open("one")) {
            assertThat(store.find(id(0))).isEmpty();
        }
    }

    @Test
    void theNewestStateCounts() throws Exception {
        try (ReceiptStore store = open("one")) {
            store.put(id(0), receipt(0), Stage.SIGNED);
            store.put(id(0), receipt(1), Stage.COMPLETE);
            assertThat(store.find(id(0)).orElseThrow().decode()).isEqualTo(receipt(1));
        }
        try (ReceiptStore store = open("one")) {
            assertThat(store.size()).isEqualTo(1);
            assertThat(store.find(id(0)).orElseThrow().decode()).isEqualTo(receipt(1));
            assertThat(store.find(id(0)).orElseThrow().complete()).isTrue();
        }
    }

    @Test
    void whatIsKeptIsOnDiskWhenTheCallReturns() throws Exception {
        for (int crash = 1; crash < 120; crash++) {
            SimulatedDisk disk = new SimulatedDisk();
            disk.createDirectories(Path.of("/data"));
            SimulatedWorld world = SimulatedWorld.of(crash, disk);
            int kept = 0;
            try {
                disk.crashAt(crash);
                ReceiptStore store = ReceiptStore.open(world, Path.of("/data/receipts"), "one", ROOMY);
                for (; kept < 20; kept++) {
                    store.put(id(1_000 + kept), receipt(0), Stage.SIGNED);
                    store.keep(id(kept), receipt(kept), Stage.AWAITING_EVIDENCE);
                }
            } catch (SimulatedDisk.Crash powerLoss) {
                // What was kept before is what counts.
            }
            SimulatedDisk after = disk.afterCrash(new SplittableRandom(crash));
            after.createDirectories(Path.of("/data"));
            ReceiptStore store = ReceiptStore.open(world.restarted(crash, after), Path.of("/data/receipts"), "one", ROOMY);
            for (int i = 0; i < kept; i++) {
                ReceiptStore.Stored found = store.find(id(i)).orElseThrow();
                assertThat(found.decode()).isEqualTo(receipt(i));
                assertThat(found.stage()).isEqualTo(Stage.AWAITING_EVIDENCE);
            }
        }
    }

    @Test
    @Timeout(60)
    void manyKeepReceiptsWhileSegmentsBegin() throws Exception {
        Retention tiny = new Retention(10 * HOUR, 1_000_000_000, 2_000);
        try (ReceiptStore store = ReceiptStore.open(WORLD, directory.resolve("receipts"), "one", tiny)) {
            List<Thread> keepers = new ArrayList<>();
            AtomicInteger lost = new AtomicInteger();
            for (int thread = 0; thread < 16; thread++) {
                int from = thread * 40;
                keepers.add(Thread.ofVirtual().start(() -> {
                    for (int i = from; i < from + 40; i++) {
                        try {
                            store.keep(id(i), receipt(i), Stage.SIGNED);
                            store.put(id(i), receipt(i), Stage.COMPLETE);
                            lost.addAndGet(store.find(id(i)).orElseThrow().complete() ? 0 : 1);
                        } catch (IOException failed) {
                            lost.incrementAndGet();
                        }
                    }
                }));
            }
            for (Thread keeper : keepers) {
                keeper.join();
            }
            assertThat(lost).hasValue(0);
        }
        try (ReceiptStore store = ReceiptStore.open(WORLD, directory.resolve("receipts"), "one", tiny)) {
            assertThat(store.size()).isEqualTo(640);
            for (int i = 0; i < 640; i++) {
                assertThat(store.find(id(i)).orElseThrow().stage()).isEqualTo(Stage.COMPLETE);
            }
        }
    }

    @Test
    void receiptsAreDeletedWhenTheirTimeIsOver() throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        disk.createDirectories(Path.of("/data"));
        SimulatedWorld world = SimulatedWorld.of(1, disk);
        ReceiptStore store = ReceiptStore.open(world, Path.of("/data/receipts"), "one", SMALL);
        int kept = 0;
        for (int hour = 0; hour < 48; hour++) {
            store.keep(id(kept), receipt(kept), Stage.COMPLETE);
            kept++;
            world.tasks().run(HOUR);
        }
        // Ten hours are promised, and a segment of two and a half hours goes as one.
        for (int i = 0; i < kept; i++) {
            int ageHours = kept - i;
            if (ageHours <= 10) {
                assertThat(store.find(id(i)).orElseThrow().decode()).isEqualTo(receipt(i));
            } else if (ageHours > 14) {
                assertThat(store.find(id(i))).as("age " + ageHours).isEmpty();
            }
        }
        assertThat(store.size()).isBetween(10, 14);
        assertThat(disk.list(Path.of("/data/receipts"))).hasSizeBetween(4, 6);
        store.close();
        ReceiptStore again = ReceiptStore.open(world.restarted(1, disk.afterKill()), Path.of("/data/receipts"), "one", SMALL);
        assertThat(again.find(id(kept - 1))).isPresent();
        assertThat(again.find(id(0))).isEmpty();
    }

    @Test
    void theOldestReceiptsGoWhereThereAreTooManyBytes() throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        disk.createDirectories(Path.of("/data"));
        SimulatedWorld world = SimulatedWorld.of(1, disk);
        ReceiptStore store = ReceiptStore.open(world, Path.of("/data/receipts"), "one", SMALL);
        for (int i = 0; i < 100; i++) {
            store.keep(id(i), receipt(i), Stage.COMPLETE);
        }
        world.tasks().run(HOUR);

        assertThat(store.find(id(0))).isEmpty();
        assertThat(store.find(id(99)).orElseThrow().decode()).isEqualTo(receipt(99));
        assertThat(store.size()).isBetween(10, 90);
    }

    private ReceiptStore open(String network) throws Exception {
        return ReceiptStore.open(WORLD, directory.resolve("receipts"), network, Retention.DEFAULT);
    }

    private static Bytes id(int i) {
        return Sha256.of(new ByteWriter().u32(i).toBytes()).bytes().slice(0, 16);
    }

    private static ReceiptFile receipt(int i) {
        Digest key = Sha256.of(Bytes.EMPTY);
        return ReceiptFile.of(new Envelope("text/plain", new ByteWriter().u32(i).toBytes(), key, Bytes.of(new byte[64])));
    }
}
