package dev.credence.inference.gguf;

import dev.credence.foundation.bytes.MalformedException;
import java.lang.foreign.MemorySegment;

/// The value of a metadata key.
public sealed interface GgufValue {
    /// An integer of any width and sign; an unsigned one from 2^63 on is refused by the reader.
    record Whole(long value) implements GgufValue {}

    /// A floating-point number; a single-precision one is held exactly.
    record Real(double value) implements GgufValue {}

    /// A truth value.
    record Truth(boolean value) implements GgufValue {}

    /// A text in UTF-8, decoded.
    record Text(String value) implements GgufValue {}

    /// An array of integers, numbers or truth values, read where it lies.
    ///
    /// @param kind the kind of its elements
    /// @param data exactly the elements' bytes
    record Numbers(GgufKind kind, int count, MemorySegment data) implements GgufValue {
        /// Element `index` as an integer; a number is cut towards zero.
        public long whole(int index) {
            return kind.whole(data, (long) index * kind.bytes());
        }

        /// Element `index` as a number.
        public double real(int index) {
            return kind.real(data, (long) index * kind.bytes());
        }
    }

    /// An array of texts, decoded where they lie when they are asked for.
    ///
    /// @param at the offsets of the texts in `data`, and behind the last one the end
    record Texts(String key, long base, MemorySegment data, int[] at) implements GgufValue {
        public int count() {
            return at.length - 1;
        }

        /// Text `index`.
        ///
        /// @throws MalformedException if its bytes are not UTF-8
        public String text(int index) throws MalformedException {
            int from = at[index] + GgufReader.LENGTH_BYTES;
            return Utf8.decode(data.asSlice(from, at[index + 1] - from), key + "[" + index + "]", base + from);
        }
    }

    /// What the value is, in a word for sentences.
    default String noun() {
        return switch (this) {
            case Whole _ -> "an integer";
            case Real _ -> "a number";
            case Truth _ -> "a truth value";
            case Text _ -> "a text";
            case Numbers(GgufKind kind, int count, _) -> "an array of " + count + " " + kind;
            case Texts texts -> "an array of " + texts.count() + " texts";
        };
    }
}
