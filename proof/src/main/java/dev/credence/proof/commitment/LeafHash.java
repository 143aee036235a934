package dev.credence.proof.commitment;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;

/// The two hashes of a tree of columns.
///
/// ```
/// leaf = SHA-256(0x00 ‖ cells, 8 bytes little-endian a limb)        node = SHA-256(0x01 ‖ left ‖ right)
/// ```
/// The depth of a tree follows from its shape, and the tags keep a node from passing for a leaf. For one thread.
final class LeafHash {
    static final VarHandle LIMBS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final MessageDigest sha256 = Sha256.newDigest();
    private final byte[] leaf;
    private final byte[] pair = new byte[1 + 2 * Digest.LENGTH];

    LeafHash(int leafLimbs) {
        leaf = new byte[1 + Long.BYTES * leafLimbs];
        pair[0] = 1;
    }

    /// The message of a leaf: its cells go in from byte 1 on.
    byte[] leaf() {
        return leaf;
    }

    /// Hashes `leaf()` into target[at … at + 32).
    void leafInto(byte[] target, int at) {
        hash(leaf, target, at);
    }

    /// Hashes limbs[from …) as a leaf.
    void leafInto(long[] limbs, int from, byte[] target, int at) {
        for (int i = 0; i < leaf.length / Long.BYTES; i++) {
            LIMBS.set(leaf, 1 + Long.BYTES * i, limbs[from + i]);
        }
        hash(leaf, target, at);
    }

    /// Hashes the nodes at left[leftAt …) and right[rightAt …) into target[at … at + 32).
    void nodeInto(byte[] left, int leftAt, byte[] right, int rightAt, byte[] target, int at) {
        System.arraycopy(left, leftAt, pair, 1, Digest.LENGTH);
        System.arraycopy(right, rightAt, pair, 1 + Digest.LENGTH, Digest.LENGTH);
        hash(pair, target, at);
    }

    private void hash(byte[] message, byte[] target, int at) {
        sha256.update(message);
        try {
            sha256.digest(target, at, Digest.LENGTH);
        } catch (DigestException impossible) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", impossible);
        }
    }
}
