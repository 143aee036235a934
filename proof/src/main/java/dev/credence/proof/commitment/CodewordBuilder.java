package dev.credence.proof.commitment;

import dev.credence.foundation.hash.Digest;
import dev.credence.proof.code.RowCode;
import dev.credence.proof.code.RowEncoder;
import dev.credence.proof.code.Workers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Encodes a matrix and hashes its columns.
///
/// For every coset of the code and group of limb rows, a row is read and transformed, row by row, and the group is written
/// leaf by leaf; at the end all leaves are hashed in their order. Reading a row anew for every coset costs less than keeping
/// it. Groups are of one size but for one row, at most 16: 16 rows take 8 MiB of scratch at 2^16 columns.
final class CodewordBuilder {
    private static final int GROUP = 16;
    // Leaves gathered before they are written: 64 × 16 limbs stay in the first cache.
    private static final int GATHER = 64;
    private static final int HASH_PIECE_LOG = 9;

    private CodewordBuilder() {}

    /// Gives the limb row `index` of a matrix: row index / limbs, limb index % limbs, as canonical elements.
    @FunctionalInterface
    interface LimbRows {
        void read(int index, long[] target);
    }

    static Codeword build(CommitmentShape shape, LimbRows rows, CodewordStore store, Workers workers) {
        Codeword codeword = new Codeword(shape, store);
        RowCode code = RowCode.of(shape.columnsLog(), shape.rateLog());
        int groups = (shape.leafLimbs() + GROUP - 1) / GROUP;
        workers.each(groups * code.cosets(), task -> {
            int group = task / code.cosets();
            int first = shape.leafLimbs() * group / groups;
            int end = shape.leafLimbs() * (group + 1) / groups;
            encode(shape, rows, store.codeword(), code.encoder(), new Part(first, end, task % code.cosets()));
        });
        hash(shape, store, workers);
        return codeword;
    }

    // The limb rows [first, end) on one coset.
    private record Part(int first, int end, int coset) {}

    private static void encode(CommitmentShape shape, LimbRows rows, MemorySegment codeword, RowEncoder encoder, Part part) {
        long[][] words = new long[part.end - part.first][1 << shape.columnsLog()];
        for (int i = 0; i < words.length; i++) {
            rows.read(part.first + i, words[i]);
            encoder.encode(words[i], part.coset);
        }
        scatter(words, codeword, (long) part.coset << shape.columnsLog(), shape.leafLimbs(), part.first);
    }

    private static void scatter(long[][] words, MemorySegment codeword, long leaf, int leafLimbs, int first) {
        int count = words.length;
        int columns = words[0].length;
        int piece = Math.min(GATHER, columns);
        long[] gathered = new long[piece * count];
        for (int from = 0; from < columns; from += piece) {
            for (int row = 0; row < count; row++) {
                long[] word = words[row];
                for (int i = 0; i < piece; i++) {
                    gathered[i * count + row] = word[from + i];
                }
            }
            for (int i = 0; i < piece; i++) {
                long at = Long.BYTES * ((leaf + from + i) * leafLimbs + first);
                MemorySegment.copy(gathered, i * count, codeword, Codeword.LIMB, at, count);
            }
        }
    }

    private static void hash(CommitmentShape shape, CodewordStore store, Workers workers) {
        int depth = shape.positionsLog();
        int pieceLog = Math.min(HASH_PIECE_LOG, depth);
        // Each task hashes one subtree of 2^pieceLog leaves; the few levels above follow in this thread.
        workers.each(1 << depth - pieceLog, piece -> subtree(shape, store, piece, pieceLog));
        byte[] level = read(store.tree(), depth, pieceLog, 0, 1 << depth - pieceLog);
        climb(store.tree(), depth, pieceLog, 0, level);
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
