package dev.credence.node.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.operator.batch.Pair;
import dev.credence.receipt.request.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A disk that fills up, or fails, and then has room again: an honest operator must not forget what it signed meanwhile.
class SlotJournalAttackTest {
    private static final Path FILE = Path.of("/data/slots.log");
    private static final Bytes OWNER = Bytes.ofUtf8("operator and network");

    @Test
    void noSlotIsLostBehindAWriteThatDidNotFit() throws Exception {
        SimulatedDisk disk = disk();
        SlotJournal journal = SlotJournal.open(SimulatedWorld.of(1, disk), FILE, OWNER).journal();
        journal.signed(pair(0), 10).await();
        disk.fullAfter(17);
        assertThatThrownBy(() -> journal.signed(pair(1), 11).await()).isInstanceOf(IOException.class);
        disk.fullAfter(Long.MAX_VALUE);

        assertThat(noted(journal, 2)).isEqualTo(found(disk, 2));
    }

    @Test
    void nothingIsSaidToBeOnDiskAfterASyncThatFailed() throws Exception {
        SimulatedDisk disk = disk();
        SlotJournal journal = SlotJournal.open(SimulatedWorld.of(1, disk), FILE, OWNER).journal();
        journal.signed(pair(0), 10);
        disk.failSync(1);
        assertThatThrownBy(journal::sync).isInstanceOf(IOException.class);

        assertThatThrownBy(journal::sync).hasMessageContaining("takes nothing more");
        assertThatThrownBy(() -> journal.signed(pair(1), 11)).hasMessageContaining("takes nothing more");
    }

    @Test
    void noStatementThatLeftIsForgottenWhenThePowerGoes() throws Exception {
        for (int crash = 1; crash < 80; crash++) {
            SimulatedDisk disk = disk();
            List<Pair> left = new ArrayList<>();
            try {
                SlotJournal journal = SlotJournal.open(SimulatedWorld.of(1, disk), FILE, OWNER).journal();
                disk.crashAt(crash);
                for (int i = 0; i < 20; i++) {
                    journal.signed(pair(i), 10 + i).await();
                    left.add(pair(i));
                }
            } catch (SimulatedDisk.Crash powerLoss) {
                // What left before is what counts.
            }
            SimulatedDisk after = disk.afterCrash(new SplittableRandom(crash));
            SlotJournal.Opened opened = SlotJournal.open(SimulatedWorld.of(2, after), FILE, OWNER);
            assertThat(opened.content().signed().stream().map(SlotJournal.Signed::pair).toList())
                    .as("power gone at operation " + crash)
                    .containsAll(left);
        }
    }

    // Whether the statement may leave: `signed` returned.
    private static boolean noted(SlotJournal journal, int number) throws IOException {
        try {
            journal.signed(pair(number), 12).await();
            return true;
        } catch (IOException refused) {
            return false;
        } finally {
            journal.close();
        }
    }

    private static boolean found(SimulatedDisk disk, int number) throws IOException {
        SlotJournal.Opened opened = SlotJournal.open(SimulatedWorld.of(1, disk), FILE, OWNER);
        opened.journal().close();
        List<Pair> pairs = opened.content().signed().stream().map(SlotJournal.Signed::pair).toList();
        assertThat(pairs).startsWith(pair(0));
        return pairs.contains(pair(number));
    }

    private static SimulatedDisk disk() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        disk.createDirectories(FILE.getParent());
        return disk;
    }

    private static Pair pair(int i) {
        Bytes bytes = new ByteWriter().u32(i).toBytes();
        return new Pair(Slot.of(Sha256.of(bytes)), Sha256.of(bytes));
    }
}
