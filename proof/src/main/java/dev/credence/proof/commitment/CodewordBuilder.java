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
/// A large codeword is made coset by coset, and where it is a mapped file each coset leaves memory when it is hashed: no more than one
/// of them is resident at a time.
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
        Codeword codeword = new Codeword(shape, store);
        RowCode code = RowCode.of(shape.columnsLog(), shape.rateLog());
        boolean whole = shape.codewordBytes() <= WHOLE_BYTES_MAX;
        int together = whole ? code.cosets() : 1;
        int groups = groups(shape, whole ? 1 : workers.threads());
        int depth = shape.positionsLog();
        int pieceLog = Math.min(HASH_PIECE_LOG, depth);
        Spares<Scratch> scratch = new Spares<>(() -> new Scratch(code, Math.ceilDiv(shape.leafLimbs(), groups), 1 << shape.columnsLog()));
        for (int coset = 0; coset < code.cosets(); coset += together) {
            encode(shape, rows, store.codeword(), new Wave(coset, together, groups, scratch), workers);
            // Each task hashes one subtree of 2^pieceLog leaves.
            int pieces = (1 << depth - pieceLog) * together / code.cosets();
            int first = pieces * (coset / together);
            workers.each(pieces, piece -> subtree(shape, store, first + piece, pieceLog));
            if (store.codeword().isMapped()) {
                long bytes = shape.codewordBytes() / code.cosets() * together;
                store.codeword().asSlice(bytes * (coset / together), bytes).unload();
            }
        }
        climb(store.tree(), depth, pieceLog, 0, read(store.tree(), depth, pieceLog, 0, 1 << depth - pieceLog));
        return codeword;
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

    private static void encode(CommitmentShape shape, LimbRows rows, MemorySegment codeword, Wave wave, Workers workers) {
        workers.each(wave.groups * wave.cosets, task -> {
            int group = task / wave.cosets;
            int first = shape.leafLimbs() * group / wave.groups;
            int end = shape.leafLimbs() * (group + 1) / wave.groups;
            Part part = new Part(first, end, wave.first + task % wave.cosets);
            wave.scratch.use(scratch -> encode(shape, rows, codeword, scratch, part));
        });
    }

    // The limb rows [first, end) on one coset.
    private record Part(int first, int end, int coset) {}

    private static void encode(CommitmentShape shape, LimbRows rows, MemorySegment codeword, Scratch scratch, Part part) {
        long[][] words = scratch.words;
        for (int i = 0; i < part.end - part.first; i++) {
            rows.read(part.first + i, words[i]);
            scratch.encoder.encode(words[i], part.coset);
        }
        scatter(scratch, codeword, shape, part);
    }

    private static void scatter(Scratch scratch, MemorySegment codeword, CommitmentShape shape, Part part) {
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
                MemorySegment.copy(gathered, i * count, codeword, Codeword.LIMB, at, count);
            }
        }
    }

    private static void subtree(CommitmentShape shape, CodewordStore store, int piece, int pieceLog) {
        int leaves = 1 << pieceLog;
        int leafBytes = Long.BYTES * shape.leafLimbs();
        LeafHash hash = new LeafHash(shape.leafLimbs());
        byte[] hashes = new byte[Digest.LENGTH * leaves];
        for (int i = 0; i < leaves; i++) {
            long at = ((long) piece * leaves + i) * leafBytes;
            MemorySegment.copy(store.codeword(), ValueLayout.JAVA_BYTE, at, hash.leaf(), 1, leafBytes);
            hash.leafInto(hashes, Digest.LENGTH * i);
        }
        write(store.tree(), shape.positionsLog(), 0, piece * leaves, hashes);
        climb(store.tree(), shape.positionsLog(), 0, piece * leaves, hashes);
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
