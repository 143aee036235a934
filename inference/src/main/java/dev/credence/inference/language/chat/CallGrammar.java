package dev.credence.inference.language.chat;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.language.grammar.GrammarException;
import dev.credence.inference.language.grammar.GrammarState;
import dev.credence.inference.language.grammar.JsonGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The automaton of an answer that must be a call of one of some tools.
final class CallGrammar {
    /// Members of a schema that hold schemas by name, one schema, and several.
    private static final Set<String> NAMED = Set.of("properties", "$defs", "definitions");
    private static final Set<String> SINGLE = Set.of("items", "additionalProperties");
    private static final Set<String> SEVERAL = Set.of("anyOf", "allOf");

    private CallGrammar() {}

    /// @param tools at least one
    static GrammarState of(List<ToolSet.Tool> tools, CallSpelling spelling) throws TextRefusedException {
        List<Json> calls = new ArrayList<>();
        for (int i = 0; i < tools.size(); i++) {
            ToolSet.Tool tool = tools.get(i);
            refuseUnsupported(tool);
            String place = (tools.size() == 1 ? "#" : "#/anyOf/" + i) + "/properties/" + spelling.argumentsKey();
            calls.add(JsonObject.builder()
                    .put("type", "object")
                    .put("properties", JsonObject.builder()
                            .put("name", JsonObject.builder().put("const", tool.name()).build())
                            .put(spelling.argumentsKey(), moved(tool.parameters(), place))
                            .build())
                    .put("required", JsonArray.ofStrings(List.of("name", spelling.argumentsKey())))
                    .build());
        }
        Json schema = calls.size() == 1 ? calls.getFirst() : JsonObject.builder().put("anyOf", JsonArray.of(calls)).build();
        try {
            return JsonGrammar.of(schema, spelling.before(), spelling.behind()).start();
        } catch (GrammarException refused) {
            throw TextRefusedException.invalid("tools", refused.getMessage());
        }
    }

    // Alone first, so that a complaint names the place in the caller's own schema.
    private static void refuseUnsupported(ToolSet.Tool tool) throws TextRefusedException {
        if (tool.parameters().has("type") && !tool.parameters().members().get("type").equals(new JsonString("object"))) {
            throw TextRefusedException.invalid(tool.field(), "the arguments of a tool that must be called are of the type object");
        }
        try {
            JsonGrammar.of(tool.parameters());
        } catch (GrammarException refused) {
            throw TextRefusedException.invalid(tool.field(), refused.getMessage());
        }
    }

    // The schema with each `$ref` leading to where the schema stands now.
    private static Json moved(Json schema, String place) {
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        JsonObject.Builder moved = JsonObject.builder();
        object.members().forEach((word, value) -> moved.put(word, movedMember(word, value, place)));
        return moved.build();
    }

    private static Json movedMember(String word, Json value, String place) {
        if (word.equals("$ref") && value instanceof JsonString(String target) && target.startsWith("#")) {
            return new JsonString(place + target.substring(1));
        }
        if (SINGLE.contains(word)) {
            return moved(value, place);
        }
        if (NAMED.contains(word) && value instanceof JsonObject named) {
            JsonObject.Builder all = JsonObject.builder();
            named.members().forEach((name, each) -> all.put(name, moved(each, place)));
            return all.build();
        }
        if (SEVERAL.contains(word) && value instanceof JsonArray several) {
            return JsonArray.of(several.items().stream().map(each -> moved(each, place)).toList());
        }
        return value;
    }
}
