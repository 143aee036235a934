package dev.credence.inference.trace;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.tensor.RowRoots;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// Trace entries of rows of single-precision numbers, without an object a step; `Trace.Step.entry` judges it. Not for two threads at once.
public final class EntryHasher {
    private final MessageDigest sha256 = Sha256.newDigest();
    private final RowRoots roots = new RowRoots();
    private final ByteBuffer step = ByteBuffer.allocate(3 * Integer.BYTES + Digest.LENGTH);

    public EntryHasher() {}

    /// Where a step stands.
    public record Place(int position, int layer, int op) {}

    /// Writes the entry of the FP32 tensor of shape `[count]` to `to` from `toAt` on.
    ///
    /// @param hashes from `at` on the leaf hashes of its chunks, one after the other; used up
    public void entry(Place place, byte[] hashes, int at, int count, byte[] to, int toAt) {
        step.putInt(0, place.position()).putInt(4, place.layer()).putInt(8, place.op());
        roots.root(hashes, at, count, step.array(), 3 * Integer.BYTES);
        Trace.ENTRY.start(sha256);
        sha256.update(step.array());
        Trace.finish(sha256, to, toAt);
    }
}
