package dev.credence.inference.language.template.value;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What Python's `json.loads` makes of a JSON value.
public final class Values {
    private Values() {}

    public static Value from(Json json) {
        return switch (json) {
            case JsonNull _ -> Value.None.NONE;
            case JsonBoolean(boolean set) -> Value.Bool.of(set);
            case JsonInteger(long number) -> Value.Int.of(number);
            case JsonNumber(String lexeme) -> number(lexeme);
            case JsonString(String text) -> Text.of(text);
            case JsonArray(List<Json> items) -> {
                List<Value> values = new ArrayList<>(items.size());
                items.forEach(item -> values.add(from(item)));
                yield Value.Items.list(values);
            }
            case JsonObject object -> {
                SequencedMap<Key, Value> entries = new LinkedHashMap<>();
                object.members().forEach((name, member) -> entries.put(Key.of(name), from(member)));
                yield Dict.wrap(entries);
            }
        };
    }

    // Python reads digits without fraction and exponent as an integer, −0 included.
    private static Value number(String lexeme) {
        boolean whole = lexeme.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        return whole ? new Value.Int(new BigInteger(lexeme)) : new Value.Real(Double.parseDouble(lexeme));
    }
}
