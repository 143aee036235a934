package dev.credence.inference.language.chat;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The tools that a request brings (docs/spec/text.md 1.1).
record ToolSet(List<Tool> tools) {
    static final int TOOLS_MAX = 128;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final JsonObject NO_PARAMETERS =
            JsonObject.builder().put("type", "object").put("properties", JsonObject.EMPTY).build();

    ToolSet {
        tools = List.copyOf(tools);
    }

    /// @param parameters the schema of its arguments
    /// @param field      where that stands in the request
    record Tool(String name, JsonObject parameters, String field) {}

    static ToolSet of(JsonObject content) throws TextRefusedException {
        Optional<Json> value = content.get("tools");
        if (value.isEmpty()) {
            return new ToolSet(List.of());
        }
        if (!(value.get() instanceof JsonArray array) || array.size() > TOOLS_MAX) {
            throw TextRefusedException.invalid("tools", "expected an array of at most " + TOOLS_MAX + " tools");
        }
        List<Tool> tools = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < array.size(); i++) {
            Tool tool = tool(array.get(i), "tools[" + i + "]");
            if (!names.add(tool.name())) {
                throw TextRefusedException.invalid("tools[" + i + "].function.name", "two tools have the name '" + tool.name() + "'");
            }
            tools.add(tool);
        }
        return new ToolSet(tools);
    }

    private static Tool tool(Json value, String field) throws TextRefusedException {
        if (!(value instanceof JsonObject tool) || !tool.get("type").equals(Optional.of(new JsonString("function")))) {
            throw TextRefusedException.invalid(field + ".type", "only tools of the type function are supported");
        }
        if (!(tool.get("function").orElse(null) instanceof JsonObject function)) {
            throw TextRefusedException.invalid(field + ".function", "expected an object");
        }
        if (!(function.get("name").orElse(null) instanceof JsonString(String name)) || !NAME.matcher(name).matches()) {
            throw TextRefusedException.invalid(field + ".function.name", "expected 1 to 64 letters, digits, '_' or '-'");
        }
        return switch (function.get("parameters").orElse(NO_PARAMETERS)) {
            case JsonObject parameters -> new Tool(name, parameters, field + ".function.parameters");
            case Json other -> throw TextRefusedException.invalid(field + ".function.parameters", "expected an object, found " + other.kind());
        };
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        tools.forEach(tool -> names.add(tool.name()));
        return names;
    }

    /// The tools of which `choice` wants one called.
    List<Tool> chosen(ToolChoice choice) {
        Optional<String> named = choice.named();
        return named.isEmpty() ? tools : tools.stream().filter(tool -> tool.name().equals(named.get())).toList();
    }
}
