package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// One pass over the bytes of one JSON text, by recursive descent; recursion is bounded by `JsonLimits.depthMax`.
final class JsonParser {
    private final ByteCursor cursor;
    private final JsonStringReader strings;
    private final JsonLimits limits;
    private final JsonDialect dialect;
    private int depth;
    private int values;

    JsonParser(Bytes text, JsonLimits limits, JsonDialect dialect) throws MalformedException {
        if (text.length() > limits.bytesMax()) {
            throw new MalformedException("", -1, "at most " + limits.bytesMax() + " bytes", text.length() + " bytes");
        }
        this.cursor = new ByteCursor(text.toArray());
        this.strings = new JsonStringReader(cursor, dialect);
        this.limits = limits;
        this.dialect = dialect;
    }

    Json document() throws MalformedException {
        space();
        Json value = value();
        end();
        return value;
    }

    /// The document as an array of texts.
    List<String> texts() throws MalformedException {
        space();
        if (cursor.peek() != '[') {
            throw cursor.fault("an array of texts");
        }
        enter();
        List<String> texts = new ArrayList<>();
        if (cursor.peek() != ']') {
            do {
                space();
                count();
                if (cursor.peek() != '"') {
                    throw new MalformedException("[" + texts.size() + "]", cursor.at(), "a text", "another value");
                }
                texts.add(strings.read());
                space();
            } while (cursor.skip(','));
        }
        leave(']', "',' or ']'");
        end();
        return texts;
    }

    private Json value() throws MalformedException {
        count();
        return switch (cursor.peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(strings.read());
            case 't' -> word("true", new JsonBoolean(true));
            case 'f' -> word("false", new JsonBoolean(false));
            case 'n' -> word("null", JsonNull.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw cursor.fault("a value");
        };
    }

    private void end() throws MalformedException {
        space();
        if (!cursor.atEnd()) {
            throw cursor.fault("the end of the text");
        }
    }

    private void count() throws MalformedException {
        if (++values > limits.valuesMax()) {
            throw cursor.fault("at most " + limits.valuesMax() + " values", "more");
        }
    }

    private Json object() throws MalformedException {
        enter();
        LinkedHashMap<String, Json> members = new LinkedHashMap<>();
        if (cursor.peek() != '}') {
            do {
                space();
                int keyAt = cursor.at();
                if (cursor.peek() != '"') {
                    throw cursor.fault("a key in quotes");
                }
                String key = strings.read();
                space();
                cursor.require(':');
                space();
                if (members.putIfAbsent(key, value()) != null) {
                    throw new MalformedException("", keyAt, "every key once", "'" + key + "' again");
                }
                space();
            } while (cursor.skip(','));
        }
        leave('}', "',' or '}'");
        return JsonObject.wrap(members);
    }

    private Json array() throws MalformedException {
        enter();
        List<Json> items = new ArrayList<>();
        boolean more = cursor.peek() != ']';
        if (dialect == JsonDialect.I_JSON && startsNumber(cursor.peek())) {
            NumberRow.Builder row = new NumberRow.Builder(cursor.array());
            more = numbers(row);
            if (!more) {
                leave(']', "',' or ']'");
                return new JsonArray(row.build());
            }
            items.addAll(row.build());
        }
        while (more) {
            space();
            items.add(value());
            space();
            more = cursor.skip(',');
        }
        leave(']', "',' or ']'");
        return new JsonArray(items);
    }

    // Numbers as far as they go; whether a value of another kind must follow, a comma being behind us.
    private boolean numbers(NumberRow.Builder row) throws MalformedException {
        do {
            space();
            if (!startsNumber(cursor.peek())) {
                return true;
            }
            count();
            int start = cursor.at();
            row.add(start, lexeme(start));
            space();
        } while (cursor.skip(','));
        return false;
    }

    private void enter() throws MalformedException {
        if (++depth > limits.depthMax()) {
            throw cursor.fault("at most " + limits.depthMax() + " arrays and objects inside one another", "more");
        }
        cursor.advance();
        space();
    }

    private void leave(char bracket, String expected) throws MalformedException {
        if (!cursor.skip(bracket)) {
            throw cursor.fault(expected);
        }
        depth--;
    }

    private Json word(String word, Json value) throws MalformedException {
        for (int i = 0; i < word.length(); i++) {
            if (!cursor.skip(word.charAt(i))) {
                throw cursor.fault("'" + word + "'");
            }
        }
        return value;
    }

    private Json number() throws MalformedException {
        int start = cursor.at();
        int end = lexeme(start);
        long value = NumberGrammar.exactInteger(cursor.array(), start, end);
        if (value != NumberGrammar.NO_INTEGER) {
            return new JsonInteger(value);
        }
        String lexeme = NumberGrammar.text(cursor.array(), start, end);
        if (dialect == JsonDialect.I_JSON) {
            return new JsonNumber(lexeme);
        }
        throw new MalformedException(
                "", start, "an integer within ±(2^53−1), without fraction, exponent or negative zero", lexeme);
    }

    // Steps over a number, checks it, and gives its end.
    private int lexeme(int start) throws MalformedException {
        byte[] text = cursor.array();
        int end = start;
        while (end < text.length && inNumber(text[end])) {
            end++;
        }
        if (end - start > JsonNumber.LEXEME_CHARS_MAX) {
            throw new MalformedException(
                    "", start, "a number of at most " + JsonNumber.LEXEME_CHARS_MAX + " characters", end - start + "");
        }
        int checked = NumberGrammar.check(text, start, end);
        if (checked < 0) {
            throw new MalformedException("", ~checked, "a number as JSON spells it", "'" + NumberGrammar.text(text, start, end) + "'");
        }
        if (dialect == JsonDialect.I_JSON && NumberGrammar.overflows(text, start, end)) {
            throw new MalformedException("", start, "a number within a double's range", NumberGrammar.text(text, start, end));
        }
        cursor.moveTo(end);
        return end;
    }

    private static boolean startsNumber(int c) {
        return c >= '0' && c <= '9' || c == '-';
    }

    private static boolean inNumber(int c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private void space() throws MalformedException {
        int c = cursor.peek();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            if (dialect == JsonDialect.CANONICAL) {
                throw cursor.fault("no white space between tokens");
            }
            cursor.advance();
            c = cursor.peek();
        }
    }
}
