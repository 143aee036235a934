package dev.credence.node.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.world.SimulatedDisk;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Strangers upload what they never publish: it must not fill the disk, nor stay.
class UploadsAttackTest {
    private static final Path ROOT = Path.of("/data/hub");
    private static final long NOW = 1_790_000_000_000L;

    private final SimulatedDisk disk = new SimulatedDisk();
    private Hub hub;

    @BeforeEach
    void open() throws Exception {
        hub = Hub.open(disk, ROOT, Set.of(), new Uploads(1_000));
    }

    @Test
    void filesThatNobodyPublishesAreBounded() throws Exception {
        for (int i = 0; i < 10; i++) {
            hub.upload(file(i), NOW);
        }

        assertThatThrownBy(() -> hub.upload(file(10), NOW))
                .isInstanceOfSatisfying(HubException.class, full -> assertThat(full.kind()).isEqualTo(HubException.Kind.FULL))
                .hasMessageContaining("1000 bytes wait for their release, at most 1000 may");
        // What is there already takes nothing.
        assertThat(hub.upload(file(3), NOW)).isNotNull();
    }

    @Test
    void andGoAfterADay() throws Exception {
        Digest old = hub.upload(file(0), NOW);
        Digest again = hub.upload(file(1), NOW);
        hub.upload(file(1), NOW + Uploads.KEPT_MILLIS / 2);

        hub.upload(file(2), NOW + Uploads.KEPT_MILLIS);

        assertThat(hub.blobs().has(old)).isFalse();
        assertThat(hub.blobs().has(again)).as("somebody still wants it").isTrue();
    }

    @Test
    void alsoThoseThatAnEarlierProcessLeft() throws Exception {
        Digest left = hub.upload(file(0), NOW);
        Hub next = Hub.open(disk, ROOT, Set.of(), new Uploads(1_000));

        next.upload(file(1), NOW + 1);
        assertThat(next.blobs().has(left)).isTrue();
        for (int i = 2; i < 10; i++) {
            next.upload(file(i), NOW + 2);
        }
        assertThatThrownBy(() -> next.upload(file(10), NOW + 3)).isInstanceOf(HubException.class);
        next.upload(file(11), NOW + 2 * Uploads.KEPT_MILLIS);
        assertThat(next.blobs().has(left)).isFalse();
    }

    @Test
    void aSmallBeginningMakesNoRoomForALargeFile() throws Exception {
        Digest digest = Sha256.of(Bytes.wrap(new byte[5_000]));
        hub.upload(new Hub.Part(digest, 100, 0, Bytes.wrap(new byte[10])), NOW);

        assertThatThrownBy(() -> hub.upload(new Hub.Part(digest, 5_000, 10, Bytes.wrap(new byte[4_000])), NOW))
                .isInstanceOfSatisfying(HubException.class, other -> assertThat(other.kind()).isEqualTo(HubException.Kind.INCONSISTENT))
                .hasMessageContaining("begin at 0 again");
        assertThatThrownBy(() -> hub.upload(new Hub.Part(digest, 5_000, 0, Bytes.wrap(new byte[4_000])), NOW))
                .isInstanceOfSatisfying(HubException.class, full -> assertThat(full.kind()).isEqualTo(HubException.Kind.FULL));
    }

    private static Bytes file(int number) {
        byte[] content = new byte[100];
        content[0] = (byte) number;
        return Bytes.wrap(content);
    }
}
