package dev.credence.node.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.store.GroupLog;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.operator.batch.Pair;
import dev.credence.operator.commit.SlotBook;
import dev.credence.receipt.request.Slot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotJournalTest {
    private static final Bytes OWNER = Bytes.ofUtf8("operator and network");

    private final World world = new SystemWorld();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("slots.log");
    }

    @Test
    void findsEveryStatementAndThoseThatTheLedgerDoesNotHave() throws Exception {
        write(5, 3);

        SlotJournal.Content content = reopen();

        assertThat(pairs(content.signed())).containsExactly(pair(0), pair(1), pair(2), pair(3), pair(4));
        assertThat(pairs(content.waiting())).containsExactly(pair(3), pair(4));
    }

    @Test
    void goesOnCountingAfterAStart() throws Exception {
        write(3, 2);
        SlotJournal.Opened opened = SlotJournal.open(world, file, OWNER);
        opened.journal().signed(pair(3), 13);
        opened.journal().acknowledged(1);
        opened.journal().close();

        assertThat(pairs(reopen().waiting())).containsExactly(pair(3));
    }

    @Test
    void cutsATornTailAtEveryByte() throws Exception {
        write(1, 0);
        int one = Files.readAllBytes(file).length;
        Files.delete(file);
        write(2, 0);
        byte[] whole = Files.readAllBytes(file);
        for (int length = one; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(reopen().signed()).as("after " + length + " bytes").hasSize(length < whole.length ? 1 : 2);
        }
    }

    @Test
    void refusesAFileThatIsDamagedBeforeItsLastRecord() throws Exception {
        write(3, 0);
        byte[] whole = Files.readAllBytes(file);
        // Behind the header, in the first record's content: what comes after it was acknowledged, and would be lost with a cut.
        int at = indexOf(whole, pair(0).leaf().bytes().toArray());
        whole[at] ^= 1;
        Files.write(file, whole);

        assertThatThrownBy(this::reopen).isInstanceOf(StoreException.class).hasMessageContaining("is damaged at byte");
        assertThat(Files.readAllBytes(file)).as("nothing is cut off").isEqualTo(whole);
    }

    @Test
    void refusesTheJournalOfAnotherOperator() throws Exception {
        write(1, 0);

        assertThatThrownBy(() -> SlotJournal.open(world, file, Bytes.ofUtf8("another"))).isInstanceOf(StoreException.class);
    }

    @Test
    void appendsBehindTheCutAndNotBehindTheTear() throws Exception {
        write(1, 0);
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        SlotJournal.Opened opened = SlotJournal.open(world, file, OWNER);
        opened.journal().signed(pair(1), 11).await();
        opened.journal().close();

        assertThat(pairs(reopen().signed())).containsExactly(pair(0), pair(1));
    }

    @Test
    void letsGoOfSlotsThatTheLedgerForgotButNeverOfWaitingOnes() throws Exception {
        SlotJournal journal = SlotJournal.open(world, file, OWNER).journal();
        journal.signed(pair(0), 1);
        journal.signed(pair(1), 2);
        journal.signed(pair(2), 2 + SlotBook.HEIGHTS_KEPT);
        journal.acknowledged(1);
        journal.close();

        SlotJournal.Content content = reopen();

        assertThat(pairs(content.signed())).containsExactly(pair(1), pair(2));
        assertThat(pairs(content.waiting())).containsExactly(pair(1), pair(2));
    }

    @Test
    void isWrittenAnewWhileItIsInUseWhenTheLedgerForgotMuchOfIt() throws Exception {
        int forgotten = 160_000;
        Pair old = pair(0);
        SlotJournal journal = SlotJournal.open(world, file, OWNER).journal();
        for (int i = 0; i < forgotten; i++) {
            journal.signed(old, 10);
        }
        journal.acknowledged(forgotten);
        long height = 11 + SlotBook.HEIGHTS_KEPT;
        journal.signed(pair(1), height);
        journal.acknowledged(1);
        GroupLog<?>.Noted last = journal.signed(pair(2), height);
        journal.compact();
        assertThat(Files.size(file)).as("nothing is written yet").isLessThan(1_000);
        journal.sync();
        assertThat(Files.size(file)).isGreaterThan(8 << 20);

        journal.compact();

        assertThat(Files.size(file)).isLessThan(1_000);
        last.await();
        journal.signed(pair(3), height).await();
        journal.close();
        SlotJournal.Content content = reopen();
        assertThat(pairs(content.signed())).containsExactly(pair(1), pair(2), pair(3));
        assertThat(pairs(content.waiting())).containsExactly(pair(2), pair(3));
    }

    private void write(int signed, int acknowledged) throws Exception {
        SlotJournal journal = SlotJournal.open(world, file, OWNER).journal();
        for (int i = 0; i < signed; i++) {
            journal.signed(pair(i), 10 + i).await();
        }
        if (acknowledged > 0) {
            journal.acknowledged(acknowledged);
        }
        journal.sync();
        journal.close();
    }

    private SlotJournal.Content reopen() throws Exception {
        SlotJournal.Opened opened = SlotJournal.open(world, file, OWNER);
        opened.journal().close();
        return opened.content();
    }

    private static List<Pair> pairs(List<SlotJournal.Signed> signed) {
        return signed.stream().map(SlotJournal.Signed::pair).toList();
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int at = 0; at + part.length <= whole.length; at++) {
            if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("it is not there");
    }

    private static Pair pair(int i) {
        Bytes bytes = new ByteWriter().u32(i).toBytes();
        return new Pair(Slot.of(Sha256.of(bytes)), Sha256.of(bytes));
    }
}
