package dev.credence.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.node.world.SystemWorld;
import dev.credence.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private final SystemWorld world = new SystemWorld();

    @TempDir
    Path directory;

    @Test
    void makesAKeyOnceAndKeepsItPrivate() throws IOException {
        Path root = directory.resolve("a/b");
        Bytes seed;
        try (DataDirectory data = DataDirectory.open(world, root)) {
            seed = data.key("log").seed();
            assertThat(data.key("log").seed()).isEqualTo(seed);
            assertThat(data.key("other").seed()).isNotEqualTo(seed);
        }
        try (DataDirectory data = DataDirectory.open(world, root)) {
            assertThat(data.key("log").seed()).isEqualTo(seed);
        }
        Path key = root.resolve("keys/log.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
    }

    @Test
    void aSecondUserIsRefusedUntilTheFirstIsGone() throws IOException {
        try (DataDirectory first = DataDirectory.open(world, directory)) {
            assertThat(first.root()).isEqualTo(directory);
            assertThatThrownBy(() -> DataDirectory.open(world, directory))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another process");
        }
        DataDirectory.open(world, directory).close();
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        Files.writeString(directory.resolve("format"), "credence data 7\n");
        assertThatThrownBy(() -> DataDirectory.open(world, directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another version");
        // The refusal gave the lock back.
        Files.writeString(directory.resolve("format"), "credence data 0\n");
        DataDirectory.open(world, directory).close();
    }

    @Test
    void aDamagedKeyIsRefusedAndNeverReplaced() throws IOException {
        try (DataDirectory data = DataDirectory.open(world, directory)) {
            data.key("log");
            Path key = directory.resolve("keys/log.key");
            for (String damaged : new String[] {"", "credence secret 0 \n", "credence secret 0 AAAA\n", "x"}) {
                Files.writeString(key, damaged);
                assertThatThrownBy(() -> data.key("log"))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("holds no secret");
                assertThat(key).hasContent(damaged);
            }
            assertThatThrownBy(() -> data.key("../log")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aKeyThatWasHandedOutSurvivesKillsAndLossOfPower() {
        Seeded.check(100, (random, round) -> {
            SimulatedDisk disk = new SimulatedDisk();
            disk.crashAt(1 + random.nextInt(20));
            Bytes handedOut = null;
            try (DataDirectory data = DataDirectory.open(SimulatedWorld.of(round, disk), Path.of("/data"))) {
                handedOut = data.secret("log");
                data.secret("more");
                data.secret("and-more");
            } catch (SimulatedDisk.Crash crash) {
                // What was handed out before must be there again.
            }
            SimulatedDisk later = random.nextBoolean() ? disk.afterKill() : disk.afterCrash(random);
            for (int start = 0; start < 2; start++) {
                try (DataDirectory data = DataDirectory.open(SimulatedWorld.of(round + 1000, later), Path.of("/data"))) {
                    Bytes found = data.secret("log");
                    assertThat(handedOut == null || handedOut.equals(found)).isTrue();
                    handedOut = found;
                }
                later = later.afterCrash(random);
            }
        });
    }
}
