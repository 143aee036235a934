package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
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
        this.strings = new JsonStringReader(cursor, dialect == JsonDialect.CANONICAL);
        this.limits = limits;
        this.dialect = dialect;
    }

    Json document() throws MalformedException {
        space();
        Json value = value();
        space();
        if (!cursor.atEnd()) {
            throw cursor.fault("the end of the text");
        }
        return value;
    }

    private Json value() throws MalformedException {
        if (++values > limits.valuesMax()) {
            throw cursor.fault("at most " + limits.valuesMax() + " values", "more");
        }
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
        if (cursor.peek() != ']') {
            do {
                space();
                items.add(value());
                space();
            } while (cursor.skip(','));
        }
        leave(']', "',' or ']'");
        return new JsonArray(items);
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
        while (inNumber(cursor.peek())) {
            cursor.advance();
        }
        int length = cursor.at() - start;
        if (length > JsonNumber.LEXEME_CHARS_MAX) {
            throw new MalformedException(
                    "", start, "a number of at most " + JsonNumber.LEXEME_CHARS_MAX + " characters", length + "");
        }
        String lexeme = new String(cursor.array(), start, length, StandardCharsets.ISO_8859_1);
        int checked = NumberGrammar.check(lexeme);
        if (checked < 0) {
            throw new MalformedException("", start + ~checked, "a number as JSON spells it", "'" + lexeme + "'");
        }
        if (dialect == JsonDialect.I_JSON) {
            if (NumberGrammar.overflows(lexeme)) {
                throw new MalformedException("", start, "a number within a double's range", lexeme);
            }
            return JsonNumber.from(lexeme);
        }
        long value = NumberGrammar.exactInteger(lexeme);
        if (value == NumberGrammar.NO_INTEGER) {
            throw new MalformedException(
                    "", start, "an integer within ±(2^53−1), without fraction, exponent or negative zero", lexeme);
        }
        return new JsonInteger(value);
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
