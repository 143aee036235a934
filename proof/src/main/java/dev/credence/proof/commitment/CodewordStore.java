package dev.credence.proof.commitment;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The memory behind a commitment: the codeword, leaf by leaf, and the nodes of its tree. Given by the caller: arrays, or
/// a file for the weights of a model, which are committed once and opened many times.
///
/// The codeword is `CommitmentShape.codewordBytes()`: leaf l at l·8·leafLimbs, limbs little-endian; the tree is
/// `CommitmentShape.treeBytes()`: the leaves' hashes, then level by level up to the root.
public final class CodewordStore {
    private final MemorySegment tree;
    private final Optional<Stream> stream;
    private MemorySegment codeword;

    private CodewordStore(MemorySegment codeword, MemorySegment tree, Optional<Stream> stream) {
        this.codeword = codeword;
        this.tree = tree;
        this.stream = stream;
    }

    /// Memory to write to in any order, or that was filled before.
    public static CodewordStore of(MemorySegment codeword, MemorySegment tree) {
        return new CodewordStore(codeword, tree, Optional.empty());
    }

    /// A codeword that is written from its beginning to its end, a few megabytes at a time, and then read.
    public static CodewordStore streamed(Stream stream, MemorySegment tree) {
        return new CodewordStore(MemorySegment.NULL, tree, Optional.of(stream));
    }

    /// New zeroed arrays of this process.
    public static CodewordStore inMemory(CommitmentShape shape) {
        return of(array(shape.codewordBytes()), array(shape.treeBytes()));
    }

    private static MemorySegment array(long bytes) {
        return MemorySegment.ofArray(new long[Math.toIntExact(bytes / Long.BYTES)]);
    }

    /// Where a codeword goes that is made once, in order.
    public interface Stream {
        /// The next bytes; the array is written over afterwards.
        void append(byte[] bytes);

        /// All that was appended, to read from; nothing is appended any more.
        MemorySegment finish();
    }

    Optional<Stream> stream() {
        return stream;
    }

    /// Refuses a store of another size than the shape's.
    void check(CommitmentShape shape) {
        boolean fits = stream.isPresent() && codeword.equals(MemorySegment.NULL) || codeword.byteSize() == shape.codewordBytes();
        if (!fits || tree.byteSize() != shape.treeBytes()) {
            throw new IllegalArgumentException("a store of " + shape.codewordBytes() + " and " + shape.treeBytes()
                    + " bytes expected, found " + codeword.byteSize() + " and " + tree.byteSize());
        }
    }

    void finish() {
        stream.ifPresent(written -> codeword = written.finish());
    }

    MemorySegment codeword() {
        return codeword;
    }

    MemorySegment tree() {
        return tree;
    }
}
