package dev.credence.inference.language.grammar;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import java.util.Optional;

/// JSON pointers within one schema (RFC 6901), as `$ref` has them: `#`, `#/$defs/Name`.
final class Pointer {
    private Pointer() {}

    static Json find(Json root, String target, String path) throws GrammarException {
        if (!target.equals("#") && !target.startsWith("#/")) {
            throw new GrammarException(path, "'$ref' to '" + target + "': only places in the same schema are supported");
        }
        Json at = root;
        String[] steps = target.length() < 2 ? new String[0] : target.substring(2).split("/", -1);
        for (String step : steps) {
            String name = step.replace("~1", "/").replace("~0", "~");
            Optional<Json> next = switch (at) {
                case JsonObject object -> object.get(name);
                case JsonArray array when name.matches("\\d{1,6}") && Integer.parseInt(name) < array.size() -> Optional.of(array.get(Integer.parseInt(name)));
                case Json _ -> Optional.empty();
            };
            if (next.isEmpty()) {
                throw new GrammarException(path, "'$ref' to '" + target + "', where nothing is");
            }
            at = next.get();
        }
        return at;
    }
}
