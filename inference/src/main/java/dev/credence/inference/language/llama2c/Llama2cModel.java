package dev.credence.inference.language.llama2c;

import dev.credence.foundation.bytes.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A model in llama2.c's first format.
///
/// ```text
/// int32 width, hidden, layers, heads, kvHeads, ±vocabulary (negative: with an output matrix of its own), context
/// float32 embedding; then for all layers each: norm, q, k, v, o, norm, gate, down, up; last norm; cosines and sines; output
/// ```
///
/// @param tensors by the names that GGUF gives them, in the order of the file, as binary32, little-endian
public record Llama2cModel(Header header, List<Tensor> tensors) {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int HEADER_BYTES = 28;
    private static final List<String> FIELDS = List.of("dim", "hidden_dim", "n_layers", "n_heads", "n_kv_heads", "vocab_size", "seq_len");
    private static final List<Integer> LIMITS = List.of(1 << 16, 1 << 18, 1_024, 1_024, 1_024, 1 << 22, 1 << 20);

    /// The header's integers.
    ///
    /// @param ownOutput whether the file has an output matrix beside the embedding
    public record Header(int width, int hidden, int layers, int heads, int kvHeads, int vocabulary, int context, boolean ownOutput) {
        /// The length of a head's row.
        public int head() {
            return width / heads;
        }

        int keys() {
            return head() * kvHeads;
        }
    }

    /// One tensor.
    ///
    /// @param dimensions the fastest-varying first
    public record Tensor(String name, List<Long> dimensions, MemorySegment numbers) {
        public Tensor {
            dimensions = List.copyOf(dimensions);
        }

        /// Whether it is a norm's row, not a matrix.
        public boolean isRow() {
            return dimensions.size() == 1;
        }
    }

    public Llama2cModel {
        tensors = List.copyOf(tensors);
    }

    /// Reads `file`, all of its bytes.
    ///
    /// @throws MalformedException if it is not of this format
    public static Llama2cModel decode(MemorySegment file) throws MalformedException {
        Header header = header(file);
        Cursor cursor = new Cursor(file);
        long width = header.width();
        cursor.take("token_embd.weight", width, header.vocabulary());
        cursor.all(header, "attn_norm", width, 1);
        cursor.all(header, "attn_q", width, width);
        cursor.all(header, "attn_k", width, header.keys());
        cursor.all(header, "attn_v", width, header.keys());
        cursor.all(header, "attn_output", width, width);
        cursor.all(header, "ffn_norm", width, 1);
        cursor.all(header, "ffn_gate", width, header.hidden());
        cursor.all(header, "ffn_down", header.hidden(), width);
        cursor.all(header, "ffn_up", width, header.hidden());
        cursor.take("output_norm.weight", width, 1);
        // Cosines and sines of all positions, which whoever runs the model computes.
        cursor.skip((long) header.context() * header.head());
        if (header.ownOutput()) {
            cursor.take("output.weight", width, header.vocabulary());
        }
        if (cursor.at != file.byteSize()) {
            throw new MalformedException("model", cursor.at, "the end of the file", (file.byteSize() - cursor.at) + " more bytes");
        }
        return new Llama2cModel(header, cursor.tensors);
    }

    private static Header header(MemorySegment file) throws MalformedException {
        if (file.byteSize() < HEADER_BYTES) {
            throw new MalformedException("header", 0, HEADER_BYTES + " bytes", file.byteSize() + " bytes");
        }
        int[] fields = new int[FIELDS.size()];
        for (int i = 0; i < fields.length; i++) {
            int value = file.get(INT, 4L * i);
            int size = i == 5 && value != Integer.MIN_VALUE ? Math.abs(value) : value;
            if (size < 1 || size > LIMITS.get(i)) {
                throw new MalformedException(FIELDS.get(i), 4L * i, "1 to " + LIMITS.get(i), Integer.toString(value));
            }
            fields[i] = size;
        }
        if (fields[0] % fields[3] != 0 || fields[0] / fields[3] % 2 != 0) {
            throw new MalformedException("n_heads", 12, "heads of an even size in a width of " + fields[0], Integer.toString(fields[3]));
        }
        if (fields[3] % fields[4] != 0) {
            throw new MalformedException("n_kv_heads", 16, "a divisor of " + fields[3], Integer.toString(fields[4]));
        }
        return new Header(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], file.get(INT, 20) < 0);
    }

    private static final class Cursor {
        private final MemorySegment file;
        private final List<Tensor> tensors = new ArrayList<>();
        private long at = HEADER_BYTES;

        Cursor(MemorySegment file) {
            this.file = file;
        }

        // Limits keep a product of three within 63 bits.
        void take(String name, long columns, long rows) throws MalformedException {
            long from = at;
            skip(columns * rows);
            MemorySegment numbers = file.asSlice(from, at - from);
            requireFinite(name, numbers, from);
            tensors.add(new Tensor(name, rows == 1 ? List.of(columns) : List.of(columns, rows), numbers));
        }

        void all(Header header, String name, long columns, long rows) throws MalformedException {
            for (int layer = 0; layer < header.layers(); layer++) {
                take("blk." + layer + "." + name + ".weight", columns, rows);
            }
        }

        void skip(long numbers) throws MalformedException {
            if (numbers > (file.byteSize() - at) / Float.BYTES) {
                throw new MalformedException("model", at, numbers + " more numbers", (file.byteSize() - at) / Float.BYTES + " before the end");
            }
            at += numbers * Float.BYTES;
        }

        private static void requireFinite(String name, MemorySegment numbers, long from) throws MalformedException {
            for (long i = 0; i < numbers.byteSize(); i += Float.BYTES) {
                float number = Float.intBitsToFloat(numbers.get(INT, i));
                if (!Float.isFinite(number)) {
                    throw new MalformedException(name, from + i, "a finite number", Float.toString(number));
                }
            }
        }
    }
}
