package dev.credence.inference.language.generation;

import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.trace.EntryHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Rows that wait to be hashed into trace entries, on all of the engine's threads: a token's ninety rows take one thread 4 % of the time that
/// the token takes two.
///
/// A run of many positions is hashed layer by layer as it comes; the rows of a single position are copied, and hashed together when the last one
/// has come. No result depends on it.
final class EntryJobs {
    /// Fewer rows of a layer are not worth a division.
    private static final int ROWS_MIN = 8;
    /// Rows of a part.
    private static final int PART = 8;

    private final LanguageKernels kernels;
    private final ConcurrentLinkedQueue<EntryHasher> hashers = new ConcurrentLinkedQueue<>();
    private final List<Job> waiting = new ArrayList<>();

    /// @param x  the row's elements from `at` on; as many as `count`
    /// @param to where the entry goes, from `toAt` on
    private record Job(EntryHasher.Place place, float[] x, int at, int count, byte[] to, int toAt) {}

    EntryJobs(LanguageKernels kernels) {
        this.kernels = kernels;
    }

    /// One row; what is written to is not read before `finish`.
    void add(EntryHasher.Place place, float[] x, int at, int count, byte[] to, int toAt) {
        waiting.add(new Job(place, x, at, count, to, toAt));
    }

    /// The arrays of the rows added since are about to be used again.
    ///
    /// @param from how many rows were waiting before
    void release(int from) {
        if (waiting.size() - from >= ROWS_MIN) {
            finish();
            return;
        }
        for (int i = from; i < waiting.size(); i++) {
            Job job = waiting.get(i);
            waiting.set(i, new Job(job.place, Arrays.copyOfRange(job.x, job.at, job.at + job.count), 0, job.count, job.to, job.toAt));
        }
    }

    /// How many rows wait.
    int size() {
        return waiting.size();
    }

    /// Hashes all rows that wait; the longest first, since the others fill what time is left.
    void finish() {
        if (waiting.isEmpty()) {
            return;
        }
        int last = waiting.size() - 1;
        int parts = last / PART + 1;
        kernels.divide(parts, part -> {
            EntryHasher free = hashers.poll();
            EntryHasher hasher = free == null ? new EntryHasher() : free;
            for (int i = part * PART; i < Math.min(waiting.size(), (part + 1) * PART); i++) {
                Job job = waiting.get(last - i);
                hasher.entry(job.place, job.x, job.at, job.count, job.to, job.toAt);
            }
            hashers.add(hasher);
        });
        waiting.clear();
    }
}
