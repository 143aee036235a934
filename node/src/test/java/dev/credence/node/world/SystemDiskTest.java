package dev.credence.node.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemDiskTest {
    private final Disk disk = new SystemWorld().disk();

    @TempDir
    Path directory;

    @Test
    void appendsReadsAndTruncates() throws IOException {
        try (DiskFile file = disk.open(directory.resolve("f"), Disk.Mode.APPEND)) {
            file.append(Bytes.ofUtf8("hello"));
            file.append(Bytes.ofUtf8(" world"));
            file.truncate(7);
            file.append(Bytes.ofUtf8("!"));
            file.sync();
            assertThat(file.read(0, 8)).isEqualTo(Bytes.ofUtf8("hello w!"));
            assertThatThrownBy(() -> file.read(4, 5)).isInstanceOf(EOFException.class);
        }
        try (DiskFile again = disk.open(directory.resolve("f"), Disk.Mode.APPEND)) {
            again.append(Bytes.ofUtf8("?"));
            assertThat(again.sizeBytes()).isEqualTo(9);
        }
    }

    @Test
    void aLargeFileIsMappedAsItIsWithTheKernelAskedForHugePages() throws Exception {
        Path path = directory.resolve("large");
        byte[] content = new byte[5 << 20];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 >> 7);
        }
        Files.write(path, content);
        try (Arena arena = Arena.ofShared();
                DiskFile file = disk.open(path, Disk.Mode.READ)) {
            MemorySegment mapped = file.map(arena);
            assertThat(mapped.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(content);
            if (Files.exists(Path.of("/sys/kernel/mm/transparent_hugepage"))) {
                Instant end = Instant.now().plusSeconds(20);
                while (!flagsOfMapping(path).contains("hg") && Instant.now().isBefore(end)) {
                    Thread.sleep(20);
                }
                assertThat(flagsOfMapping(path)).as("VmFlags of the mapping").contains("hg");
            }
        }
    }

    // As proc(5), smaps: a line with the path, then lines of one property each.
    private static List<String> flagsOfMapping(Path path) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        int at = IntStream.range(0, lines.size()).filter(i -> lines.get(i).endsWith(path.toString())).findFirst().orElseThrow();
        String flags = lines.stream().skip(at).filter(line -> line.startsWith("VmFlags:")).findFirst().orElseThrow();
        return List.of(flags.split(" +"));
    }

    @Test
    void privateFilesAndDirectoriesAreReadByTheirUserOnly() throws IOException {
        disk.createDirectories(directory.resolve("a/b"));
        Path secret = directory.resolve("a/b/secret");
        Files.writeString(secret, "anyone may read this");
        disk.open(secret, Disk.Mode.REPLACE_PRIVATE).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.size(secret)).isZero();
    }

    @Test
    void aHeldLockIsRefusedUntilItIsClosed() throws IOException {
        Path lock = directory.resolve("lock");
        try (Closeable held = disk.lock(lock)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> disk.lock(lock)).isInstanceOf(Disk.LockedException.class);
        }
        disk.lock(lock).close();
    }

    @Test
    void movingReplacesAndListingIsSorted() throws IOException {
        for (String name : new String[] {"b", "a", "c"}) {
            disk.open(directory.resolve(name), Disk.Mode.REPLACE).close();
        }
        disk.move(directory.resolve("b"), directory.resolve("c"));
        disk.syncDirectory(directory);
        disk.delete(directory.resolve("absent"));
        assertThat(disk.list(directory)).containsExactly("a", "c");
        assertThat(disk.exists(directory.resolve("b"))).isFalse();
    }
}
