package dev.credence.node.reexecution;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// The token ids that an answer says it has, which spare time in executing its request again and decide nothing: whatever cannot be read is no
/// ids at all.
final class ToldIds {
    private static final int ANSWER_BYTES_MAX = 256 << 20;
    private static final int DEPTH_MAX = 128;
    private static final String DATA = "data: ";

    private ToldIds() {}

    /// Of an answer's body, or the last event of its stream that holds any.
    static List<List<Integer>> of(Bytes answer) {
        List<List<Integer>> told = List.of();
        try {
            String text = answer.utf8();
            if (!text.startsWith(DATA) && !text.startsWith(":") && !text.startsWith("event:")) {
                return ids(parse(text));
            }
            for (String line : text.split("\n")) {
                if (line.startsWith(DATA) && line.contains("\"token_ids\"")) {
                    told = ids(parse(line.substring(DATA.length())));
                }
            }
        } catch (MalformedException unreadable) {
            return List.of();
        }
        return told;
    }

    private static Json parse(String text) throws MalformedException {
        Bytes bytes = Bytes.ofUtf8(text);
        return IJson.parse(bytes, new JsonLimits(ANSWER_BYTES_MAX, DEPTH_MAX, ANSWER_BYTES_MAX));
    }

    private static List<List<Integer>> ids(Json body) {
        Json credence = body instanceof JsonObject object ? inside(object, "credence") : null;
        // A response of the Responses API ends its stream with an event that holds the whole response.
        if (credence == null && body instanceof JsonObject object && inside(object, "response") instanceof JsonObject response) {
            credence = inside(response, "credence");
        }
        List<List<Integer>> all = new ArrayList<>();
        if (credence instanceof JsonObject object && inside(object, "token_ids") instanceof JsonArray choices) {
            for (Json choice : choices.items()) {
                List<Integer> ids = new ArrayList<>();
                if (choice instanceof JsonArray items) {
                    items.items().forEach(item -> {
                        if (item instanceof JsonInteger(long id) && id >= 0 && id <= Integer.MAX_VALUE) {
                            ids.add((int) id);
                        }
                    });
                }
                all.add(ids);
            }
        }
        return all;
    }

    private static Json inside(JsonObject object, String name) {
        return object.get(name).orElse(null);
    }
}
