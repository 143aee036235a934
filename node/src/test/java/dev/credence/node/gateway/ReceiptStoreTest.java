package dev.credence.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptStoreTest {
    private static final World WORLD = new SystemWorld();
    private static final int MANY = 5_000;

    @TempDir
    private Path directory;

    @Test
    void servesAReceiptBeforeAndAfterItIsOnDiskAndAfterAStart() throws Exception {
        try (ReceiptStore store = open("one")) {
            for (int i = 0; i < MANY; i++) {
                store.put(id(i), receipt(i), false);
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
    void theNewestStateCounts() throws Exception {
        try (ReceiptStore store = open("one")) {
            store.put(id(0), receipt(0), false);
            store.put(id(0), receipt(1), true);
            assertThat(store.find(id(0)).orElseThrow().decode()).isEqualTo(receipt(1));
        }
        try (ReceiptStore store = open("one")) {
            assertThat(store.size()).isEqualTo(1);
            assertThat(store.find(id(0)).orElseThrow().decode()).isEqualTo(receipt(1));
            assertThat(store.find(id(0)).orElseThrow().complete()).isTrue();
        }
    }

    private ReceiptStore open(String network) throws Exception {
        return ReceiptStore.open(WORLD, directory.resolve("receipts.log"), network);
    }

    private static Bytes id(int i) {
        return Sha256.of(new ByteWriter().u32(i).toBytes()).bytes().slice(0, 16);
    }

    private static ReceiptFile receipt(int i) {
        Digest key = Sha256.of(Bytes.EMPTY);
        return ReceiptFile.of(new Envelope("text/plain", new ByteWriter().u32(i).toBytes(), key, Bytes.of(new byte[64])));
    }
}
