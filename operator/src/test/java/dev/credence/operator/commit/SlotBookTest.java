package dev.credence.operator.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.request.Slot;
import dev.credence.testkit.Seeded;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SlotBookTest {
    private static final int SLOTS = 300;

    @Test
    void doesWhatAMapDoes() {
        Seeded.check(20, (random, _) -> {
            SlotBook book = new SlotBook();
            // Absent: free; empty: in work; else the statement's height.
            Map<Slot, OptionalLong> map = new HashMap<>();
            for (int step = 0; step < 3_000; step++) {
                Slot slot = slot(random.nextInt(SLOTS));
                switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> assertThat(book.take(slot)).isEqualTo(map.putIfAbsent(slot, OptionalLong.empty()) == null);
                    case 4, 5 -> {
                        long height = random.nextInt(1_000);
                        if (map.containsKey(slot)) {
                            book.sign(slot, height);
                            map.put(slot, OptionalLong.of(height));
                        }
                    }
                    case 6 -> {
                        book.giveBack(slot);
                        map.remove(slot, OptionalLong.empty());
                    }
                    default -> {
                        long oldest = random.nextInt(200);
                        book.forgetBefore(oldest + SlotBook.HEIGHTS_KEPT);
                        map.values().removeIf(height -> height.isPresent() && height.getAsLong() < oldest);
                    }
                }
                assertThat(book.size()).isEqualTo(map.size());
            }
        });
    }

    @Test
    void growsWithoutForgettingAnySlot() {
        SlotBook book = new SlotBook();
        for (int i = 0; i < 50_000; i++) {
            assertThat(book.take(slot(i))).isTrue();
            book.sign(slot(i), i);
        }
        for (int i = 0; i < 50_000; i++) {
            assertThat(book.take(slot(i))).isFalse();
        }
        book.forgetBefore(25_000 + SlotBook.HEIGHTS_KEPT);
        assertThat(book.size()).isEqualTo(25_000);
        assertThat(book.take(slot(24_999))).isTrue();
        assertThat(book.take(slot(25_000))).isFalse();
    }

    @Test
    void signsNothingThatWasNotTaken() {
        SlotBook book = new SlotBook();
        assertThatThrownBy(() -> book.sign(slot(0), 1)).isInstanceOf(IllegalStateException.class);
        book.take(slot(0));
        book.giveBack(slot(0));
        assertThatThrownBy(() -> book.sign(slot(0), 1)).isInstanceOf(IllegalStateException.class);
    }

    private static Slot slot(int i) {
        return Slot.of(Sha256.of(new ByteWriter().u32(i).toBytes()));
    }
}
