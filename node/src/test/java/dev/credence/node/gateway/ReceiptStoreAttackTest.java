package dev.credence.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.gateway.ReceiptStore.Stage;
import dev.credence.node.world.ChangedWorld;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.node.world.SystemWorld;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.evidence.EvidenceItem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One receipt that is larger than any honest one must not take the others with it.
class ReceiptStoreAttackTest {
    @TempDir
    private Path directory;

    @Test
    void aReceiptThatFitsIntoNoRecordIsKeptBesideTheOthers() throws Exception {
        ReceiptFile small = receipt(10);
        ReceiptFile large = grown(ReceiptStore.RECORD_FILE_BYTES_MAX);
        ReceiptFile larger = grown(5 << 20);
        try (ReceiptStore store = open()) {
            store.put(id(0), small, Stage.SIGNED);
            store.put(id(1), small, Stage.SIGNED);
            store.put(id(1), large, Stage.AWAITING_EVIDENCE);
            store.keep(id(2), larger, Stage.COMPLETE);
            store.put(id(3), small, Stage.SIGNED);
            assertThat(store.find(id(1)).orElseThrow().decode()).isEqualTo(large);
        }
        try (ReceiptStore store = open()) {
            assertThat(store.find(id(0)).orElseThrow().decode()).isEqualTo(small);
            assertThat(store.find(id(1)).orElseThrow().decode()).isEqualTo(large);
            assertThat(store.find(id(1)).orElseThrow().stage()).isEqualTo(Stage.AWAITING_EVIDENCE);
            assertThat(store.find(id(2)).orElseThrow().decode()).isEqualTo(larger);
            assertThat(store.find(id(2)).orElseThrow().complete()).isTrue();
            assertThat(store.find(id(3)).orElseThrow().decode()).isEqualTo(small);
        }
    }

    @Test
    void largeReceiptsAreBoundedAndGoWithTime() throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        disk.createDirectories(Path.of("/data"));
        SimulatedWorld world = SimulatedWorld.of(1, disk);
        Retention retention = new Retention(36_000_000, 20 << 20, 1 << 20);
        ReceiptStore store = ReceiptStore.open(world, Path.of("/data/receipts"), "net", retention);
        ReceiptFile large = grown(ReceiptStore.RECORD_FILE_BYTES_MAX);
        for (int i = 0; i < 6; i++) {
            store.keep(id(i), large, Stage.COMPLETE);
            world.tasks().run(1_000);
        }
        world.tasks().run(3_600_000);
        assertThat(disk.list(Path.of("/data/receipts/large"))).as("20 MiB of 4 MiB each").hasSize(4);
        assertThat(store.find(id(0))).isEmpty();
        assertThat(store.find(id(5)).orElseThrow().decode()).isEqualTo(large);

        world.tasks().run(36_000_000);
        assertThat(disk.list(Path.of("/data/receipts/large"))).isEmpty();
        assertThat(store.find(id(5))).isEmpty();
    }

    @Test
    void theLargestStatementIsKept() throws Exception {
        ReceiptFile largest = receipt(1 << 20);
        try (ReceiptStore store = open()) {
            store.put(id(0), receipt(300 << 10), Stage.SIGNED);
            store.put(id(1), largest, Stage.SIGNED);
        }
        try (ReceiptStore store = open()) {
            assertThat(store.find(id(1)).orElseThrow().file()).isEqualTo(largest.encode());
        }
    }

    @Test
    void whatCannotBeWrittenIsNotHoardedInMemory() throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        disk.createDirectories(Path.of("/data"));
        ReceiptStore store = ReceiptStore.open(ChangedWorld.with(new SystemWorld(), disk), Path.of("/data/receipts"), "net", Retention.DEFAULT);
        store.keep(id(99_999), receipt(10), Stage.SIGNED);
        disk.failSync(1);
        for (int i = 0; store.failure().isEmpty() && i < 5_000; i++) {
            store.put(id(i), receipt(10), Stage.SIGNED);
            Thread.sleep(1);
        }
        assertThat(store.failure()).isPresent();
        store.put(id(100_000), receipt(10), Stage.SIGNED);
        assertThat(store.find(id(100_000))).isEmpty();
        store.close();
    }

    private ReceiptStore open() throws Exception {
        return ReceiptStore.open(new SystemWorld(), directory.resolve("receipts"), "net", Retention.DEFAULT);
    }

    private static Bytes id(int i) {
        return Sha256.of(Bytes.ofUtf8("id " + i)).bytes().slice(0, 16);
    }

    private static ReceiptFile receipt(int payloadBytes) {
        Digest key = Sha256.of(Bytes.EMPTY);
        return ReceiptFile.of(new Envelope("text/plain", Bytes.of(new byte[payloadBytes]), key, Bytes.of(new byte[64])));
    }

    private static ReceiptFile grown(int bytes) {
        return receipt(10).with(EvidenceItem.embedded("argument", "large", Bytes.of(new byte[bytes])));
    }
}
