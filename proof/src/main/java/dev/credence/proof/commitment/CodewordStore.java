package dev.credence.proof.commitment;

import java.lang.foreign.MemorySegment;

/// The memory behind a commitment: the codeword, leaf by leaf, and the nodes of its tree. Given by the caller: arrays, or
/// a mapped file for the weights of a model, which are committed once and opened many times.
///
/// @param codeword CommitmentShape.codewordBytes(): leaf l at l·8·leafLimbs, limbs little-endian
/// @param tree CommitmentShape.treeBytes(): the leaves' hashes, then level by level up to the root
public record CodewordStore(MemorySegment codeword, MemorySegment tree) {
    /// New zeroed arrays of this process.
    public static CodewordStore inMemory(CommitmentShape shape) {
        return new CodewordStore(array(shape.codewordBytes()), array(shape.treeBytes()));
    }

    private static MemorySegment array(long bytes) {
        return MemorySegment.ofArray(new long[Math.toIntExact(bytes / Long.BYTES)]);
    }
}
