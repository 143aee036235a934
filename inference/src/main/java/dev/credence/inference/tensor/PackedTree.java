package dev.credence.inference.tensor;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.security.DigestException;
import java.security.MessageDigest;

/// The root of an RFC 6962 tree over hashes that lie one after the other in one array.
///
/// Every answer hashes its whole trace, so this form allocates nothing per node; the tree of `foundation` judges it.
public final class PackedTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};
    private static final int LENGTH = Digest.LENGTH;

    private PackedTree() {}

    /// Writes SHA-256(0x00 ‖ data[from, from + length)) to `hashes` as leaf hash number `index`.
    public static void leaf(MessageDigest sha256, byte[] data, int from, int length, byte[] hashes, int index) {
        sha256.update(LEAF);
        sha256.update(data, from, length);
        finish(sha256, hashes, LENGTH * index);
    }

    /// The root over the first `leaves` leaf hashes; `hashes` is used up. No leaves: SHA-256 of nothing.
    public static Digest root(byte[] hashes, int leaves) {
        byte[] root = new byte[LENGTH];
        root(Sha256.newDigest(), hashes, 0, leaves, root, 0);
        return new Digest(Bytes.wrap(root));
    }

    /// As `root` for leaf hashes from `at` on, written to `to` from `toAt` on, by a digest that has absorbed nothing and then has absorbed
    /// nothing again.
    static void root(MessageDigest sha256, byte[] hashes, int at, int leaves, byte[] to, int toAt) {
        if (leaves == 0) {
            finish(sha256, to, toAt);
            return;
        }
        // Level by level in place; an odd last node moves up unchanged, which gives the tree of RFC 6962 section 2.1.
        for (int width = leaves; width > 1; width = (width + 1) / 2) {
            for (int i = 0; i < width / 2; i++) {
                sha256.update(NODE);
                sha256.update(hashes, at + 2 * LENGTH * i, 2 * LENGTH);
                finish(sha256, hashes, at + LENGTH * i);
            }
            if ((width & 1) == 1) {
                System.arraycopy(hashes, at + LENGTH * (width - 1), hashes, at + LENGTH * (width / 2), LENGTH);
            }
        }
        System.arraycopy(hashes, at, to, toAt, LENGTH);
    }

    /// Writes the digest to `to` from `at` on.
    static void finish(MessageDigest sha256, byte[] to, int at) {
        try {
            sha256.digest(to, at, LENGTH);
        } catch (DigestException impossible) {
            throw new IllegalStateException("SHA-256 has 32 bytes", impossible);
        }
    }
}
