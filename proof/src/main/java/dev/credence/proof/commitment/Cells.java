package dev.credence.proof.commitment;

import dev.credence.proof.field.Goldilocks;
import java.util.Arrays;

/// The cells of a polynomial over GF(p), in the least memory that holds them; those beyond the array are zero.
///
/// Not copied: **the caller** does not write to an array between committing and opening.
public sealed interface Cells {
    /// The number of cells that are stored.
    int count();

    /// target[i] = cell from + i as a canonical element, zero beyond `count()`, for all of `target`.
    void read(long from, long[] target);

    /// Integers of one byte: the weights of a model.
    record OfBytes(byte[] cells) implements Cells {
        @Override
        public int count() {
            return cells.length;
        }

        @Override
        public void read(long from, long[] target) {
            int length = Cells.within(cells.length, from, target);
            for (int i = 0; i < length; i++) {
                target[i] = Goldilocks.fromSigned(cells[(int) from + i]);
            }
        }
    }

    /// Integers of four bytes: columns of a witness.
    record OfInts(int[] cells) implements Cells {
        @Override
        public int count() {
            return cells.length;
        }

        @Override
        public void read(long from, long[] target) {
            int length = Cells.within(cells.length, from, target);
            for (int i = 0; i < length; i++) {
                target[i] = Goldilocks.fromSigned(cells[(int) from + i]);
            }
        }
    }

    /// Canonical elements of GF(p).
    record OfElements(long[] cells) implements Cells {
        @Override
        public int count() {
            return cells.length;
        }

        @Override
        public void read(long from, long[] target) {
            System.arraycopy(cells, (int) Math.min(from, cells.length), target, 0, Cells.within(cells.length, from, target));
        }
    }

    // How many of `target` lie before the end; the others become zero.
    private static int within(int count, long from, long[] target) {
        int length = Math.clamp(count - from, 0, target.length);
        Arrays.fill(target, length, target.length, 0);
        return length;
    }
}
