package dev.credence.foundation.codec;

import java.util.ArrayList;
import java.util.List;

/// An ordered list of values.
///
/// @param items a `NumberRow` where a reader found numbers alone
public record JsonArray(List<Json> items) implements Json {
    public JsonArray {
        items = items instanceof NumberRow ? items : List.copyOf(items);
    }

    public static JsonArray of(Json... items) {
        return new JsonArray(List.of(items));
    }

    public static JsonArray of(List<? extends Json> items) {
        return new JsonArray(List.copyOf(items));
    }

    public static JsonArray ofStrings(List<String> texts) {
        List<Json> items = new ArrayList<>(texts.size());
        for (String text : texts) {
            items.add(new JsonString(text));
        }
        return new JsonArray(items);
    }

    public static JsonArray ofIntegers(long... values) {
        List<Json> items = new ArrayList<>(values.length);
        for (long value : values) {
            items.add(new JsonInteger(value));
        }
        return new JsonArray(items);
    }

    public int size() {
        return items.size();
    }

    public Json get(int index) {
        return items.get(index);
    }
}
