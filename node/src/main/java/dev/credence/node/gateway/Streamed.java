package dev.credence.node.gateway;

import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.node.answering.TextDelta;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What has been said of one choice so far.
final class Streamed {
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> ids = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private final List<Json> logprobs = new ArrayList<>();

    void add(TextDelta delta) {
        text.append(JsonString.fit(delta.text()).value());
        ids.addAll(delta.ids());
        calls.addAll(delta.calls());
        delta.logprobs().ifPresent(logprobs::add);
    }

    List<Integer> ids() {
        return ids;
    }

    String text() {
        return text.toString();
    }

    boolean endsWith(List<Integer> tokens) {
        List<Integer> last = ids.subList(Math.max(0, ids.size() - tokens.size()), ids.size());
        return last.equals(tokens);
    }

    /// What of a choice is not as it was said, or empty: everything said must be a beginning of what is signed.
    Optional<String> defect(Choice signed) {
        if (!signed.text().startsWith(text.toString())) {
            return Optional.of("text");
        }
        if (!begins(signed.tokens().ids(), ids)) {
            return Optional.of("tokens");
        }
        if (!begins(signed.tokens().calls(), calls)) {
            return Optional.of("calls of tools");
        }
        return hold(signed) ? Optional.empty() : Optional.of("log-probabilities");
    }

    private static <T> boolean begins(List<T> whole, List<T> part) {
        return part.size() <= whole.size() && whole.subList(0, part.size()).equals(part);
    }

    // A chat's are an array, a completion's arrays in an object: each is joined in the order of arrival.
    private boolean hold(Choice signed) {
        if (logprobs.isEmpty()) {
            return true;
        }
        return signed.logprobs().isPresent()
                && switch (signed.logprobs().get()) {
                    case JsonArray whole -> begins(whole, logprobs);
                    case JsonObject whole -> whole.keys().stream().allMatch(key -> begins(member(whole, key), parts(key)));
                    default -> false;
                };
    }

    private List<Json> parts(String key) {
        return logprobs.stream().map(part -> part instanceof JsonObject object ? (Json) member(object, key) : JsonObject.EMPTY).toList();
    }

    private static JsonArray member(JsonObject object, String key) {
        return object.get(key).orElse(null) instanceof JsonArray array ? array : JsonArray.of();
    }

    private static boolean begins(JsonArray whole, List<Json> parts) {
        List<Json> joined = new ArrayList<>();
        for (Json part : parts) {
            if (!(part instanceof JsonArray items)) {
                return false;
            }
            joined.addAll(items.items());
        }
        return joined.size() <= whole.size()
                && Jcs.canonicalize(new JsonArray(whole.items().subList(0, joined.size()))).equals(Jcs.canonicalize(new JsonArray(joined)));
    }
}
