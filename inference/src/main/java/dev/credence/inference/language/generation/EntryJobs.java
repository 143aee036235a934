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
    /// Fewer rows are not worth a division.
    private static final int ROWS_MIN = 8;
    /// Elements that may wait: 4 MB; those of a told answer's logits would be a hundred.
    private static final int WAITING_MAX = 1 << 20;
    /// Elements of a part: ten microseconds.
    private static final int PART_MIN = 1 << 12;

    private final LanguageKernels kernels;
    private final ConcurrentLinkedQueue<EntryHasher> hashers = new ConcurrentLinkedQueue<>();
    private final List<Job> waiting = new ArrayList<>();
    private int elements;

    /// @param x  the row's elements from `at` on; as many as `count`
    /// @param to where the entry goes, from `toAt` on
    private record Job(EntryHasher.Place place, float[] x, int at, int count, byte[] to, int toAt) {}

    EntryJobs(LanguageKernels kernels) {
        this.kernels = kernels;
    }

    /// One row; what is written to is not read before `finish`.
    void add(EntryHasher.Place place, float[] x, int at, int count, byte[] to, int toAt) {
        waiting.add(new Job(place, x, at, count, to, toAt));
        elements += count;
    }

    /// The arrays of the rows added since are about to be used again.
    ///
    /// @param from how many rows were waiting before
    void release(int from) {
        if (waiting.size() - from >= ROWS_MIN || elements > WAITING_MAX) {
            finish();
            return;
        }
        for (int i = from; i < waiting.size(); i++) {
            Job job = waiting.get(i);
            waiting.set(i, new Job(job.place, Arrays.copyOfRange(job.x, job.at, job.at + job.count), 0, job.count, job.to, job.toAt));
        }
    }

    /// Whether so many rows wait that all threads have a part of them.
    boolean isWorthDividing() {
        return waiting.size() >= ROWS_MIN;
    }

    /// How many rows wait.
    int size() {
        return waiting.size();
    }

    /// Hashes all rows that wait; the last, which are the longest, first, since the others fill what time is left.
    void finish() {
        if (waiting.isEmpty()) {
            return;
        }
        int[] ends = parts();
        kernels.divide(ends.length, part -> {
            EntryHasher free = hashers.poll();
            EntryHasher hasher = free == null ? new EntryHasher() : free;
            for (int i = part == 0 ? waiting.size() : ends[part - 1]; i > ends[part]; i--) {
                Job job = waiting.get(i - 1);
                hasher.entry(job.place, job.x, job.at, job.count, job.to, job.toAt);
            }
            hashers.add(hasher);
        });
        waiting.clear();
        elements = 0;
    }

    // From the last row down: where each part ends.
    private int[] parts() {
        int[] ends = new int[waiting.size()];
        int count = 0;
        int length = 0;
        for (int i = waiting.size() - 1; i >= 0; i--) {
            length += waiting.get(i).count;
            if (length >= PART_MIN || i == 0) {
                ends[count++] = i;
                length = 0;
            }
        }
        return Arrays.copyOf(ends, count);
    }
}
