package dev.credence.verification.received;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.util.Set;

/// Members of an answer that no digest covers: inside a choice they may be there, as clients' libraries write them, and hold nothing,
/// or somebody would read what nobody vouches for (docs/spec/text.md 5.3).
final class Blank {
    private Blank() {}

    /// Refuses members of `fields` other than `known` that hold something.
    static void requireNothingElse(JsonFields fields, Set<String> known) throws MalformedException {
        for (String name : fields.names()) {
            if (!known.contains(name) && !isBlank(fields.any(name))) {
                throw fields.fault(name, "nothing that the answer digest does not cover", "something");
            }
        }
    }

    static boolean isBlank(Json value) {
        return switch (value) {
            case JsonNull _ -> true;
            case JsonArray array -> array.size() == 0;
            case JsonObject object -> object.size() == 0;
            case JsonString _, JsonNumeric _, JsonBoolean _ -> false;
        };
    }
}
