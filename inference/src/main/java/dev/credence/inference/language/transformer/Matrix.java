package dev.credence.inference.language.transformer;

import dev.credence.inference.gguf.Dequantisation;
import dev.credence.inference.gguf.GgufType;
import java.lang.foreign.MemorySegment;

/// A stored weight matrix, `[rows × columns]`, a row contiguous, as it lies in the file.
///
/// @param data exactly its bytes
/// @param bias one number a row, or empty for none; the caller does not write to it
public record Matrix(GgufType type, int rows, int columns, MemorySegment data, float[] bias) {
    /// The bytes of one row.
    public long rowBytes() {
        return type.bytes(columns);
    }

    public boolean hasBias() {
        return bias.length > 0;
    }

    /// Writes the numbers that row `row` stands for to `to`.
    public void decodeRow(int row, float[] to) {
        Dequantisation.decode(type, data, row * rowBytes(), to, columns);
    }
}
