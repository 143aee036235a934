package dev.credence.inference.language.grammar;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The obvious matcher: tries every way through a text by recursion over the schema itself. Knows nothing of bytes.
final class SlowMatcher {
    private static final Pattern STRING = Pattern.compile(
            "\"(?:[^\"\\\\\\x00-\\x1f\\ud800-\\udfff]|[\\ud800-\\udbff][\\udc00-\\udfff]|\\\\[\"\\\\/bfnrt]|\\\\u(?:[0-9A-Ca-cEFef][0-9A-Fa-f]{3}|[dD][0-7][0-9A-Fa-f]{2}|[dD][89ABab][0-9A-Fa-f]{2}\\\\u[dD][C-Fc-f][0-9A-Fa-f]{2}))*\"");
    private static final Pattern ONE = Pattern.compile("\\\\u[dD][89ABab]..\\\\u....|\\\\u....|\\\\.|[\\ud800-\\udbff].|.", Pattern.DOTALL);
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,15})");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,15})(?:\\.[0-9]{1,16})?(?:[eE][+-]?[0-9]{1,2})?");

    private final JsonObject root;
    private final String text;

    private SlowMatcher(JsonObject root, String text) {
        this.root = root;
        this.text = text;
    }

    static boolean matches(JsonObject schema, String text) {
        return new SlowMatcher(schema, text).ends(schema, 0).contains(text.length());
    }

    // All places where a value of the schema that begins at `from` may end.
    private Set<Integer> ends(Json schema, int from) {
        if (!(schema instanceof JsonObject object)) {
            return any(from);
        }
        Set<Integer> ends = new LinkedHashSet<>();
        if (object.has("$ref")) {
            String name = ((JsonString) object.get("$ref").orElseThrow()).value();
            return ends(name.equals("#") ? root : ((JsonObject) root.get("$defs").orElseThrow()).get(name.substring(8)).orElseThrow(), from);
        }
        if (object.has("anyOf")) {
            ((JsonArray) object.get("anyOf").orElseThrow()).items().forEach(each -> ends.addAll(ends(each, from)));
            return ends;
        }
        if (object.has("enum")) {
            ((JsonArray) object.get("enum").orElseThrow()).items().forEach(each -> ends.addAll(literal(Spelling.of(each), from)));
            return ends;
        }
        if (!object.has("type")) {
            return any(from);
        }
        return typed(((JsonString) object.get("type").orElseThrow()).value(), object, from);
    }

    private Set<Integer> typed(String type, JsonObject schema, int from) {
        return switch (type) {
            case "null" -> literal("null", from);
            case "boolean" -> union(literal("true", from), literal("false", from));
            case "integer" -> numbers(INTEGER, from);
            case "number" -> numbers(NUMBER, from);
            case "string" -> string(from, count(schema, "minLength", 0), count(schema, "maxLength", 1 << 20));
            case "array" -> array(schema, from);
            default -> object(schema, from);
        };
    }

    private static int count(JsonObject schema, String word, int otherwise) {
        return (int) schema.get(word).map(value -> ((JsonInteger) value).value()).orElse((long) otherwise).longValue();
    }

    private Set<Integer> any(int from) {
        Set<Integer> ends = new LinkedHashSet<>();
        for (String type : List.of("null", "boolean", "number", "string", "array", "object")) {
            ends.addAll(typed(type, JsonObject.EMPTY, from));
        }
        return ends;
    }

    private Set<Integer> literal(String literal, int from) {
        return text.startsWith(literal, from) ? Set.of(from + literal.length()) : Set.of();
    }

    private static Set<Integer> union(Set<Integer> one, Set<Integer> other) {
        Set<Integer> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    private Set<Integer> numbers(Pattern form, int from) {
        Set<Integer> ends = new LinkedHashSet<>();
        for (int to = from + 1; to <= Math.min(text.length(), from + 40); to++) {
            if (form.matcher(text.substring(from, to)).matches()) {
                ends.add(to);
            }
        }
        return ends;
    }

    private Set<Integer> string(int from, int least, int most) {
        for (int to = from + 2; to <= text.length(); to++) {
            if (text.charAt(to - 1) == '"' && STRING.matcher(text.substring(from, to)).matches()) {
                int length = 0;
                Matcher one = ONE.matcher(text.substring(from + 1, to - 1));
                while (one.find()) {
                    length++;
                }
                return length >= least && length <= most ? Set.of(to) : Set.of();
            }
        }
        return Set.of();
    }

    private Set<Integer> array(JsonObject schema, int from) {
        Json items = schema.get("items").orElse(new JsonBoolean(true));
        int least = count(schema, "minItems", 0);
        int most = count(schema, "maxItems", 1 << 20);
        Set<Integer> ends = new LinkedHashSet<>();
        Set<Integer> at = literal("[", from);
        for (int n = 0; n <= most && !at.isEmpty(); n++) {
            if (n >= least) {
                at.forEach(place -> ends.addAll(literal("]", place)));
            }
            Set<Integer> next = new LinkedHashSet<>();
            for (int place : at) {
                for (int begin : n == 0 ? Set.of(place) : literal(", ", place)) {
                    next.addAll(ends(items, begin));
                }
            }
            at = next;
        }
        return ends;
    }

    private Set<Integer> object(JsonObject schema, int from) {
        if (!schema.has("properties")) {
            return map(schema.get("additionalProperties").orElse(new JsonBoolean(true)), from);
        }
        JsonObject properties = (JsonObject) schema.get("properties").orElseThrow();
        List<String> required = new ArrayList<>();
        schema.get("required").ifPresent(names -> ((JsonArray) names).items().forEach(name -> required.add(((JsonString) name).value())));
        List<String> names = new ArrayList<>(properties.keys());
        Set<Integer> ends = new LinkedHashSet<>();
        // Every subset of the members that holds the required ones, in order.
        for (int subset = 0; subset < 1 << names.size(); subset++) {
            Set<Integer> at = literal("{", from);
            boolean first = true;
            boolean complete = true;
            for (int i = 0; i < names.size(); i++) {
                if ((subset >> i & 1) == 0) {
                    complete &= !required.contains(names.get(i));
                    continue;
                }
                Set<Integer> next = new LinkedHashSet<>();
                for (int place : at) {
                    String head = (first ? "" : ", ") + Spelling.of(new JsonString(names.get(i))) + ": ";
                    for (int begin : literal(head, place)) {
                        next.addAll(ends(properties.get(names.get(i)).orElseThrow(), begin));
                    }
                }
                at = next;
                first = false;
            }
            if (complete) {
                at.forEach(place -> ends.addAll(literal("}", place)));
            }
        }
        return ends;
    }

    private Set<Integer> map(Json values, int from) {
        Set<Integer> ends = new LinkedHashSet<>();
        Set<Integer> at = literal("{", from);
        for (boolean first = true; !at.isEmpty(); first = false) {
            Set<Integer> next = new LinkedHashSet<>();
            for (int place : at) {
                ends.addAll(literal("}", place));
                for (int begin : first ? Set.of(place) : literal(", ", place)) {
                    for (int key : string(begin, 0, 1 << 20)) {
                        for (int value : literal(": ", key)) {
                            next.addAll(ends(values, value));
                        }
                    }
                }
            }
            // A place that a comma led to does not close the object: places before values are gone by now.
            at = next;
        }
        return ends;
    }
}
