package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The JSON Canonicalization Scheme (RFC 8785): members sorted by the UTF-16 units of their keys, numbers as ECMAScript
/// writes the nearest double, strings in the shortest escapes.
///
/// Serves the digest of an effective request or answer record and nothing else; nothing that is signed is canonicalised.
public final class Jcs {
    private Jcs() {}

    public static Bytes canonicalize(Json value) {
        return JsonWriter.write(canonical(value));
    }

    /// The equal value whose members are in JCS order and whose numbers are spelled as JCS spells them.
    public static Json canonical(Json value) {
        return switch (value) {
            case JsonObject object -> sorted(object);
            case JsonArray array -> {
                List<Json> items = new ArrayList<>(array.size());
                for (Json item : array.items()) {
                    items.add(canonical(item));
                }
                yield new JsonArray(items);
            }
            case JsonNumber number -> JsonNumber.of(number.asDouble());
            case JsonString _, JsonInteger _, JsonBoolean _, JsonNull _ -> value;
        };
    }

    private static JsonObject sorted(JsonObject object) {
        List<String> keys = new ArrayList<>(object.keys());
        Collections.sort(keys);
        JsonObject.Builder builder = JsonObject.builder();
        for (String key : keys) {
            builder.put(key, canonical(object.members().get(key)));
        }
        return builder.build();
    }
}
