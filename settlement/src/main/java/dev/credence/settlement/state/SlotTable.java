package dev.credence.settlement.state;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.receipt.request.Slot;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Which leaf an operator signed for a slot during the last blocks; immutable, sharing all that did not change.
///
/// The state's root commits to the slots by one digest a block, so that a million of them cost 56 bytes each and not a
/// tree's nodes. Kept as sorted runs whose sizes at least double: a lookup is a short search in each of about log2 n
/// runs, an insertion copies each slot about log2 n times in its life.
public final class SlotTable {
    public static final SlotTable EMPTY = new SlotTable(List.of());

    private static final TaggedHash KEY = TaggedHash.of("credence/state/slot/v1");
    private static final TaggedHash BLOCK = TaggedHash.of("credence/state/slots/v1");
    private static final int KEY_BYTES = 16;
    private static final int SLOTS_MAX = 32_000_000;

    // Oldest and largest first.
    private final List<SlotRun> runs;

    private SlotTable(List<SlotRun> runs) {
        this.runs = runs;
    }

    /// The name of an operator's slot in this table: 16 bytes, so that whoever chooses slots cannot choose these.
    public static Bytes key(Digest operator, Slot slot) {
        return KEY.digest(operator.bytes(), slot.bytes()).bytes().slice(0, KEY_BYTES);
    }

    /// The leaf that stands for `key` since a height of at least `heightMin`.
    public Optional<Digest> leaf(Bytes key, long heightMin) {
        byte[] wanted = key.toArray();
        long first = SlotRun.word(wanted, 0);
        long second = SlotRun.word(wanted, Long.BYTES);
        for (int i = runs.size() - 1; i >= 0; i--) {
            Optional<Digest> found = runs.get(i).leaf(first, second, heightMin);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// This table with the slots of one more block, without those of heights below `heightMin`.
    ///
    /// @param slots leaf by key; none of them is in the table at heights from `heightMin` on
    public SlotTable with(SortedMap<Bytes, Digest> slots, long height, long heightMin) {
        List<SlotRun> kept = new ArrayList<>();
        for (SlotRun run : runs) {
            if (run.newestHeight() >= heightMin) {
                kept.add(run);
            }
        }
        if (!slots.isEmpty()) {
            SlotRun last = SlotRun.of(slots, height);
            while (!kept.isEmpty() && kept.getLast().size() < 2 * last.size()) {
                last = SlotRun.merge(kept.removeLast(), last, heightMin);
            }
            kept.add(last);
        }
        return new SlotTable(List.copyOf(kept));
    }

    /// How many slots are kept, expired ones among them that were not yet let go.
    public int size() {
        return runs.stream().mapToInt(SlotRun::size).sum();
    }

    void encode(ByteWriter writer) {
        writer.u32(runs.size());
        runs.forEach(run -> writer.sized(run.entries()));
    }

    static SlotTable decode(ByteReader reader) throws MalformedException {
        long count = reader.u32("slots");
        List<SlotRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(SlotRun.decode(reader.sized("slots[" + i + "]", SLOTS_MAX * SlotRun.ENTRY_BYTES)));
        }
        return new SlotTable(List.copyOf(runs));
    }

    /// The digest of one block's slots under the state's root.
    ///
    /// @param slots leaf by key, in the order of keys
    public static Digest digest(SortedMap<Bytes, Digest> slots) {
        MessageDigest running = BLOCK.start();
        for (Map.Entry<Bytes, Digest> slot : slots.entrySet()) {
            slot.getKey().update(running);
            slot.getValue().bytes().update(running);
        }
        return new Digest(Bytes.wrap(running.digest()));
    }
}
