package dev.credence.inference.language.generation;

import dev.credence.inference.language.transformer.KeyValueCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Keys, values and trace entries of recent sequences of one model, found by the ids they begin with. The least recently used go first when count
/// or bytes are exceeded.
///
/// A hit saves computing, and changes no bit of an answer or its trace: what is kept of a position depends on the ids up to it alone.
public final class PromptCache {
    /// Fewer positions are computed faster than they are looked for and shared.
    private static final int POSITIONS_MIN = 16;

    private final int countMax;
    private final long bytesMax;
    // The most recently used last.
    private final List<Entry> entries = new ArrayList<>();
    private long bytes;

    private record Entry(int[] ids, KeyValueCache cache, byte[] entries) {
        long bytes() {
            return cache.bytes() + entries.length + (long) ids.length * Integer.BYTES;
        }
    }

    /// A sequence that begins as the one that was looked for.
    ///
    /// @param cache   holds the positions they share; the caller's own
    /// @param entries their trace entries
    record Hit(KeyValueCache cache, byte[] entries) {}

    /// @param countMax sequences; 0 for a cache that keeps nothing
    /// @param bytesMax of memory; pages that sequences share count for each
    public PromptCache(int countMax, long bytesMax) {
        if (countMax < 0 || bytesMax < 0) {
            throw new IllegalArgumentException("bounds of at least 0 expected, found " + countMax + ", " + bytesMax);
        }
        this.countMax = countMax;
        this.bytesMax = bytesMax;
    }

    /// A cache that keeps nothing.
    public static PromptCache none() {
        return new PromptCache(0, 0);
    }

    /// The longest known beginning of `ids` of at most `most` positions.
    ///
    /// @param entryBytes of a position
    synchronized Optional<Hit> find(int[] ids, int most, int entryBytes) {
        Entry best = null;
        int longest = POSITIONS_MIN - 1;
        for (Entry each : entries) {
            int shared = Math.min(most, common(each.ids, ids));
            if (shared > longest) {
                longest = shared;
                best = each;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        entries.remove(best);
        entries.add(best);
        return Optional.of(new Hit(best.cache.fork(longest), Arrays.copyOf(best.entries, longest * entryBytes)));
    }

    private static int common(int[] one, int[] other) {
        int mismatch = Arrays.mismatch(one, other);
        return mismatch < 0 ? one.length : mismatch;
    }

    /// Keeps the sequence `ids`.
    ///
    /// @param cache       holds at least these positions; stays the caller's
    /// @param traceEntries gives those of the same positions, from then on this cache's
    synchronized void keep(int[] ids, KeyValueCache cache, Supplier<byte[]> traceEntries) {
        if (countMax == 0 || ids.length < POSITIONS_MIN) {
            return;
        }
        for (Entry each : List.copyOf(entries)) {
            int shared = common(each.ids, ids);
            if (shared == ids.length) {
                return;
            }
            if (shared == each.ids.length) {
                remove(each);
            }
        }
        Entry entry = new Entry(ids, cache.fork(ids.length), traceEntries.get());
        if (entry.bytes() > bytesMax) {
            return;
        }
        entries.add(entry);
        bytes += entry.bytes();
        while (entries.size() > countMax || bytes > bytesMax) {
            remove(entries.getFirst());
        }
    }

    private void remove(Entry entry) {
        entries.remove(entry);
        bytes -= entry.bytes();
    }

    /// How many sequences it keeps.
    public synchronized int size() {
        return entries.size();
    }

    /// The memory that they take.
    public synchronized long bytes() {
        return bytes;
    }
}
