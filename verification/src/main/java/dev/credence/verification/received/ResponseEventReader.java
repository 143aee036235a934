package dev.credence.verification.received;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonString;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Reads the events of the Responses API: the last one holds the whole answer, and what came before must say the same
/// (docs/spec/text.md 8).
final class ResponseEventReader {
    private static final int CHARS_MAX = ReceivedText.BYTES_MAX;
    private static final int ITEMS_MAX = 1024;

    // By output_index: what the pieces joined to.
    private final TreeMap<Integer, StringBuilder> joined = new TreeMap<>();
    private final List<JsonFields> output;

    private ResponseEventReader(List<JsonFields> output) {
        this.output = output;
    }

    static ReceivedText read(List<EventLines.Event> events) throws MalformedException {
        EventLines.Event last = events.getLast();
        JsonFields end = fields(last, events.size() - 1);
        String type = end.oneOf("type", Set.of("response.completed", "response.incomplete"));
        JsonFields response = end.object("response");
        if (!type.equals("response." + response.string("status", 64))) {
            throw end.fault("type", "that of the response's status", "'" + type + "'");
        }
        ReceivedText answer = WholeAnswerReader.response(response);
        ResponseEventReader reader = new ResponseEventReader(response.objects("output", ITEMS_MAX));
        for (int i = 0; i < events.size() - 1; i++) {
            reader.before(fields(events.get(i), i));
        }
        for (int i = 0; i < reader.output.size(); i++) {
            reader.require(end, i, reader.joined.getOrDefault(i, new StringBuilder()).toString());
        }
        return answer;
    }

    private static JsonFields fields(EventLines.Event event, int number) throws MalformedException {
        if (event.isEnd() || event.name().isEmpty()) {
            throw new MalformedException(event.path(), -1, "a named event", "another");
        }
        JsonFields fields = JsonFields.of(event.path(), event.json());
        fields.literal("type", event.name().get());
        if (fields.integer("sequence_number", 0, Integer.MAX_VALUE) != number) {
            throw fields.fault("sequence_number", number + "", "another");
        }
        return fields;
    }

    private void before(JsonFields event) throws MalformedException {
        String type = event.string("type", 64);
        switch (type) {
            case "response.created", "response.in_progress" -> empty(event.object("response"), "output");
            case "response.output_item.added" -> {
                empty(event.object("item"), "content", "arguments");
                sameItem(event);
            }
            case "response.content_part.added" -> {
                if (!text(event.object("part")).isEmpty()) {
                    throw event.fault("part", "nothing yet", "something");
                }
            }
            case "response.output_text.delta", "response.function_call_arguments.delta" ->
                joined.computeIfAbsent(index(event), _ -> new StringBuilder()).append(event.string("delta", CHARS_MAX));
            case "response.output_text.done" -> require(event, index(event), event.string("text", CHARS_MAX));
            case "response.function_call_arguments.done" -> {
                if (event.has("name") && !event.any("name").equals(output.get(index(event)).any("name"))) {
                    throw event.fault("name", "that of the last event's item", "another");
                }
                require(event, index(event), event.string("arguments", CHARS_MAX));
            }
            case "response.content_part.done" -> require(event, index(event), text(event.object("part")));
            case "response.output_item.done" -> {
                sameItem(event);
                require(event, index(event), content(event.object("item")));
            }
            default -> throw event.fault("type", "an event of an answer of text and calls", "'" + type + "'");
        }
    }

    private int index(JsonFields event) throws MalformedException {
        return (int) event.integer("output_index", 0, Math.max(0, output.size() - 1));
    }

    private static void empty(JsonFields object, String... members) throws MalformedException {
        for (String member : members) {
            Json value = object.optionalAny(member).orElse(JsonNull.NULL);
            if (!Blank.isBlank(value) && !value.equals(new JsonString(""))) {
                throw object.fault(member, "nothing yet", "something");
            }
        }
    }

    // The text or the arguments of the item of that index, as the last event has them.
    private void require(JsonFields event, int index, String found) throws MalformedException {
        if (!content(output.get(index)).equals(found)) {
            throw event.fault("output_index", "the text or arguments of the last event's item " + index, "others");
        }
    }

    private static String content(JsonFields item) throws MalformedException {
        if (item.has("arguments")) {
            return item.string("arguments", CHARS_MAX);
        }
        List<JsonFields> parts = item.objects("content", 1);
        if (parts.isEmpty()) {
            throw item.fault("content", "one part", "none");
        }
        return text(parts.getFirst());
    }

    private static String text(JsonFields part) throws MalformedException {
        part.literal("type", "output_text");
        Blank.requireNothingElse(part, Set.of("type", "text"));
        return part.string("text", CHARS_MAX);
    }

    // Clients take what is called from the event that announces the call.
    private void sameItem(JsonFields event) throws MalformedException {
        JsonFields item = event.object("item");
        JsonFields whole = output.get(index(event));
        for (String member : List.of("type", "role", "call_id", "name")) {
            if (!whole.optionalAny(member).equals(item.optionalAny(member))) {
                throw item.fault(member, "that of the last event's item", "another");
            }
        }
        Blank.requireNothingElse(item, Set.of("id", "type", "status", "role", "content", "call_id", "name", "arguments"));
    }
}
