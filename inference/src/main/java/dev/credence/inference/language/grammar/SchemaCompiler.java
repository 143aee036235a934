package dev.credence.inference.language.grammar;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Writes the program of a schema: one rule for each schema that `$ref` names, and for any value.
final class SchemaCompiler {
    private static final int RETURN_PENDING = -2;

    private final Json root;
    private final Program program = new Program();
    private final Pieces pieces = new Pieces(program);
    private final Map<String, Integer> rules = new HashMap<>();
    private final Map<String, List<Integer>> pending = new LinkedHashMap<>();
    private final SequencedMap<String, Json> wanted = new LinkedHashMap<>();
    private final int end;
    private final int any;
    private final int character;

    SchemaCompiler(Json root) throws GrammarException {
        this.root = root;
        try {
            this.end = pieces.add(Program.RETURN, -1, -1, -1);
            this.character = pieces.character(end);
            this.any = anyValue();
        } catch (Pieces.TooLong impossible) {
            throw tooLong("#");
        }
    }

    private static GrammarException tooLong(String path) {
        return new GrammarException(path, "the schema needs more than " + Program.SIZE_MAX + " steps");
    }

    GrammarState compile(String before, String behind) throws GrammarException {
        try {
            int accept = pieces.add(Program.ACCEPT, -1, -1, -1);
            int value = pieces.call(reference("#", root), pieces.text(behind, accept));
            program.patch(value, resolve(value), -1);
            int start = pieces.text(before, value);
            while (!wanted.isEmpty()) {
                write(wanted.firstEntry().getKey());
            }
            new LeftCalls(program).check();
            return GrammarState.start(program, start);
        } catch (Pieces.TooLong tooLong) {
            throw tooLong("#");
        }
    }

    // The rule of the root is written first; a call to a rule not written yet is patched later.
    private int resolve(int call) throws GrammarException, Pieces.TooLong {
        pending.computeIfAbsent("#", _ -> new ArrayList<>()).add(call);
        write("#");
        return rules.get("#");
    }

    private int reference(String path, Json schema) {
        Integer rule = rules.get(path);
        if (rule != null) {
            return rule;
        }
        wanted.put(path, schema);
        return RETURN_PENDING;
    }

    private void write(String path) throws GrammarException, Pieces.TooLong {
        Json schema = wanted.remove(path);
        if (schema == null || rules.containsKey(path)) {
            return;
        }
        int rule = schema(schema, path, end);
        rules.put(path, rule);
        for (int call : pending.getOrDefault(path, List.of())) {
            program.patch(call, rule, -1);
        }
    }

    private int call(String path, Json schema, int next) throws Pieces.TooLong {
        int rule = reference(path, schema);
        int call = pieces.call(rule, next);
        if (rule == RETURN_PENDING) {
            pending.computeIfAbsent(path, _ -> new ArrayList<>()).add(call);
        }
        return call;
    }

    private int anyValue() throws Pieces.TooLong {
        int value = pieces.add(Program.FORK, -1, -1, -1);
        int first = pieces.fork(string(0, Integer.MAX_VALUE, end), pieces.number(end));
        int words = pieces.fork(pieces.text("true", end), pieces.fork(pieces.text("false", end), pieces.text("null", end)));
        int array = list(next -> pieces.call(value, next), 0, Integer.MAX_VALUE, end);
        int object = map(next -> pieces.call(value, next), end);
        program.patch(value, pieces.fork(first, words), pieces.fork(array, object));
        return value;
    }

    /// A part that stands before `next`.
    @FunctionalInterface
    private interface Part {
        int before(int next) throws GrammarException, Pieces.TooLong;
    }

    /// A part that no schema can make fail.
    @FunctionalInterface
    private interface SafePart {
        int before(int next) throws Pieces.TooLong;
    }

    int schema(Json schema, String path, int next) throws GrammarException, Pieces.TooLong {
        if (schema instanceof JsonBoolean(boolean everything) && everything) {
            return pieces.call(any, next);
        }
        if (!(schema instanceof JsonObject object)) {
            throw new GrammarException(path, "expected a schema, found " + (schema instanceof JsonBoolean ? "false" : schema.kind()));
        }
        Keywords keywords = Keywords.read(object, path);
        return switch (keywords.form()) {
            case REFERENCE -> {
                String target = keywords.text("$ref");
                yield call(target, Pointer.find(root, target, path), next);
            }
            case ANY_OF -> alternatives(keywords, next);
            case LITERALS -> {
                int at = -1;
                for (Json value : keywords.literals()) {
                    int way = pieces.text(Spelling.of(value), next);
                    at = at < 0 ? way : pieces.fork(at, way);
                }
                yield at;
            }
            case TYPED -> {
                int at = -1;
                for (String type : keywords.types()) {
                    int way = typed(type, keywords, next);
                    at = at < 0 ? way : pieces.fork(at, way);
                }
                yield at;
            }
            case ANYTHING -> pieces.call(any, next);
        };
    }

    private int alternatives(Keywords keywords, int next) throws GrammarException, Pieces.TooLong {
        String word = keywords.has("anyOf") ? "anyOf" : "allOf";
        List<Json> schemas = keywords.array(word).items();
        if (schemas.isEmpty() || (word.equals("allOf") && schemas.size() > 1)) {
            throw new GrammarException(keywords.path(), "'" + word + "' of " + schemas.size() + " schemas is not supported");
        }
        int at = -1;
        for (int i = 0; i < schemas.size(); i++) {
            int way = schema(schemas.get(i), keywords.path() + "/" + word + "/" + i, next);
            at = at < 0 ? way : pieces.fork(at, way);
        }
        return at;
    }

    private int typed(String type, Keywords keywords, int next) throws GrammarException, Pieces.TooLong {
        return switch (type) {
            case "null" -> pieces.text("null", next);
            case "boolean" -> pieces.fork(pieces.text("true", next), pieces.text("false", next));
            case "integer" -> pieces.integer(next);
            case "number" -> pieces.number(next);
            case "string" -> {
                int least = keywords.count("minLength", 0);
                yield string(least, keywords.count("maxLength", Integer.MAX_VALUE), next);
            }
            case "array" -> array(keywords, next);
            case "object" -> object(keywords, next);
            default -> throw new GrammarException(keywords.path(), "the type '" + type + "' is none of JSON Schema's");
        };
    }

    private int string(int least, int most, int next) throws Pieces.TooLong {
        int quote = pieces.range('"', '"', next);
        int at = quote;
        if (most == Integer.MAX_VALUE) {
            int loop = pieces.add(Program.FORK, -1, -1, -1);
            program.patch(loop, pieces.call(character, loop), quote);
            at = loop;
            for (int i = 0; i < least; i++) {
                at = pieces.call(character, at);
            }
        } else {
            for (int i = most; i > 0; i--) {
                int one = pieces.call(character, at);
                at = i > least ? pieces.fork(one, quote) : one;
            }
        }
        return pieces.range('"', '"', at);
    }

    private int array(Keywords keywords, int next) throws GrammarException, Pieces.TooLong {
        int least = keywords.count("minItems", 0);
        int most = keywords.count("maxItems", Integer.MAX_VALUE);
        String path = keywords.path() + "/items";
        Optional<Json> items = keywords.get("items");
        // One rule for all elements: it is called, not repeated.
        SafePart item = items.isEmpty() ? following -> pieces.call(any, following) : following -> call(path, items.get(), following);
        return list(item, least, most, next);
    }

    // [ item (, item)* ] with bounds.
    private int list(SafePart item, int least, int most, int next) throws Pieces.TooLong {
        int close = pieces.range(']', ']', next);
        if (most == 0) {
            return pieces.range('[', '[', close);
        }
        int rest;
        if (most == Integer.MAX_VALUE) {
            int loop = pieces.add(Program.FORK, -1, -1, -1);
            program.patch(loop, pieces.text(", ", item.before(loop)), close);
            rest = loop;
            for (int i = 1; i < least; i++) {
                rest = pieces.text(", ", item.before(rest));
            }
        } else {
            rest = close;
            for (int i = most; i > 1; i--) {
                int more = pieces.text(", ", item.before(rest));
                rest = i > least ? pieces.fork(more, close) : more;
            }
        }
        int filled = item.before(rest);
        return pieces.range('[', '[', least == 0 ? pieces.fork(filled, close) : filled);
    }

    // An object of any keys.
    private int map(SafePart value, int next) throws Pieces.TooLong {
        int close = pieces.range('}', '}', next);
        int loop = pieces.add(Program.FORK, -1, -1, -1);
        int member = string(0, Integer.MAX_VALUE, pieces.text(": ", value.before(loop)));
        program.patch(loop, pieces.text(", ", member), close);
        return pieces.range('{', '{', pieces.fork(member, close));
    }

    private int object(Keywords keywords, int next) throws GrammarException, Pieces.TooLong {
        Optional<Json> properties = keywords.get("properties");
        Set<String> required = required(keywords);
        if (properties.isEmpty() || ((JsonObject) properties.get()).size() == 0) {
            return keyless(keywords, required, next);
        }
        JsonObject members = (JsonObject) properties.get();
        for (String name : required) {
            if (!members.has(name)) {
                throw new GrammarException(keywords.path(), "'required' names '" + name + "', which 'properties' lacks");
            }
        }
        int close = pieces.range('}', '}', next);
        // From the last member to the first: what follows if a member stands before, and if none does.
        int after = close;
        int none = close;
        List<String> names = new ArrayList<>(members.keys());
        for (String name : names.reversed()) {
            int followed = after;
            Part member = following -> pieces.text(
                    Spelling.of(new JsonString(name)) + ": ",
                    schema(members.get(name).orElseThrow(), keywords.path() + "/properties/" + name.replace("~", "~0").replace("/", "~1"), following));
            int written = member.before(followed);
            int more = pieces.text(", ", written);
            boolean must = required.contains(name);
            none = must ? written : pieces.fork(written, none);
            after = must ? more : pieces.fork(more, after);
        }
        return pieces.range('{', '{', none);
    }

    private int keyless(Keywords keywords, Set<String> required, int next) throws GrammarException, Pieces.TooLong {
        if (!required.isEmpty()) {
            throw new GrammarException(keywords.path(), "'required' names what 'properties' lacks");
        }
        Optional<Json> others = keywords.get("additionalProperties");
        boolean closed = others.isPresent() && others.get() instanceof JsonBoolean(boolean open) && !open;
        if (closed || (others.isEmpty() && keywords.has("properties"))) {
            return pieces.text("{}", next);
        }
        if (others.isPresent() && others.get() instanceof JsonObject schema) {
            return map(following -> call(keywords.path() + "/additionalProperties", schema, following), next);
        }
        return map(following -> pieces.call(any, following), next);
    }

    private static Set<String> required(Keywords keywords) throws GrammarException {
        Set<String> names = new HashSet<>();
        if (keywords.has("required")) {
            for (Json name : ((JsonArray) keywords.get("required").orElseThrow()).items()) {
                if (!(name instanceof JsonString(String text))) {
                    throw new GrammarException(keywords.path(), "'required' holds " + name.kind());
                }
                names.add(text);
            }
        }
        return names;
    }
}
