package dev.credence.inference.trace;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.inference.tensor.PackedTree;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.List;

/// The digests of all steps of one execution, in the order in which they ran (docs/spec/model.md).
///
/// ```
/// entry      = tagged("credence/trace/leaf/v1", u32 position ‖ u32 layer ‖ u32 op ‖ tensor root)
/// root       = RFC 6962 root over the entries
/// keyed root = RFC 6962 root over tagged("credence/trace/keyed/v1", draw_i ‖ entry)
/// ```
///
/// @param entries one after the other, 32 bytes each; not empty for an execution that computed anything
public record Trace(Bytes entries) {
    static final TaggedHash ENTRY = TaggedHash.of("credence/trace/leaf/v1");
    private static final TaggedHash KEYED = TaggedHash.of("credence/trace/keyed/v1");

    public Trace {
        if (entries.length() % Digest.LENGTH != 0) {
            throw new IllegalArgumentException("entries of " + Digest.LENGTH + " bytes expected, found " + entries.length() + " bytes");
        }
    }

    /// The trace of `steps`, in their order.
    public static Trace of(List<Step> steps) {
        byte[] entries = new byte[Digest.LENGTH * steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).entry().bytes().copyTo(entries, Digest.LENGTH * i);
        }
        return new Trace(Bytes.wrap(entries));
    }

    /// How many steps it has.
    public int size() {
        return entries.length() / Digest.LENGTH;
    }

    /// One output of one operation.
    ///
    /// @param tensor the output's tensor root
    public record Step(int position, int layer, int op, Digest tensor) {
        public Step {
            if (position < 0 || layer < 0 || op < 0) {
                throw new IllegalArgumentException("a step is counted from 0, found " + position + " " + layer + " " + op);
            }
        }

        /// What the trace's tree holds for this step.
        public Digest entry() {
            return ENTRY.digest(
                    new ByteWriter().u32(position).u32(layer).u32(op).toBytes(), tensor.bytes());
        }
    }

    /// The root that a statement commits to.
    public Digest root() {
        return treeRoot(entries.toArray());
    }

    /// The root that only somebody who computed every step can give for a draw made afterwards.
    ///
    /// @param draw draw_i of docs/spec/receipt.md 3.6
    public Digest keyedRoot(Digest draw) {
        MessageDigest sha256 = Sha256.newDigest();
        byte[] keyed = entries.toArray();
        for (int at = 0; at < keyed.length; at += Digest.LENGTH) {
            KEYED.start(sha256);
            draw.bytes().update(sha256);
            sha256.update(keyed, at, Digest.LENGTH);
            finish(sha256, keyed, at);
        }
        return treeRoot(keyed);
    }

    // Each leaf hash takes the place of what it is the hash of.
    private static Digest treeRoot(byte[] leaves) {
        MessageDigest sha256 = Sha256.newDigest();
        int count = leaves.length / Digest.LENGTH;
        for (int i = 0; i < count; i++) {
            PackedTree.leaf(sha256, leaves, Digest.LENGTH * i, Digest.LENGTH, leaves, i);
        }
        return PackedTree.root(leaves, count);
    }

    static void finish(MessageDigest sha256, byte[] to, int at) {
        try {
            sha256.digest(to, at, Digest.LENGTH);
        } catch (DigestException impossible) {
            throw new IllegalStateException("SHA-256 has 32 bytes", impossible);
        }
    }
}
