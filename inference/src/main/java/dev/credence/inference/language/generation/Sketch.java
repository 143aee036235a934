package dev.credence.inference.language.generation;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import java.util.List;

/// The fingerprint of an answer: what stands out most in its activations, once for each 32 tokens (docs/spec/text.md 7.2).
///
/// ```
/// blob   = u8 1 ‖ u32 choices ‖ for each: u32 records ‖ records
/// record = (u32 index ‖ u32 bits) of the 16 elements of largest magnitude, of equal ones the lower index first
/// ```
final class Sketch {
    /// Tokens of a record.
    static final int TOKENS = 32;
    private static final int ELEMENTS = 16;
    private static final int VERSION = 1;

    private Sketch() {}

    /// The record of the residual stream x[at], …, x[at + width − 1].
    static Bytes record(float[] x, int at, int width) {
        int[] largest = new int[Math.min(ELEMENTS, width)];
        int held = 0;
        for (int i = 0; i < width; i++) {
            float size = Math.abs(x[at + i]);
            if (held == largest.length && !(size > Math.abs(x[at + largest[held - 1]]))) {
                continue;
            }
            int place = held < largest.length ? held++ : held - 1;
            while (place > 0 && size > Math.abs(x[at + largest[place - 1]])) {
                largest[place] = largest[place - 1];
                place--;
            }
            largest[place] = i;
        }
        ByteWriter record = new ByteWriter();
        for (int index : largest) {
            record.u32(index).u32(Integer.toUnsignedLong(Float.floatToIntBits(x[at + index])));
        }
        return record.toBytes();
    }

    /// @param choices the records of each choice
    static Bytes blob(List<List<Bytes>> choices) {
        ByteWriter blob = new ByteWriter().u8(VERSION).u32(choices.size());
        for (List<Bytes> records : choices) {
            blob.u32(records.size());
            records.forEach(blob::raw);
        }
        return blob.toBytes();
    }
}
