package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ArrayList;

/// Python's `json.dumps`, which is what Hugging Face puts behind `tojson`: `, ` and `: ` between members, no escaping of
/// what is not ASCII unless asked, nothing escaped for HTML.
public final class JsonDump {
    /// @param indent       what one level is indented by; without it everything stands on one line
    /// @param itemSeparator between items, without the line end that `indent` adds
    public record Style(Optional<String> indent, String itemSeparator, String keySeparator, boolean ascii, boolean sorted) {
        public static final Style DEFAULT = new Style(Optional.empty(), ", ", ": ", false, false);
    }

    private final Style style;
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();

    private JsonDump(Style style, Budget budget) {
        this.style = style;
        this.budget = budget;
    }

    public static String of(Value value, Style style, Budget budget) throws TemplateException {
        JsonDump dump = new JsonDump(style, budget);
        dump.write(value, 1);
        return dump.out.toString();
    }

    private void write(Value value, int level) throws TemplateException {
        budget.enter();
        int before = out.length();
        switch (value) {
            case Value.None _ -> out.append("null");
            case Value.Bool(boolean set) -> out.append(set);
            case Value.Int(BigInteger number) -> out.append(number);
            case Value.Real(double number) -> out.append(real(number));
            case Text(String text, _) -> quote(text);
            case Value.Items(List<Value> values, _, _) -> items(values, level);
            case Dict dict -> members(dict, level);
            case Value.View _, Span _, Generator _, Undefined _, Special _ ->
                throw TemplateException.typeError("Object of type " + value.type() + " is not JSON serializable");
        }
        budget.text(Math.max(0, out.length() - before));
        budget.leave();
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        return Double.isInfinite(number) ? number > 0 ? "Infinity" : "-Infinity" : Repr.real(number);
    }

    private void line(int level) {
        style.indent().ifPresent(indent -> out.append('\n').append(indent.repeat(level)));
    }

    private void items(List<Value> values, int level) throws TemplateException {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : style.itemSeparator());
            line(level);
            write(values.get(i), level + 1);
        }
        if (!values.isEmpty()) {
            line(level - 1);
        }
        out.append(']');
    }

    private void members(Dict dict, int level) throws TemplateException {
        out.append('{');
        List<Map.Entry<Key, Value>> entries = new ArrayList<>(dict.entries().entrySet());
        if (style.sorted()) {
            List<Map.Entry<Key, Value>> all = entries;
            entries = new ArrayList<>();
            for (int place : Ordering.sorted(dict.keys(), budget)) {
                entries.add(all.get(place));
            }
        }
        for (int i = 0; i < entries.size(); i++) {
            out.append(i == 0 ? "" : style.itemSeparator());
            line(level);
            quote(key(entries.get(i).getKey().value()));
            out.append(style.keySeparator());
            write(entries.get(i).getValue(), level + 1);
        }
        if (!entries.isEmpty()) {
            line(level - 1);
        }
        out.append('}');
    }

    private static String key(Value key) throws TemplateException {
        return switch (key) {
            case Text(String text, _) -> text;
            case Value.None _ -> "null";
            case Value.Bool(boolean set) -> Boolean.toString(set);
            case Value.Int(BigInteger number) -> number.toString();
            case Value.Real(double number) -> real(number);
            case Value.Items _, Dict _, Value.View _, Span _, Generator _, Undefined _, Special _ ->
                throw TemplateException.typeError("keys must be str, int, float, bool or None, not " + key.type());
        };
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c < 0x20 || (style.ascii() && c > 0x7e)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
