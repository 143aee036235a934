package dev.credence.proof.commitment;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// An encoded matrix and the tree over its columns: what a prover keeps to answer queries.
///
/// Immutable once built by `CodewordBuilder`; over a store that was filled before it reads what is there.
final class Codeword {
    static final ValueLayout.OfLong LIMB = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final CommitmentShape shape;
    private final CodewordStore store;

    Codeword(CommitmentShape shape, CodewordStore store) {
        store.check(shape);
        this.shape = shape;
        this.store = store;
    }

    CommitmentShape shape() {
        return shape;
    }

    CodewordStore store() {
        return store;
    }

    Digest root() {
        return node(shape.positionsLog(), 0);
    }

    /// The limbs of these leaves, one leaf after the other.
    long[] leaves(int[] positions) {
        int limbs = shape.leafLimbs();
        long[] cells = new long[limbs * positions.length];
        for (int i = 0; i < positions.length; i++) {
            long at = (long) Long.BYTES * limbs * positions[i];
            MemorySegment.copy(store.codeword(), LIMB, at, cells, limbs * i, limbs);
        }
        return cells;
    }

    /// What ties these leaves to the root, in the order of `PrunedPaths`.
    List<Digest> paths(int[] positions) {
        List<Digest> siblings = new ArrayList<>();
        PrunedPaths.siblings(positions, shape.positionsLog(), (level, index) -> siblings.add(node(level, index)));
        return siblings;
    }

    /// The byte at which the nodes of `level` begin; level 0 holds the leaves' hashes.
    static long levelAt(int positionsLog, int level) {
        return 32L * ((2L << positionsLog) - (2L << positionsLog - level));
    }

    private Digest node(int level, int index) {
        byte[] digest = new byte[Digest.LENGTH];
        long at = levelAt(shape.positionsLog(), level) + 32L * index;
        MemorySegment.copy(store.tree(), ValueLayout.JAVA_BYTE, at, digest, 0, Digest.LENGTH);
        return new Digest(Bytes.wrap(digest));
    }
}
