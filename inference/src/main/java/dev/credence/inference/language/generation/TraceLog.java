package dev.credence.inference.language.generation;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.language.transformer.ModelShape;
import dev.credence.inference.language.transformer.Transformer;
import dev.credence.inference.trace.EntryHasher;
import java.util.Arrays;

/// The trace entries of a stretch of positions (docs/spec/text.md 6): residual stream, keys and values of each layer, and, where a token was
/// sampled, the last layer's residual stream and the logits.
///
/// A position's entries lie together, 32 bytes each; those that only sampling adds lie apart, so that the others are the same whether or not a
/// token is sampled. Whatever is told again takes the place of what was told before.
final class TraceLog {
    private static final int ENTRY = Digest.LENGTH;
    /// Entries that only sampling adds.
    private static final int SAMPLED = 2;

    private final ModelShape shape;
    private final int first;
    private final int operation;
    private final int always;
    private final EntryJobs jobs;
    private byte[] entries = new byte[0];
    private byte[] sampled = new byte[0];

    /// @param jobs      hashes; what is read here is there once it has finished
    /// @param first     the first position
    /// @param operation what the numbers of the operations are counted from: 4·choice, or 0 for a prompt
    TraceLog(ModelShape shape, EntryJobs jobs, int first, int operation) {
        this.shape = shape;
        this.jobs = jobs;
        this.first = first;
        this.operation = operation;
        this.always = 3 * shape.layers() - 1;
    }

    /// The outputs of a layer.
    void layer(Transformer.LayerOutputs outputs) {
        boolean last = outputs.layer() == shape.layers() - 1;
        if (outputs.layer() == 0) {
            makeRoom(outputs.first() - first + outputs.rows());
        }
        int before = jobs.size();
        int keyWidth = shape.attention().keyWidth();
        for (int row = 0; row < outputs.rows(); row++) {
            int position = outputs.first() + row;
            int at = ((position - first) * always + 3 * outputs.layer() + (last ? 0 : 1)) * ENTRY;
            int element = (outputs.row() + row) * keyWidth;
            jobs.add(new EntryHasher.Place(position, outputs.layer(), operation + 1), outputs.keys(), element, keyWidth, entries, at);
            jobs.add(new EntryHasher.Place(position, outputs.layer(), operation + 2), outputs.values(), element, keyWidth, entries, at + ENTRY);
        }
        for (int i = 0; i < outputs.positions().length; i++) {
            int position = outputs.positions()[i];
            int at = last ? sampledAt(position) : ((position - first) * always + 3 * outputs.layer()) * ENTRY;
            jobs.add(new EntryHasher.Place(position, outputs.layer(), operation), outputs.residual(), (outputs.residualRow() + i) * shape.width(),
                    shape.width(), last ? sampled : entries, at);
        }
        jobs.release(before);
    }

    /// The logits behind `position`.
    void logits(int position, float[] logits, int at) {
        int before = jobs.size();
        jobs.add(new EntryHasher.Place(position, shape.layers(), operation), logits, at, shape.vocabulary(), sampled, sampledAt(position) + ENTRY);
        jobs.release(before);
    }

    // Before a run's first rows, so that none is written to an array that has been left behind.
    private void makeRoom(int count) {
        if (entries.length < count * always * ENTRY) {
            jobs.finish();
            entries = Arrays.copyOf(entries, Math.max(count * always * ENTRY, entries.length * 2));
        }
        // Of a prompt, the last position alone is sampled; 64 bytes for each of the others are little.
        if (sampled.length < count * SAMPLED * ENTRY) {
            jobs.finish();
            sampled = Arrays.copyOf(sampled, Math.max(count * SAMPLED * ENTRY, sampled.length * 2));
        }
    }

    private int sampledAt(int position) {
        return (position - first) * SAMPLED * ENTRY;
    }

    /// The entries of the first `count` positions that do not depend on sampling.
    byte[] copy(int count) {
        return Arrays.copyOf(entries, count * always * ENTRY);
    }

    /// Takes over the entries of the first positions.
    void take(byte[] others) {
        entries = others.clone();
    }

    /// Bytes of a position's entries that do not depend on sampling.
    static int bytes(ModelShape shape) {
        return (3 * shape.layers() - 1) * ENTRY;
    }

    /// Bytes that `write` writes.
    int size(int count, int unsampled) {
        return (count * always + (count - unsampled) * SAMPLED) * ENTRY;
    }

    /// Writes the entries of the first `count` positions, of which the first `unsampled` were not sampled, to `to` from `at` on.
    void write(int count, int unsampled, byte[] to, int at) {
        int place = at;
        for (int i = 0; i < count; i++) {
            int from = i * always * ENTRY;
            int before = (always - 2) * ENTRY;
            System.arraycopy(entries, from, to, place, before);
            place += before;
            if (i >= unsampled) {
                System.arraycopy(sampled, i * SAMPLED * ENTRY, to, place, ENTRY);
                place += ENTRY;
            }
            System.arraycopy(entries, from + before, to, place, 2 * ENTRY);
            place += 2 * ENTRY;
            if (i >= unsampled) {
                System.arraycopy(sampled, i * SAMPLED * ENTRY + ENTRY, to, place, ENTRY);
                place += ENTRY;
            }
        }
    }
}
