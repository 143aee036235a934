package dev.credence.inference.language.tokenizer;

import java.util.ArrayList;
import java.util.List;

/// A set of code points, as a class of a pattern tells it: ranges, properties of the pinned Unicode, negation, intersection.
final class PointSet {
    private static final int ASCII = 128;
    private static final int VERTICAL_TAB = 0x0b;

    /// One part of a class.
    sealed interface Part {
        boolean has(int c);

        record Range(int from, int to) implements Part {
            @Override
            public boolean has(int c) {
                return c >= from && c <= to;
            }
        }

        record Property(String name) implements Part {
            @Override
            public boolean has(int c) {
                return switch (name) {
                    case "L" -> Unicode.isLetter(c);
                    case "N" -> Unicode.isNumber(c);
                    case "M" -> Unicode.isMark(c);
                    case "P" -> Unicode.isPunctuation(c);
                    case "S" -> Unicode.isSymbol(c);
                    case "Han" -> Unicode.isHan(c);
                    case "s" -> Unicode.isSpace(c);
                    default -> throw new IllegalStateException("no property " + name);
                };
            }
        }

        record Not(PointSet set) implements Part {
            @Override
            public boolean has(int c) {
                return !set.has(c);
            }
        }
    }

    private final List<Part> parts;
    private final boolean negated;
    private final PointSet also;
    private final boolean[] ascii = new boolean[ASCII];

    /// The points in any of `parts`, or in none of them, and in `also` unless that is null.
    PointSet(List<Part> parts, boolean negated, PointSet also) {
        this.parts = List.copyOf(parts);
        this.negated = negated;
        this.also = also;
        for (int c = 0; c < ASCII; c++) {
            ascii[c] = compute(c);
        }
    }

    static PointSet of(Part part) {
        return new PointSet(List.of(part), false, null);
    }

    /// White space beyond ASCII is taken for a vertical tab, as llama.cpp does before it matches.
    boolean has(int c) {
        return c < ASCII ? ascii[c] : Unicode.isSpace(c) ? ascii[VERTICAL_TAB] : compute(c);
    }

    private boolean compute(int c) {
        boolean in = false;
        for (Part part : parts) {
            in |= part.has(c);
        }
        return in != negated && (also == null || also.has(c));
    }

    /// Reads a class from behind its `[` up to its `]`.
    static PointSet read(PatternReader reader) {
        boolean negated = reader.skip("^");
        List<Part> parts = new ArrayList<>();
        PointSet also = null;
        while (!reader.skip("]")) {
            if (reader.skip("&&[")) {
                also = read(reader);
                continue;
            }
            Part part = reader.point();
            boolean range = part instanceof Part.Range && reader.peek() == '-' && !reader.at("-]");
            if (range) {
                reader.skip("-");
                part = new Part.Range(((Part.Range) part).from(), ((Part.Range) reader.point()).to());
            }
            parts.add(part);
        }
        return new PointSet(parts, negated, also);
    }
}
