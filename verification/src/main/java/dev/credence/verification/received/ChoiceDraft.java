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
import dev.credence.foundation.codec.NumberRow;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.FinishReason;
import dev.credence.receipt.request.TextAnswerRecord.Tokens;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One choice while it is put together, from a whole body in one piece or from a stream in many.
final class ChoiceDraft {
    private static final int CALLS_MAX = 1024;
    /// Of one choice: those of 8,192 tokens with 20 others each.
    private static final int VALUES_MAX = 1_000_000;
    private static final int CHARS_MAX = ReceivedText.BYTES_MAX;

    private final StringBuilder text = new StringBuilder();
    private final List<CallDraft> calls = new ArrayList<>();
    private final List<Json> entries = new ArrayList<>();
    private final Map<String, List<Json>> columns = new LinkedHashMap<>();
    private Optional<FinishReason> finish = Optional.empty();
    private int values;

    private static final class CallDraft {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    void text(String piece) {
        text.append(piece);
    }

    /// A whole call behind the others.
    void call(String id, String name, String arguments) {
        CallDraft call = new CallDraft();
        call.id = id;
        call.name = name;
        call.arguments.append(arguments);
        calls.add(call);
    }

    /// A piece of a call: the first has id and name, all have some of the arguments.
    void callPiece(JsonFields piece) throws MalformedException {
        int index = (int) piece.integer("index", 0, CALLS_MAX - 1);
        if (index > calls.size()) {
            throw piece.fault("index", "the calls' indices one after the other", index + "");
        }
        boolean first = index == calls.size();
        if (first) {
            calls.add(new CallDraft());
        }
        CallDraft call = calls.get(index);
        JsonFields function = piece.object("function");
        if (first) {
            piece.literal("type", "function");
            call.id = piece.string("id", CHARS_MAX);
            call.name = function.string("name", CHARS_MAX);
        }
        call.arguments.append(text(function, "arguments"));
        function.end();
        // Id, type and name come once.
        for (String name : Set.of("id", "type")) {
            if (!first && !(piece.optionalAny(name).orElse(JsonNull.NULL) instanceof JsonNull)) {
                throw piece.fault(name, "none in a later piece of a call", "one");
            }
        }
        piece.end();
    }

    /// The text of that member; an absent or null one is empty.
    static String text(JsonFields fields, String member) throws MalformedException {
        if (fields.optionalAny(member).orElse(JsonNull.NULL) instanceof JsonNull) {
            return "";
        }
        return fields.string(member, CHARS_MAX);
    }

    /// A chat's log-probabilities, or some of them: `{"content": [an entry a token]}`.
    void entries(JsonFields choice) throws MalformedException {
        if (choice.optionalAny("logprobs").orElse(JsonNull.NULL) instanceof JsonNull) {
            return;
        }
        JsonFields logprobs = choice.object("logprobs");
        if (!(logprobs.optionalAny("content").orElse(JsonNull.NULL) instanceof JsonNull)) {
            keep(logprobs, "content", entries);
        }
        Blank.requireNothingElse(logprobs, Set.of("content"));
    }

    /// A completion's, or some of them: an object of columns with an item a token.
    void columns(JsonFields choice) throws MalformedException {
        if (choice.optionalAny("logprobs").orElse(JsonNull.NULL) instanceof JsonNull) {
            return;
        }
        JsonFields logprobs = choice.object("logprobs");
        for (String name : List.of("tokens", "token_logprobs", "top_logprobs", "text_offset")) {
            keep(logprobs, name, columns.computeIfAbsent(name, _ -> new ArrayList<>()));
        }
        Blank.requireNothingElse(logprobs, columns.keySet());
    }

    // However many pieces they come in, they must fit into memory.
    private void keep(JsonFields logprobs, String member, List<Json> kept) throws MalformedException {
        List<Json> items = logprobs.array(member, VALUES_MAX);
        for (Json item : items) {
            values += values(item);
        }
        if (values > VALUES_MAX) {
            throw logprobs.fault(member, "log-probabilities of at most " + VALUES_MAX + " values", "more");
        }
        kept.addAll(items);
    }

    private static int values(Json json) {
        int count = 1;
        switch (json) {
            case JsonObject object -> {
                for (Json member : object.members().values()) {
                    count += values(member);
                }
            }
            case JsonArray array -> {
                // A row of numbers is kept as numbers.
                for (Json item : array.items() instanceof NumberRow ? List.<Json>of() : array.items()) {
                    count += values(item);
                }
            }
            case JsonString _, JsonNumeric _, JsonBoolean _, JsonNull _ -> {}
        }
        return count;
    }

    void finish(FinishReason reason) {
        finish = Optional.of(reason);
    }

    /// Reads `finish_reason`; null while the choice goes on.
    void finish(JsonFields choice) throws MalformedException {
        if (choice.any("finish_reason") instanceof JsonNull) {
            return;
        }
        String token = choice.string("finish_reason", 64);
        finish(FinishReason.parse(token).orElseThrow(() -> choice.fault("finish_reason", "stop, length or tool_calls", "'" + token + "'")));
    }

    boolean isFinished() {
        return finish.isPresent();
    }

    boolean hasCalls() {
        return !calls.isEmpty();
    }

    /// @param path where the choice stands in its document
    Choice choice(String path, boolean role, List<Integer> ids) throws MalformedException {
        if (finish.isEmpty()) {
            throw new MalformedException(path, -1, "a finish_reason", "none");
        }
        List<ToolCall> whole = calls.stream()
                .map(call -> new ToolCall(call.id, call.name, call.arguments.toString()))
                .toList();
        return new Choice(finish.get(), role, text.toString(), logprobs(), new Tokens(ids, whole));
    }

    private Optional<Json> logprobs() {
        if (!entries.isEmpty()) {
            return Optional.of(new JsonArray(entries));
        }
        if (columns.values().stream().allMatch(List::isEmpty)) {
            return Optional.empty();
        }
        JsonObject.Builder object = JsonObject.builder();
        columns.forEach((name, items) -> object.put(name, new JsonArray(items)));
        return Optional.of(object.build());
    }
}
