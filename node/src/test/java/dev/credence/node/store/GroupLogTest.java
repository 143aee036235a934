package dev.credence.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupLogTest {
    private static final Bytes OWNER = Bytes.ofUtf8("owner");
    private static final int CALLERS = 32;
    private static final int EACH = 50;

    @TempDir
    private Path directory;

    private record Line(Bytes bytes) implements GroupLog.Entry {}

    @Test
    void whoeverGoesOnFindsItsEntryOnDiskAndSyncsAreShared() throws Exception {
        World world = new SystemWorld();
        Path file = directory.resolve("group.log");
        AtomicInteger records = new AtomicInteger();
        List<Bytes> durable = Collections.synchronizedList(new ArrayList<>());
        GroupLog<Line> log = new GroupLog<>(BlockLog.open(world, file, OWNER, (_, _) -> {}), (_, entries) -> {
            records.incrementAndGet();
            entries.forEach(entry -> durable.add(entry.bytes()));
        });
        List<Thread> callers = new ArrayList<>();
        AtomicInteger early = new AtomicInteger();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            callers.add(Thread.ofVirtual().start(() -> append(log, caller, durable, early)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        log.close();

        assertThat(early.get()).as("callers that went on before their entry was durable").isZero();
        assertThat(records.get()).as("records for " + CALLERS * EACH + " entries").isLessThan(CALLERS * EACH / 2);
        List<Bytes> found = new ArrayList<>();
        BlockLog.open(world, file, OWNER, (_, content) -> {
            for (int at = 0; at < content.length(); at += 8) {
                found.add(content.slice(at, at + 8));
            }
        }).close();
        assertThat(found).isEqualTo(durable).hasSize(CALLERS * EACH).doesNotHaveDuplicates();
    }

    private static void append(GroupLog<Line> log, int caller, List<Bytes> durable, AtomicInteger early) {
        for (int i = 0; i < EACH; i++) {
            Bytes line = Bytes.ofUtf8("%03d-%04d".formatted(caller, i));
            try {
                log.note(new Line(line)).await();
            } catch (IOException failed) {
                early.incrementAndGet();
            }
            early.addAndGet(durable.contains(line) ? 0 : 1);
        }
    }

    @Test
    void everybodyWhoWaitsHearsOfAFailedSyncAndNothingMoreIsTaken() throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        disk.createDirectories(Path.of("/data"));
        World world = SimulatedWorld.of(1, disk);
        GroupLog<Line> log = new GroupLog<>(BlockLog.open(world, Path.of("/data/group.log"), OWNER, (_, _) -> {}), (_, _) -> {});
        GroupLog<Line>.Noted first = log.note(new Line(Bytes.ofUtf8("first")));
        GroupLog<Line>.Noted second = log.note(new Line(Bytes.ofUtf8("second")));
        disk.failSync(1);

        assertThatThrownBy(second::await).isInstanceOf(IOException.class);
        assertThatThrownBy(first::await).hasMessageContaining("takes nothing more");
        assertThatThrownBy(() -> log.note(new Line(Bytes.ofUtf8("third")))).hasMessageContaining("takes nothing more");
    }
}
