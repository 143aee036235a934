package dev.credence.inference.language.tokenizer;

import java.util.ArrayList;
import java.util.List;

/// Reads the patterns of pre-tokenizers: a small part of the usual notation, as much as published vocabularies need.
///
/// ```text
/// | ( ) (?: ) ? * + {n} {n,m} [ ] [^ ] [ && [ ] ] (?! ) of one character, $ for the end, \s \S \r \n \p{L N M P S Han}
/// ```
/// The patterns stand in this program, none comes from a file: what is wrong with one is a mistake of ours.
final class PatternReader {
    /// A pattern's tree.
    sealed interface Node {
        record One(PointSet set) implements Node {}

        record Row(List<Node> nodes) implements Node {}

        record Choice(List<Node> nodes) implements Node {}

        /// @param max -1 for any number
        record Repeat(Node node, int min, int max) implements Node {}

        record NotBefore(PointSet set) implements Node {}

        record AtEnd() implements Node {}
    }

    private final String text;
    private int at;

    private PatternReader(String text) {
        this.text = text;
    }

    static Node read(String pattern) {
        PatternReader reader = new PatternReader(pattern);
        Node node = reader.choice();
        if (reader.at < pattern.length()) {
            throw reader.wrong();
        }
        return node;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("no pattern at " + at + ": " + text);
    }

    int peek() {
        return at < text.length() ? text.codePointAt(at) : -1;
    }

    boolean at(String expected) {
        return text.startsWith(expected, at);
    }

    boolean skip(String expected) {
        if (at(expected)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    private int next() {
        int c = peek();
        if (c < 0) {
            throw wrong();
        }
        at += Character.charCount(c);
        return c;
    }

    private Node choice() {
        List<Node> nodes = new ArrayList<>();
        do {
            nodes.add(row());
        } while (skip("|"));
        return nodes.size() == 1 ? nodes.getFirst() : new Node.Choice(nodes);
    }

    private Node row() {
        List<Node> nodes = new ArrayList<>();
        while (peek() >= 0 && !at("|") && !at(")")) {
            nodes.add(repeated(atom()));
        }
        return new Node.Row(nodes);
    }

    private Node repeated(Node node) {
        if (skip("?")) {
            return new Node.Repeat(node, 0, 1);
        }
        if (skip("*")) {
            return new Node.Repeat(node, 0, -1);
        }
        if (skip("+")) {
            return new Node.Repeat(node, 1, -1);
        }
        if (!skip("{")) {
            return node;
        }
        int min = number();
        int max = skip(",") ? number() : min;
        require("}");
        return new Node.Repeat(node, min, max);
    }

    private int number() {
        int value = 0;
        while (peek() >= '0' && peek() <= '9') {
            value = 10 * value + next() - '0';
        }
        return value;
    }

    private void require(String expected) {
        if (!skip(expected)) {
            throw wrong();
        }
    }

    private Node atom() {
        if (skip("(?!")) {
            PointSet set = skip("[") ? PointSet.read(this) : PointSet.of(point());
            require(")");
            return new Node.NotBefore(set);
        }
        if (skip("(?:") || skip("(")) {
            Node inner = choice();
            require(")");
            return inner;
        }
        if (skip("$")) {
            return new Node.AtEnd();
        }
        return new Node.One(skip("[") ? PointSet.read(this) : PointSet.of(point()));
    }

    /// One character, escaped or not, or a property.
    PointSet.Part point() {
        int c = next();
        if (c != '\\') {
            return new PointSet.Part.Range(c, c);
        }
        int escaped = next();
        return switch (escaped) {
            case 's' -> new PointSet.Part.Property("s");
            case 'S' -> new PointSet.Part.Not(PointSet.of(new PointSet.Part.Property("s")));
            case 'r' -> new PointSet.Part.Range('\r', '\r');
            case 'n' -> new PointSet.Part.Range('\n', '\n');
            case 't' -> new PointSet.Part.Range('\t', '\t');
            case 'p' -> {
                require("{");
                int end = text.indexOf('}', at);
                String name = text.substring(at, end);
                at = end + 1;
                yield new PointSet.Part.Property(name);
            }
            default -> new PointSet.Part.Range(escaped, escaped);
        };
    }
}
