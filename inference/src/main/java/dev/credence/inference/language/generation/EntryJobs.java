package dev.credence.inference.language.generation;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.tensor.ChunkHasher;
import dev.credence.inference.tensor.RowRoots;
import dev.credence.inference.trace.EntryHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Rows that wait to be hashed into trace entries, on all of the engine's threads: a token's ninety rows take one thread 4 % of the time that
/// the token takes two.
///
/// A layer's rows of many positions have many chunks and are hashed as they come; those of few are copied, and hashed together when enough have
/// come or the last one has: first all chunks, then what stands above them. No result depends on it.
final class EntryJobs {
    /// Fewer chunks are not worth a division.
    private static final int CHUNKS_MIN = 48;
    /// Elements that may wait: 4 MB, and at most as much again in copies that were too short for the next rows.
    private static final int WAITING_MAX = 1 << 20;
    /// Chunk hashes that are made into entries by one part, counting an entry as some of them: some ten microseconds.
    private static final int PART_HASHES = 96;
    private static final int ENTRY_HASHES = 3;

    private final LanguageKernels kernels;
    private final ConcurrentLinkedQueue<Worker> workers = new ConcurrentLinkedQueue<>();
    private final List<Job> waiting = new ArrayList<>();
    private final ChunkList chunks = new ChunkList();
    // The rows that were copied, one after the other.
    private float[] held = new float[0];
    private int heldCount;
    private int elements;
    private byte[] hashes = new byte[0];

    /// @param x  the row's elements from `at` on; as many as `count`
    /// @param to where the entry goes, from `toAt` on
    private record Job(EntryHasher.Place place, float[] x, int at, int count, byte[] to, int toAt) {}

    /// What one thread hashes with.
    private static final class Worker {
        private final ChunkHasher chunks;
        private final EntryHasher entries = new EntryHasher();
        private final float[][] x = new float[ChunkHasher.CHUNKS_MAX][];
        private final int[] at = new int[ChunkHasher.CHUNKS_MAX];
        private final int[] toAt = new int[ChunkHasher.CHUNKS_MAX];

        Worker(ChunkHasher chunks) {
            this.chunks = chunks;
        }
    }

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
        int added = 0;
        int chunksAdded = 0;
        for (int i = from; i < waiting.size(); i++) {
            added += waiting.get(i).count;
            chunksAdded += RowRoots.chunks(waiting.get(i).count);
        }
        if (chunksAdded >= CHUNKS_MIN || elements > WAITING_MAX) {
            finish();
            return;
        }
        if (held.length < heldCount + added) {
            // Rows that wait keep the array that they are in.
            held = new float[Math.min(2 * (heldCount + added), WAITING_MAX)];
            heldCount = 0;
        }
        for (int i = from; i < waiting.size(); i++) {
            Job job = waiting.get(i);
            System.arraycopy(job.x, job.at, held, heldCount, job.count);
            waiting.set(i, new Job(job.place, held, heldCount, job.count, job.to, job.toAt));
            heldCount += job.count;
        }
    }

    /// How many rows wait.
    int size() {
        return waiting.size();
    }

    /// Hashes all rows that wait.
    void finish() {
        if (waiting.isEmpty()) {
            return;
        }
        chunks.clear();
        for (int i = 0; i < waiting.size(); i++) {
            chunks.add(waiting.get(i).count);
        }
        chunks.group();
        if (hashes.length < chunks.size() * Digest.LENGTH) {
            hashes = new byte[chunks.size() * Digest.LENGTH];
        }
        kernels.divide(chunks.groups(), group -> with(worker -> hash(worker, group)));
        int[] ends = parts();
        kernels.divide(ends.length, part -> with(worker -> {
            for (int i = part == 0 ? waiting.size() : ends[part - 1]; i > ends[part]; i--) {
                Job job = waiting.get(i - 1);
                worker.entries.entry(job.place, hashes, chunks.first(i - 1) * Digest.LENGTH, job.count, job.to, job.toAt);
            }
        }));
        waiting.clear();
        elements = 0;
        heldCount = 0;
    }

    private void with(Consumer<Worker> work) {
        Worker free = workers.poll();
        Worker worker = free == null ? new Worker(kernels.newChunkHasher()) : free;
        work.accept(worker);
        workers.add(worker);
    }

    private void hash(Worker worker, int group) {
        int from = chunks.groupFrom(group);
        int count = chunks.groupFrom(group + 1) - from;
        for (int i = 0; i < count; i++) {
            int chunk = chunks.chunk(from + i);
            int row = chunks.row(chunk);
            Job job = waiting.get(row);
            worker.x[i] = job.x;
            worker.at[i] = job.at + (chunk - chunks.first(row)) * RowRoots.CHUNK_FLOATS;
            worker.toAt[i] = chunk * Digest.LENGTH;
        }
        worker.chunks.hash(worker.x, worker.at, count, chunks.length(group), hashes, worker.toAt);
        // A worker outlives the rows.
        Arrays.fill(worker.x, 0, count, null);
    }

    // From the last row, as a rule the longest, down: where each part ends.
    private int[] parts() {
        int[] ends = new int[waiting.size()];
        int count = 0;
        int length = 0;
        for (int i = waiting.size() - 1; i >= 0; i--) {
            length += ENTRY_HASHES + RowRoots.chunks(waiting.get(i).count);
            if (length >= PART_HASHES || i == 0) {
                ends[count++] = i;
                length = 0;
            }
        }
        return Arrays.copyOf(ends, count);
    }
}
