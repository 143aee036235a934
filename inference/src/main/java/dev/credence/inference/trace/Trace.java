package dev.credence.inference.trace;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.inference.tensor.PackedTree;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.UnaryOperator;

/// The digests of all steps of one execution, in the order in which they ran (docs/spec/model.md).
///
/// ```
/// entry      = tagged("credence/trace/leaf/v1", u32 position ‖ u32 layer ‖ u32 op ‖ tensor root)
/// root       = RFC 6962 root over the entries
/// keyed root = RFC 6962 root over tagged("credence/trace/keyed/v1", draw_i ‖ entry)
/// ```
///
/// @param steps never empty for a graph that has a node
public record Trace(List<Step> steps) {
    private static final TaggedHash ENTRY = TaggedHash.of("credence/trace/leaf/v1");
    private static final TaggedHash KEYED = TaggedHash.of("credence/trace/keyed/v1");

    public Trace {
        steps = List.copyOf(steps);
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
        return root(entry -> entry);
    }

    /// The root that only somebody who computed every step can give for a draw made afterwards.
    ///
    /// @param draw draw_i of docs/spec/receipt.md 3.6
    public Digest keyedRoot(Digest draw) {
        return root(entry -> KEYED.digest(draw.bytes(), entry.bytes()));
    }

    private Digest root(UnaryOperator<Digest> key) {
        MessageDigest sha256 = Sha256.newDigest();
        byte[] hashes = new byte[Digest.LENGTH * steps.size()];
        byte[] entry = new byte[Digest.LENGTH];
        for (int i = 0; i < steps.size(); i++) {
            key.apply(steps.get(i).entry()).bytes().copyTo(entry, 0);
            PackedTree.leaf(sha256, entry, 0, Digest.LENGTH, hashes, i);
        }
        return PackedTree.root(hashes, steps.size());
    }
}
