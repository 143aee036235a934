package dev.credence.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.store.Snapshots.Snapshot;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final Path DIRECTORY = Path.of("/data/snapshots");
    private static final Bytes IDENTITY = Bytes.ofUtf8("network-1");
    private static final Snapshot FIRST = new Snapshot(10, Bytes.ofUtf8("ten"));
    private static final Snapshot SECOND = new Snapshot(20, Bytes.ofUtf8("twenty"));

    private static Snapshots on(SimulatedDisk disk) throws IOException {
        return new Snapshots(disk, DIRECTORY, IDENTITY);
    }

    @Test
    void keepsTheNewestTwoAndReadsTheNewest() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        Snapshots snapshots = on(disk);
        assertThat(snapshots.newest(Long.MAX_VALUE)).isEmpty();
        snapshots.write(FIRST);
        snapshots.write(SECOND);
        snapshots.write(new Snapshot(30, Bytes.ofUtf8("thirty")));
        assertThat(disk.list(DIRECTORY)).containsExactly("snapshot-0000000000000020", "snapshot-0000000000000030");
        assertThat(snapshots.newest(Long.MAX_VALUE)).contains(new Snapshot(30, Bytes.ofUtf8("thirty")));
    }

    @Test
    void passesOverASnapshotOfAFutureHeight() throws IOException {
        Snapshots snapshots = on(new SimulatedDisk());
        snapshots.write(FIRST);
        snapshots.write(SECOND);
        assertThat(snapshots.newest(19)).contains(FIRST);
        assertThat(snapshots.newest(9)).isEmpty();
    }

    @Test
    void passesOverASnapshotOfAnotherNetwork() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        on(disk).write(FIRST);
        assertThat(new Snapshots(disk, DIRECTORY, Bytes.ofUtf8("network-2")).newest(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void passesOverEveryTornOrChangedSnapshot() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        on(disk).write(FIRST);
        on(disk).write(SECOND);
        Path path = DIRECTORY.resolve("snapshot-0000000000000020");
        Bytes whole = AtomicFile.read(disk, path, 1000);
        for (int at = 0; at < whole.length(); at++) {
            AtomicFile.write(disk, path, whole.slice(0, at));
            assertThat(on(disk).newest(Long.MAX_VALUE)).as("cut at %d", at).contains(FIRST);
            byte[] changed = whole.toArray();
            changed[at] ^= 1;
            AtomicFile.write(disk, path, Bytes.wrap(changed));
            assertThat(on(disk).newest(Long.MAX_VALUE)).as("byte %d", at).contains(FIRST);
        }
    }

    @Test
    void lossOfPowerLeavesTheOldOrTheNew() {
        Seeded.check(200, (random, round) -> {
            SimulatedDisk disk = new SimulatedDisk();
            on(disk).write(FIRST);
            disk.crashAt(1 + random.nextInt(8));
            boolean written = false;
            try {
                on(disk).write(SECOND);
                written = true;
            } catch (SimulatedDisk.Crash crash) {
                // The power went somewhere on the way.
            }
            assertThat(on(disk.afterCrash(random)).newest(Long.MAX_VALUE).orElseThrow())
                    .isIn(written ? new Snapshot[] {SECOND} : new Snapshot[] {FIRST, SECOND});
        });
    }
}
