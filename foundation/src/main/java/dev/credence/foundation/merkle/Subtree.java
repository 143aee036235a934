package dev.credence.foundation.merkle;

import dev.credence.foundation.hash.Digest;
import java.util.List;

/// The interval of leaves [start, end) of a log whose hash is a node that later, larger trees keep.
///
/// Valid where start is a multiple of the smallest power of two that is not below end − start: such an interval is the
/// tree that its own leaves make, and every larger tree contains its complete left parts.
///
/// Source: draft-ietf-plants-merkle-tree-certs, sections 4.1 (subtrees), 4.3.2 and 4.4.3 (verification).
///
/// @param start index of the first leaf
/// @param end   index after the last leaf; equal to start for the empty interval
public record Subtree(long start, long end) {
    /// Whether the interval is one that a log's tree keeps.
    public boolean isValid() {
        if (start < 0 || end < start) {
            return false;
        }
        long length = end - start;
        // BIT_CEIL of lengths above 2^62 does not fit; such an interval can only begin at 0.
        if (length > 1L << 62) {
            return start == 0;
        }
        long ceiling = length <= 1 ? 1 : Long.highestOneBit(length - 1) << 1;
        return (start & (ceiling - 1)) == 0;
    }

    /// Whether `path` shows that leaf `index` of the log, inside this interval with hash `root`, has the hash `leafHash`.
    public boolean verifyInclusion(Digest leafHash, long index, List<Digest> path, Digest root) {
        return isValid()
                && index >= start
                && MerkleTree.verifyInclusion(leafHash, index - start, end - start, path, root);
    }

    /// Whether `path` shows that the leaves of this interval, with hash `subtreeRoot`, stand in the tree (`size`, `root`).
    ///
    /// Of the empty interval only its own hash is checked: it stands in every tree.
    public boolean verifyConsistency(long size, Digest subtreeRoot, Digest root, List<Digest> path) {
        // Step 1.
        if (!isValid() || end > size) {
            return false;
        }
        if (start == end) {
            return path.isEmpty() && subtreeRoot.equals(MerkleTree.emptyRoot());
        }
        // Step 2.
        long fn = start;
        long sn = end - 1;
        long tn = size - 1;
        // Step 3: climb as long as the interval is a whole subtree, or to its top if it ends where the tree ends.
        while (fn != sn && (sn == tn || (sn & 1) == 1)) {
            fn >>>= 1;
            sn >>>= 1;
            tn >>>= 1;
        }
        // Step 4.
        boolean whole = fn == sn;
        if (!whole && path.isEmpty()) {
            return false;
        }
        Digest fr = whole ? subtreeRoot : path.getFirst();
        Digest sr = fr;
        // Step 5.
        for (Digest c : whole ? path : path.subList(1, path.size())) {
            if (tn == 0) {
                return false;
            }
            if ((sn & 1) == 1 || sn == tn) {
                if (fn < sn) {
                    fr = MerkleTree.nodeHash(c, fr);
                }
                sr = MerkleTree.nodeHash(c, sr);
                while ((sn & 1) == 0 && sn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                    tn >>>= 1;
                }
            } else {
                sr = MerkleTree.nodeHash(sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
            tn >>>= 1;
        }
        // Step 6.
        return tn == 0 && fr.equals(subtreeRoot) && sr.equals(root);
    }
}
