package dev.credence.foundation.merkle;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of RFC 6962 and RFC 9162 over SHA-256: its definition, and the verification of its proofs.
///
/// ```
/// MTH([])   = SHA-256()
/// MTH([d])  = SHA-256(0x00 ‖ d)
/// MTH(D[n]) = SHA-256(0x01 ‖ MTH(D[0:k]) ‖ MTH(D[k:n]))     k = largest power of two smaller than n
/// ```
///
/// `root`, `inclusion` and `consistency` are the recursive definitions of RFC 9162 section 2.1, word for word and slow
/// (O(n) hashes a call); they judge `AppendOnlyTree`. The `verify` methods are the algorithms of sections 2.1.3.2 and
/// 2.1.4.2 with their step numbers; they never throw on what a stranger sent.
///
/// **Soundness**: a false proof is a collision of SHA-256.
/// **Obligation**: size and root must come from a checkpoint that the caller trusts; of the size alone nothing is proved.
public final class MerkleTree {
    /// The most hashes that a proof in a tree of less than 2^63 leaves can have.
    public static final int PATH_LENGTH_MAX = 64;

    private static final Bytes LEAF = Bytes.wrap(new byte[] {0x00});
    private static final Bytes NODE = Bytes.wrap(new byte[] {0x01});
    private static final Digest EMPTY_ROOT = Sha256.of();

    private MerkleTree() {}

    /// The root of the tree without leaves.
    public static Digest emptyRoot() {
        return EMPTY_ROOT;
    }

    /// SHA-256(0x00 ‖ entry).
    public static Digest leafHash(Bytes entry) {
        return Sha256.of(LEAF, entry);
    }

    /// SHA-256(0x01 ‖ left ‖ right).
    public static Digest nodeHash(Digest left, Digest right) {
        return Sha256.of(NODE, left.bytes(), right.bytes());
    }

    /// MTH of the entries whose leaf hashes are given (RFC 9162 section 2.1.1).
    public static Digest root(List<Digest> leafHashes) {
        int n = leafHashes.size();
        if (n == 0) {
            return EMPTY_ROOT;
        }
        if (n == 1) {
            return leafHashes.getFirst();
        }
        int k = split(n);
        return nodeHash(root(leafHashes.subList(0, k)), root(leafHashes.subList(k, n)));
    }

    /// PATH(index, D[n]): the hashes from the leaf's sibling up to the root's child (RFC 9162 section 2.1.3.1).
    ///
    /// @param index in [0, n)
    public static List<Digest> inclusion(List<Digest> leafHashes, int index) {
        int n = leafHashes.size();
        if (index < 0 || index >= n) {
            throw new IllegalArgumentException("a leaf's index is in [0, " + n + "), found " + index);
        }
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        boolean left = index < k;
        List<Digest> path = new ArrayList<>(
                left ? inclusion(leafHashes.subList(0, k), index) : inclusion(leafHashes.subList(k, n), index - k));
        path.add(root(left ? leafHashes.subList(k, n) : leafHashes.subList(0, k)));
        return List.copyOf(path);
    }

    /// PROOF(oldSize, D[n]): that the tree of the first `oldSize` leaves is a prefix (RFC 9162 section 2.1.4.1).
    ///
    /// @param oldSize in [0, n]; of 0 and of n the proof is empty
    public static List<Digest> consistency(List<Digest> leafHashes, int oldSize) {
        int n = leafHashes.size();
        if (oldSize < 0 || oldSize > n) {
            throw new IllegalArgumentException("an older size is in [0, " + n + "], found " + oldSize);
        }
        return oldSize == 0 ? List.of() : subproof(leafHashes, oldSize, true);
    }

    // SUBPROOF(m, D[n], b): b says that the verifier knows MTH(D[0:m]) already.
    private static List<Digest> subproof(List<Digest> leafHashes, int m, boolean known) {
        int n = leafHashes.size();
        if (m == n) {
            return known ? List.of() : List.of(root(leafHashes));
        }
        int k = split(n);
        boolean left = m <= k;
        List<Digest> path = new ArrayList<>(
                left ? subproof(leafHashes.subList(0, k), m, known) : subproof(leafHashes.subList(k, n), m - k, false));
        path.add(root(left ? leafHashes.subList(k, n) : leafHashes.subList(0, k)));
        return List.copyOf(path);
    }

    /// Whether `path` shows that the leaf `index` of the tree (`size`, `root`) has the hash `leafHash` (RFC 9162 section
    /// 2.1.3.2).
    public static boolean verifyInclusion(Digest leafHash, long index, long size, List<Digest> path, Digest root) {
        // Step 1. leaf_index ≥ tree_size fails; sizes from 2^63 on come here as negative numbers.
        if (index < 0 || index >= size) {
            return false;
        }
        // Steps 2 and 3.
        long fn = index;
        long sn = size - 1;
        Digest r = leafHash;
        for (Digest p : path) {
            // Step 4a: the path is longer than the tree is high.
            if (sn == 0) {
                return false;
            }
            // Step 4b.
            if ((fn & 1) == 1 || fn == sn) {
                r = nodeHash(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                r = nodeHash(r, p);
            }
            // Step 4c.
            fn >>>= 1;
            sn >>>= 1;
        }
        // Step 5: the path must be used up as well as fit.
        return sn == 0 && r.equals(root);
    }

    /// Whether `path` shows that the tree (`oldSize`, `oldRoot`) is a prefix of the tree (`newSize`, `newRoot`) (RFC 9162
    /// section 2.1.4.2).
    ///
    /// False where `oldSize` is 0 and `newSize` is not: every tree begins with the empty one, so there is nothing to
    /// prove, and a caller that takes the first checkpoint it sees must say so itself.
    public static boolean verifyConsistency(
            long oldSize, long newSize, Digest oldRoot, Digest newRoot, List<Digest> path) {
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        // Equal sizes stand before the RFC's steps: nothing to walk, the roots must be one.
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot) && (oldSize != 0 || oldRoot.equals(EMPTY_ROOT));
        }
        // Step 1, and the size of which nothing can be proved.
        if (path.isEmpty() || oldSize == 0) {
            return false;
        }
        // Step 2: a power of two is a whole subtree, and its root the first hash.
        boolean whole = Long.bitCount(oldSize) == 1;
        // Steps 3 and 4.
        long fn = oldSize - 1;
        long sn = newSize - 1;
        while ((fn & 1) == 1) {
            fn >>>= 1;
            sn >>>= 1;
        }
        // Step 5.
        Digest fr = whole ? oldRoot : path.getFirst();
        Digest sr = fr;
        // Step 6.
        for (Digest c : whole ? path : path.subList(1, path.size())) {
            // Step 6a.
            if (sn == 0) {
                return false;
            }
            // Step 6b, else 6c.
            if ((fn & 1) == 1 || fn == sn) {
                fr = nodeHash(c, fr);
                sr = nodeHash(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = nodeHash(sr, c);
            }
            // Step 6d.
            fn >>>= 1;
            sn >>>= 1;
        }
        // Step 7.
        return sn == 0 && fr.equals(oldRoot) && sr.equals(newRoot);
    }

    // The largest power of two smaller than n, for n ≥ 2.
    static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }
}
