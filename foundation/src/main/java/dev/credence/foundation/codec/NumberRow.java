package dev.credence.foundation.codec;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/// Numbers that the I-JSON reader found side by side in an array, and nothing between them: a tensor's data.
///
/// An immutable list like any other, whose items are made when they are asked for; until then a number is eight bytes beside its text, and
/// whoever wants floats gets them without an object each.
public final class NumberRow extends AbstractList<Json> implements RandomAccess {
    private final byte[] text;
    private final int[] bounds;
    private final int size;

    // `text` and `bounds` belong to the row from now on; bounds are start and end of each lexeme, checked by the reader.
    private NumberRow(byte[] text, int[] bounds, int size) {
        this.text = text;
        this.bounds = bounds;
        this.size = size;
    }

    /// Collects the lexemes of a row.
    static final class Builder {
        private final byte[] text;
        private int[] bounds = new int[16];
        private int size;

        Builder(byte[] text) {
            this.text = text;
        }

        void add(int from, int to) {
            if (2 * size == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * bounds.length);
            }
            bounds[2 * size] = from;
            bounds[2 * size + 1] = to;
            size++;
        }

        NumberRow build() {
            return new NumberRow(text, Arrays.copyOf(bounds, 2 * size), size);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public JsonNumeric get(int index) {
        return JsonNumber.from(lexeme(index));
    }

    /// The number's decimal text.
    public String lexeme(int index) {
        return NumberGrammar.text(text, bounds[2 * index], bounds[2 * index + 1]);
    }

    /// As `get(index).asFloat()`.
    public float floatAt(int index) {
        return NumberRounding.toFloat(text, bounds[2 * index], bounds[2 * index + 1]);
    }

    /// As `get(index).asDouble()`.
    public double doubleAt(int index) {
        return NumberRounding.toDouble(text, bounds[2 * index], bounds[2 * index + 1]);
    }
}
