package dev.credence.node.input;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// CSV (RFC 4180) → tensor: models/README.md, "Reading a row".
final class RowReader {
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
    private static final int NUMBER_CHARS_MAX = 64;
    private static final int ROWS_MAX = 100_000;

    private RowReader() {}

    static Tensor read(Bytes csv, InputRule.Row rule) throws MalformedException {
        List<List<String>> lines = lines(csv.utf8());
        if (lines.size() < 2) {
            throw new MalformedException("table", -1, "a header and at least one row", lines.size() + " lines");
        }
        int[] order = order(lines.getFirst(), rule.columns());
        int rows = lines.size() - 1;
        if (rows > ROWS_MAX) {
            throw new MalformedException("table", -1, "at most " + ROWS_MAX + " rows", rows + " rows");
        }
        float[] values = new float[Math.multiplyExact(rows, order.length)];
        for (int row = 0; row < rows; row++) {
            List<String> line = lines.get(row + 1);
            if (line.size() != order.length) {
                throw new MalformedException("row " + (row + 1), -1, order.length + " fields", line.size() + " fields");
            }
            for (int column = 0; column < order.length; column++) {
                values[row * order.length + column] = number(row, line.get(order[column]).strip());
            }
        }
        return Tensor.ofFloats(Shape.of(rows, order.length), values);
    }

    // Where in the file's header each of the card's columns stands.
    private static int[] order(List<String> header, List<String> columns) throws MalformedException {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (places.put(header.get(i).strip(), i) != null) {
                throw new MalformedException("header", -1, "each column once", "'" + header.get(i).strip() + "' twice");
            }
        }
        int[] order = new int[columns.size()];
        for (int i = 0; i < order.length; i++) {
            Integer place = places.get(columns.get(i));
            if (place == null) {
                throw new MalformedException("header", -1, "the column '" + columns.get(i) + "'", header.size() + " others");
            }
            order[i] = place;
        }
        if (header.size() != order.length) {
            throw new MalformedException("header", -1, order.length + " columns, as the card has them", header.size() + " columns");
        }
        return order;
    }

    private static float number(int row, String text) throws MalformedException {
        if (text.length() > NUMBER_CHARS_MAX || !NUMBER.matcher(text).matches()) {
            throw new MalformedException("row " + (row + 1), -1, "a decimal number", "'" + text + "'");
        }
        // Float.parseFloat rounds the decimal once, ties to even.
        float value = Float.parseFloat(text);
        if (Float.isInfinite(value)) {
            throw new MalformedException("row " + (row + 1), -1, "a number within single precision", "'" + text + "'");
        }
        return value;
    }

    private static List<List<String>> lines(String text) throws MalformedException {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int start = text.startsWith("\ufeff") ? 1 : 0;
        for (int i = start; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (quoted) {
                if (i == text.length()) {
                    throw new MalformedException("table", -1, "a closing quote", "the end");
                }
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    if (line.size() > 1 || !line.getFirst().isEmpty()) {
                        lines.add(line);
                    }
                    line = new ArrayList<>();
                }
            } else if (c != '\r' || i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                field.append(c);
            }
        }
        return lines;
    }
}
