package dev.credence.proof.commitment;

import dev.credence.foundation.hash.Digest;
import dev.credence.proof.code.RowCode;
import dev.credence.proof.code.RowEncoder;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Spares;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Encodes a matrix and hashes its columns.
///
/// For every coset of the code and group of limb rows, a row is read and transformed, row by row, and the group is written
/// leaf by leaf; then the leaves are hashed in their order. Reading a row anew for every coset costs less than keeping
/// it. Groups are of one size but for one row, at most 16: 16 rows take 8 MiB of scratch at 2^16 columns.
///
/// A large codeword is made coset by coset, and where it is a file no more than one of them is in memory at a time: a streamed one is
/// made in an array and appended when it is hashed, which costs a quarter of what the faults of new mapped pages do; a mapped one is
/// unloaded.
final class CodewordBuilder {
    private static final int GROUP = 16;
    // Leaves gathered before they are written: 64 × 16 limbs stay in the first cache.
    private static final int GATHER = 64;
    private static final int HASH_PIECE_LOG = 9;
    // Codewords up to this size are made at once, all cosets side by side: threads then wait for each other twice.
    private static final long WHOLE_BYTES_MAX = 32L << 20;

    private CodewordBuilder() {}

    /// Gives the limb row `index` of a matrix: row index / limbs, limb index % limbs, as canonical elements.
    @FunctionalInterface
    interface LimbRows {
        void read(int index, long[] target);
    }

    static Codeword build(CommitmentShape shape, LimbRows rows, CodewordStore store, Workers workers) {
        store.check(shape);
        RowCode code = RowCode.of(shape.columnsLog(), shape.rateLog());
        boolean whole = shape.codewordBytes() <= WHOLE_BYTES_MAX && store.stream().isEmpty();
        int together = whole ? code.cosets() : 1;
        int groups = groups(shape, whole ? 1 : workers.threads());
        int depth = shape.positionsLog();
        int pieceLog = Math.min(HASH_PIECE_LOG, depth);
        Spares<Scratch> scratch = new Spares<>(() -> new Scratch(code, Math.ceilDiv(shape.leafLimbs(), groups), 1 << shape.columnsLog()));
        long waveBytes = shape.codewordBytes() / code.cosets() * together;
        byte[] passing = new byte[store.stream().isPresent() ? Math.toIntExact(waveBytes) : 0];
        for (int coset = 0; coset < code.cosets(); coset += together) {
            MemorySegment leaves = store.stream().isPresent()
                    ? MemorySegment.ofArray(passing)
                    : store.codeword().asSlice(waveBytes * (coset / together), waveBytes);
            encode(shape, rows, leaves, new Wave(coset, together, groups, scratch), workers);
            // Each task hashes one subtree of 2^pieceLog leaves.
            int pieces = (1 << depth - pieceLog) * together / code.cosets();
            int first = pieces * (coset / together);
            workers.each(pieces, piece -> subtree(shape, leaves, piece, store.tree(), new Subtree(first + piece, pieceLog)));
            store.stream().ifPresent(stream -> stream.append(passing));
            if (leaves.isMapped()) {
                leaves.unload();
            }
        }
        store.finish();
        climb(store.tree(), depth, pieceLog, 0, read(store.tree(), depth, pieceLog, 0, 1 << depth - pieceLog));
        return new Codeword(shape, store);
    }

    // A multiple of `threads`, so that none waits for the others' last group.
    private static int groups(CommitmentShape shape, int threads) {
        int least = Math.ceilDiv(shape.leafLimbs(), GROUP);
        return Math.min(shape.leafLimbs(), Math.ceilDiv(least, threads) * threads);
    }

    // So many cosets from `first` on, the limb rows in so many groups.
    private record Wave(int first, int cosets, int groups, Spares<Scratch> scratch) {}

    // What one thread encodes with: the words of one group.
    private record Scratch(RowEncoder encoder, long[][] words, long[] gathered) {
        Scratch(RowCode code, int rows, int columns) {
            this(code.encoder(), new long[rows][columns], new long[Math.min(GATHER, columns) * rows]);
        }
    }

    private static void encode(CommitmentShape shape, LimbRows rows, MemorySegment leaves, Wave wave, Workers workers) {
        workers.each(wave.groups * wave.cosets, task -> {
            int group = task / wave.cosets;
            int first = shape.leafLimbs() * group / wave.groups;
            int end = shape.leafLimbs() * (group + 1) / wave.groups;
            Part part = new Part(first, end, task % wave.cosets);
            wave.scratch.use(scratch -> {
                for (int i = 0; i < end - first; i++) {
                    rows.read(first + i, scratch.words[i]);
                    scratch.encoder.encode(scratch.words[i], wave.first + part.coset);
                }
                scatter(scratch, leaves, shape, part);
            });
        });
    }

    // The limb rows [first, end) on one coset of a wave.
    private record Part(int first, int end, int coset) {}

    private static void scatter(Scratch scratch, MemorySegment leaves, CommitmentShape shape, Part part) {
        int count = part.end - part.first;
        int columns = 1 << shape.columnsLog();
        int piece = Math.min(GATHER, columns);
        long leaf = (long) part.coset << shape.columnsLog();
        long[] gathered = scratch.gathered;
        for (int from = 0; from < columns; from += piece) {
            for (int row = 0; row < count; row++) {
                long[] word = scratch.words[row];
                for (int i = 0; i < piece; i++) {
                    gathered[i * count + row] = word[from + i];
                }
            }
            for (int i = 0; i < piece; i++) {
                long at = Long.BYTES * ((leaf + from + i) * shape.leafLimbs() + part.first);
                MemorySegment.copy(gathered, i * count, leaves, Codeword.LIMB, at, count);
            }
        }
    }

    // 2^log leaves of the tree, `number` counting such pieces.
    private record Subtree(int number, int log) {}

    // Hashes piece `piece` of `words`.
    private static void subtree(CommitmentShape shape, MemorySegment words, int piece, MemorySegment tree, Subtree place) {
        int leaves = 1 << place.log;
        int leafBytes = Long.BYTES * shape.leafLimbs();
        LeafHash hash = new LeafHash(shape.leafLimbs());
        byte[] hashes = new byte[Digest.LENGTH * leaves];
        for (int i = 0; i < leaves; i++) {
            long at = ((long) piece * leaves + i) * leafBytes;
            MemorySegment.copy(words, ValueLayout.JAVA_BYTE, at, hash.leaf(), 1, leafBytes);
            hash.leafInto(hashes, Digest.LENGTH * i);
        }
        write(tree, shape.positionsLog(), 0, place.number * leaves, hashes);
        climb(tree, shape.positionsLog(), 0, place.number * leaves, hashes);
    }

    // Hashes `nodes`, of which `level` has those from `first` on, up to their common ancestor, and writes every level.
    private static void climb(MemorySegment tree, int depth, int level, int first, byte[] nodes) {
        LeafHash hash = new LeafHash(0);
        int index = first;
        byte[] below = nodes;
        for (int above = level + 1; below.length > Digest.LENGTH; above++) {
            byte[] hashes = new byte[below.length / 2];
            for (int i = 0; i < hashes.length; i += Digest.LENGTH) {
                hash.nodeInto(below, 2 * i, below, 2 * i + Digest.LENGTH, hashes, i);
            }
            index >>= 1;
            write(tree, depth, above, index, hashes);
            below = hashes;
        }
    }

    private static void write(MemorySegment tree, int depth, int level, int index, byte[] hashes) {
        long at = Codeword.levelAt(depth, level) + 32L * index;
        MemorySegment.copy(hashes, 0, tree, ValueLayout.JAVA_BYTE, at, hashes.length);
    }

    private static byte[] read(MemorySegment tree, int depth, int level, int index, int count) {
        byte[] hashes = new byte[Digest.LENGTH * count];
        long at = Codeword.levelAt(depth, level) + 32L * index;
        MemorySegment.copy(tree, ValueLayout.JAVA_BYTE, at, hashes, 0, hashes.length);
        return hashes;
    }
}
