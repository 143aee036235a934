package dev.credence.settlement.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.request.Slot;
import dev.credence.testkit.Seeded;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The table against its slow twin, a map from key to leaf and height.
class SlotTableTest {
    private static final long LIFETIME = 20;

    private record Kept(Digest leaf, long height) {}

    private static Bytes key(int i) {
        Digest digest = Sha256.of(Bytes.ofUtf8("key " + i));
        return SlotTable.key(digest, Slot.of(digest));
    }

    private static Digest leaf(int i, long height) {
        return Sha256.of(Bytes.ofUtf8("leaf " + i + " " + height));
    }

    private static void compare(SlotTable table, Map<Bytes, Kept> twin, long heightMin) {
        for (int i = 0; i < 80; i++) {
            Kept kept = twin.get(key(i));
            Optional<Digest> expected =
                    kept == null || kept.height() < heightMin ? Optional.empty() : Optional.of(kept.leaf());
            assertThat(table.leaf(key(i), heightMin)).isEqualTo(expected);
        }
    }

    private static SlotTable step(SlotTable table, Map<Bytes, Kept> twin, long height, RandomGenerator random) {
        long heightMin = height - LIFETIME + 1;
        TreeMap<Bytes, Digest> slots = new TreeMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int number = random.nextInt(80);
            Kept standing = twin.get(key(number));
            if (standing == null || standing.height() < heightMin) {
                slots.put(key(number), leaf(number, height));
                twin.put(key(number), new Kept(leaf(number, height), height));
            }
        }
        return table.with(slots, height, heightMin);
    }

    @Test
    void agreesWithAMapThroughoutItsLife() {
        Seeded.check(30, (random, round) -> {
            SlotTable table = SlotTable.EMPTY;
            Map<Bytes, Kept> twin = new HashMap<>();
            for (long height = 1; height < 120; height++) {
                table = step(table, twin, height, random);
                compare(table, twin, height - LIFETIME + 1);
            }
            ByteWriter writer = new ByteWriter();
            table.encode(writer);
            compare(SlotTable.decode(new ByteReader(writer.toBytes())), twin, 119 - LIFETIME + 1);
        });
    }

    @Test
    void anOlderTableIsNotChangedByItsSuccessors() {
        Seeded.check(5, (random, round) -> {
            SlotTable table = SlotTable.EMPTY;
            Map<Bytes, Kept> twin = new HashMap<>();
            for (long height = 1; height < 30; height++) {
                table = step(table, twin, height, random);
            }
            Map<Bytes, Kept> before = new HashMap<>(twin);
            SlotTable later = table;
            for (long height = 30; height < 60; height++) {
                later = step(later, twin, height, random);
            }
            compare(table, before, 29 - LIFETIME + 1);
        });
    }

    @Test
    void expiredSlotsAreLetGo() {
        SlotTable table = SlotTable.EMPTY;
        for (int height = 1; height <= 1000; height++) {
            TreeMap<Bytes, Digest> slots = new TreeMap<>(Map.of(key(height), leaf(height, height)));
            table = table.with(slots, height, height - LIFETIME + 1);
        }
        assertThat(table.size()).isLessThan(6 * (int) LIFETIME);
    }
}
