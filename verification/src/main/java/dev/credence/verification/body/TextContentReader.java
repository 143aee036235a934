package dev.credence.verification.body;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.ToolChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the members of a request for text that are its content; each stays the caller's JSON value (docs/spec/text.md 1).
final class TextContentReader {
    static final String MESSAGES = "messages";
    static final String TOOLS = "tools";
    static final String FORMAT = "response_format";
    static final String KWARGS = "chat_template_kwargs";
    static final String PROMPT = "prompt";

    private static final int MESSAGES_MAX = 1024;
    private static final int TOOLS_MAX = 128;
    private static final int KWARGS_MAX = 64;
    private static final int ROLE_CHARS_MAX = 64;
    private static final int NAME_CHARS_MAX = 64;
    private static final int PROMPT_IDS_MAX = 131_072;
    /// What the template is given besides, and its functions: a caller's variable of that name would stand in their place.
    private static final Set<String> TEMPLATES_OWN = Set.of(
            MESSAGES, TOOLS, "documents", "add_generation_prompt", "bos_token", "eos_token", "range", "dict", "namespace", "joiner", "cycler",
            "lipsum", "raise_exception", "strftime_now");

    private TextContentReader() {}

    static Content.Text completion(JsonFields fields) throws MalformedException {
        Json prompt = fields.any(PROMPT);
        boolean ids = prompt instanceof JsonArray array
                && array.size() >= 1
                && array.size() <= PROMPT_IDS_MAX
                && array.items().stream().allMatch(TextContentReader::isTokenId);
        if (!(prompt instanceof JsonString) && !ids) {
            throw fields.fault(PROMPT, "a string, or 1 to " + PROMPT_IDS_MAX + " token ids", prompt.kind());
        }
        return new Content.Text(JsonObject.builder().put(PROMPT, prompt).build());
    }

    private static boolean isTokenId(Json item) {
        return item instanceof JsonInteger id && id.value() >= 0 && id.value() <= Integer.MAX_VALUE;
    }

    static Content.Text chat(JsonFields fields) throws MalformedException {
        JsonObject.Builder content = JsonObject.builder();
        Json messages = fields.any(MESSAGES);
        content.put(MESSAGES, messages);
        messages(fields, messages);
        if (fields.has(TOOLS)) {
            Json tools = fields.any(TOOLS);
            content.put(TOOLS, tools);
            tools(fields, tools);
        }
        if (fields.has(FORMAT)) {
            content.put(FORMAT, fields.any(FORMAT));
            format(fields.object(FORMAT));
        }
        if (fields.has(KWARGS)) {
            Json kwargs = fields.any(KWARGS);
            content.put(KWARGS, kwargs);
            kwargs(fields, kwargs);
        }
        return new Content.Text(content.build());
    }

    private static void messages(JsonFields fields, Json messages) throws MalformedException {
        List<JsonFields> items = fields.objects(MESSAGES, MESSAGES_MAX);
        if (items.isEmpty()) {
            throw fields.fault(MESSAGES, "at least one message", "none");
        }
        for (JsonFields message : items) {
            if (message.string("role", ROLE_CHARS_MAX).isEmpty()) {
                throw message.fault("role", "a role", "an empty text");
            }
            if (message.has("content")) {
                content(message);
            }
        }
    }

    private static void content(JsonFields message) throws MalformedException {
        switch (message.any("content")) {
            case JsonString _, JsonNull _ -> {}
            case JsonArray parts -> {
                for (JsonFields part : message.objects("content", parts.size())) {
                    part.literal("type", "text");
                    part.string("text", TextRequestBody.BYTES_MAX);
                }
            }
            case JsonObject _, JsonInteger _, JsonNumber _, JsonBoolean _ ->
                throw message.fault("content", "a string, null or an array of parts", "something else");
        }
    }

    private static void tools(JsonFields fields, Json tools) throws MalformedException {
        Set<String> names = new HashSet<>();
        for (JsonFields tool : fields.objects(TOOLS, TOOLS_MAX)) {
            tool.literal("type", "function");
            JsonFields function = tool.object("function");
            String name = function.string("name", NAME_CHARS_MAX);
            if (!ToolChoice.isName(name) || !names.add(name)) {
                throw function.fault("name", "a name of its own of 1 to 64 of A-Z a-z 0-9 _ -", "'" + name + "'");
            }
            if (function.optionalAny("parameters").orElse(JsonNull.NULL) instanceof JsonNull) {
                continue;
            }
            function.object("parameters");
        }
    }

    private static void format(JsonFields format) throws MalformedException {
        String type = format.oneOf("type", Set.of("text", "json_object", "json_schema"));
        if (type.equals("json_schema")) {
            JsonFields schema = format.object("json_schema");
            schema.string("name", NAME_CHARS_MAX);
            schema.object("schema");
            if (!(schema.optionalAny("strict").orElse(JsonNull.NULL) instanceof JsonNull)) {
                schema.bool("strict");
            }
            if (!(schema.optionalAny("description").orElse(JsonNull.NULL) instanceof JsonNull)) {
                schema.string("description", TextRequestBody.BYTES_MAX);
            }
            schema.end();
        }
        format.end();
    }

    private static void kwargs(JsonFields fields, Json kwargs) throws MalformedException {
        if (!(kwargs instanceof JsonObject object) || object.size() > KWARGS_MAX) {
            throw fields.fault(KWARGS, "an object of at most " + KWARGS_MAX + " members", kwargs.kind());
        }
        for (var member : object.members().entrySet()) {
            String path = fields.pathOf(KWARGS) + "." + member.getKey();
            if (TEMPLATES_OWN.contains(member.getKey()) || member.getKey().length() > NAME_CHARS_MAX) {
                throw new MalformedException(path, -1, "a name that is not the template's own", "'" + member.getKey() + "'");
            }
            switch (member.getValue()) {
                case JsonString _, JsonInteger _, JsonBoolean _, JsonNull _ -> {}
                case JsonObject _, JsonArray _, JsonNumber _ ->
                    throw new MalformedException(path, -1, "a string, an integer, true, false or null", member.getValue().kind());
            }
        }
    }

    /// Whether the content has a tool to call.
    static boolean hasTools(Content.Text content) {
        return content.json().get(TOOLS).orElse(JsonNull.NULL) instanceof JsonArray tools && tools.size() > 0;
    }

    /// Whether the content has a tool of that name.
    static boolean hasTool(Content.Text content, String name) {
        return content.json().get(TOOLS).orElse(JsonNull.NULL) instanceof JsonArray tools
                && tools.items().stream().anyMatch(tool -> isCalled(tool, name));
    }

    private static boolean isCalled(Json tool, String name) {
        return tool instanceof JsonObject object
                && object.get("function").orElse(JsonNull.NULL) instanceof JsonObject function
                && function.get("name").equals(Optional.of(new JsonString(name)));
    }

    /// Whether the answer is to be JSON.
    static boolean isConstrained(Content.Text content) {
        return content.json().get(FORMAT).orElse(JsonNull.NULL) instanceof JsonObject format
                && !format.get("type").equals(Optional.of(new JsonString("text")));
    }
}
