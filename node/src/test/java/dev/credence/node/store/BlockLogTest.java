package dev.credence.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: whatever `append` returned for is there after any crash, and nothing else passes for a record.
/// Method: every prefix and every changed byte of a small file; seeded loss of power on a simulated disk.
class BlockLogTest {
    private static final Path DIRECTORY = Path.of("/data");
    private static final Path PATH = DIRECTORY.resolve("blocks.log");
    private static final Bytes IDENTITY = Bytes.ofUtf8("network-1");

    private static Bytes content(int i) {
        return new ByteWriter().u32(i).raw(Bytes.wrap(new byte[i % 97])).toBytes();
    }

    private static SimulatedWorld world(SimulatedDisk disk) {
        disk.createDirectories(DIRECTORY);
        return SimulatedWorld.of(1, disk);
    }

    private static List<Bytes> contents(SimulatedDisk disk) throws IOException {
        List<Bytes> found = new ArrayList<>();
        BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> found.add(content)).close();
        return found;
    }

    private static SimulatedDisk diskWith(int records) throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        try (BlockLog log = BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> {})) {
            for (int i = 0; i < records; i++) {
                long offset = log.append(content(i));
                assertThat(log.read(offset)).isEqualTo(content(i));
            }
        }
        return disk;
    }

    private static Bytes fileOf(SimulatedDisk disk) throws IOException {
        return AtomicFile.read(disk, PATH, 1 << 20);
    }

    private static SimulatedDisk diskOf(Bytes file) throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        disk.createDirectories(DIRECTORY);
        AtomicFile.write(disk, PATH, file);
        return disk;
    }

    @Test
    void findsEveryRecordAgainAndGoesOn() throws IOException {
        SimulatedDisk disk = diskWith(5);
        assertThat(contents(disk)).containsExactly(content(0), content(1), content(2), content(3), content(4));
        try (BlockLog log = BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> {})) {
            log.append(content(5));
        }
        assertThat(contents(disk)).hasSize(6);
    }

    @Test
    void showsOnlyRecordsBehindAGivenOffset() throws IOException {
        SimulatedDisk disk = diskWith(3);
        List<Long> offsets = new ArrayList<>();
        BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> offsets.add(offset)).close();
        List<Bytes> tail = new ArrayList<>();
        BlockLog.openFrom(world(disk), PATH, IDENTITY, offsets.get(1), (offset, content) -> tail.add(content))
                .close();
        assertThat(tail).containsExactly(content(1), content(2));
    }

    @Test
    void anOffsetWithoutARecordIsRefusedAndNothingIsCutOff() throws IOException {
        SimulatedDisk disk = diskWith(3);
        Bytes before = fileOf(disk);
        List<Long> offsets = new ArrayList<>();
        BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> offsets.add(offset)).close();
        for (long start = 1; start < before.length() + 10; start++) {
            long from = start;
            if (!offsets.contains(start)) {
                assertThatThrownBy(() -> BlockLog.openFrom(world(disk), PATH, IDENTITY, from, (offset, content) -> {}))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("has no record at byte " + from);
            }
            assertThat(fileOf(disk)).isEqualTo(before);
        }
    }

    @Test
    void everyTornPrefixOfTheLastRecordIsCutOff() throws IOException {
        Bytes before = fileOf(diskWith(2));
        Bytes after = fileOf(diskWith(3));
        for (int length = before.length(); length < after.length(); length++) {
            SimulatedDisk disk = diskOf(after.slice(0, length));
            assertThat(contents(disk)).as("cut at %d", length).containsExactly(content(0), content(1));
            assertThat(fileOf(disk)).isEqualTo(before);
        }
    }

    @Test
    void aTailOfZerosIsCutOff() throws IOException {
        Bytes two = fileOf(diskWith(2));
        assertThat(contents(diskOf(Bytes.concat(two, Bytes.wrap(new byte[5000]))))).hasSize(2);
    }

    @Test
    void everyChangedByteBeforeTheLastRecordIsRefusedByName() throws IOException {
        Bytes whole = fileOf(diskWith(3));
        int lastRecord = fileOf(diskWith(2)).length();
        for (int at = 0; at < lastRecord; at++) {
            byte[] changed = whole.toArray();
            changed[at] ^= 0x10;
            SimulatedDisk disk = diskOf(Bytes.wrap(changed));
            assertThatThrownBy(() -> contents(disk))
                    .as("byte %d", at)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("blocks.log");
        }
    }

    @Test
    void aDamagedRecordIsRefusedWhenReadBack() throws IOException {
        SimulatedDisk disk = diskWith(1);
        List<Long> offsets = new ArrayList<>();
        try (BlockLog log = BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> offsets.add(offset))) {
            assertThatThrownBy(() -> log.read(offsets.getFirst() + 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void anotherNetworksLogIsRefused() throws IOException {
        SimulatedDisk disk = diskWith(1);
        assertThatThrownBy(() -> BlockLog.open(world(disk), PATH, Bytes.ofUtf8("network-2"), (offset, content) -> {}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("belongs to another network");
    }

    @Test
    void contentThatLooksLikeARecordDoesNotPassForOne() throws IOException {
        // A record made under a salt that the file does not have, inside a torn record.
        Bytes forged = BlockLogFormat.record(Bytes.wrap(new byte[8]), content(7));
        SimulatedDisk disk = diskWith(1);
        Bytes before = fileOf(disk);
        try (BlockLog log = BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> {})) {
            log.append(Bytes.concat(forged, forged, content(50)));
        }
        Bytes torn = fileOf(disk).slice(0, fileOf(disk).length() - 1);
        SimulatedDisk found = diskOf(torn);
        assertThat(contents(found)).containsExactly(content(0));
        assertThat(fileOf(found)).isEqualTo(before);
    }

    @Test
    void aFailedSyncClosesTheLogForWriting() throws IOException {
        SimulatedDisk disk = diskWith(2);
        try (BlockLog log = BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> {})) {
            disk.failSync(1);
            assertThatThrownBy(() -> log.append(content(2))).hasMessageContaining("Input/output error");
            assertThatThrownBy(() -> log.append(content(2))).hasMessageContaining("takes nothing more");
        }
    }

    @Test
    void aFullDiskClosesTheLogAndLosesNothingAppended() throws IOException {
        for (int room = 0; room < 20; room++) {
            SimulatedDisk disk = diskWith(2);
            try (BlockLog log = BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> {})) {
                disk.fullAfter(room == 0 ? 0 : room % 12);
                assertThatThrownBy(() -> log.append(content(40))).hasMessageContaining("No space left");
            }
            disk.fullAfter(Long.MAX_VALUE);
            assertThat(contents(disk)).containsExactly(content(0), content(1));
        }
    }

    @Test
    void survivesKillsAndLossOfPowerAtAnyOperation() {
        Seeded.check(400, (random, round) -> {
            SimulatedDisk disk = new SimulatedDisk();
            List<Bytes> appended = new ArrayList<>();
            Bytes begun = null;
            for (int life = 0; life < 4; life++) {
                disk.crashAt(1 + random.nextInt(25));
                try {
                    List<Bytes> found = contents(disk);
                    boolean lastBegunIsThere = found.size() == appended.size() + 1;
                    assertThat(found.subList(0, appended.size())).isEqualTo(appended);
                    if (lastBegunIsThere) {
                        assertThat(found.getLast()).isEqualTo(begun);
                        appended.add(begun);
                    }
                    assertThat(found).isEqualTo(appended);
                    try (BlockLog log = BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> {})) {
                        while (true) {
                            begun = content(1 + random.nextInt(300));
                            log.append(begun);
                            appended.add(begun);
                        }
                    }
                } catch (SimulatedDisk.Crash crash) {
                    disk = random.nextBoolean() ? disk.afterCrash(random) : disk.afterKill();
                }
            }
        });
    }

    @Test
    void refusesEmptyAndOversizedRecords() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        try (BlockLog log = BlockLog.open(world(disk), PATH, IDENTITY, (offset, content) -> {})) {
            assertThatThrownBy(() -> log.append(Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
            Bytes tooLong = Bytes.wrap(new byte[BlockLogFormat.RECORD_BYTES_MAX + 1]);
            assertThatThrownBy(() -> log.append(tooLong)).isInstanceOf(IllegalArgumentException.class);
        }
        try (DiskFile file = disk.open(PATH, Disk.Mode.READ)) {
            assertThat(file.sizeBytes()).isEqualTo(8 + 8 + 4 + IDENTITY.length() + 4);
        }
    }
}
