package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.syntax.WhiteSpace;
import dev.credence.inference.language.template.text.PercentFormat;
import dev.credence.inference.language.template.text.Strings;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.JsonDump;
import dev.credence.inference.language.template.value.Numbers;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Truth;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Filters that make text.
final class TextFilters {
    private TextFilters() {}

    static void register(Map<String, Runtime.Filter> all) {
        all.put("string", Filters.plain("soft_str", (runtime, value, _) -> runtime.soft(value)));
        all.put("upper", Filters.plain("do_upper", (runtime, value, _) -> change(runtime, value, Strings::upper)));
        all.put("lower", Filters.plain("do_lower", (runtime, value, _) -> change(runtime, value, Strings::lower)));
        all.put("capitalize", Filters.plain("do_capitalize", (runtime, value, _) -> change(runtime, value, Strings::capitalize)));
        all.put("title", Filters.plain("do_title", (runtime, value, _) -> title(runtime, value)));
        all.put("trim", TextFilters::trim);
        all.put("replace", TextFilters::replace);
        all.put("indent", TextFilters::indent);
        all.put("center", TextFilters::center);
        all.put("truncate", TextFilters::truncate);
        all.put("wordcount", Filters.plain("do_wordcount", TextFilters::words));
        all.put("format", TextFilters::format);
        all.put("tojson", TextFilters::json);
        all.put("safe", Filters.plain("do_mark_safe", (runtime, value, _) -> new Text(runtime.string(value), true)));
        all.put("e", Filters.plain("escape", (runtime, value, _) -> escape(runtime, value, false)));
        all.put("escape", Filters.plain("escape", (runtime, value, _) -> escape(runtime, value, false)));
        all.put("forceescape", Filters.plain("do_forceescape", (runtime, value, _) -> escape(runtime, value, true)));
        all.put("urlencode", TextFilters::url);
    }

    private static Value change(Runtime runtime, Value value, java.util.function.UnaryOperator<String> change) throws TemplateException {
        Text text = runtime.soft(value);
        runtime.budget().text(text.value().length());
        return text.with(change.apply(text.value()));
    }

    private static Value escape(Runtime runtime, Value value, boolean twice) throws TemplateException {
        if (value instanceof Text text && text.markup() && !twice) {
            return text;
        }
        String escaped = Text.escaped(runtime.string(value));
        runtime.budget().text(escaped.length());
        return new Text(escaped, true);
    }

    // Words begin after white space, hyphens and opening brackets. They are joined by a plain text, which makes no markup.
    private static Value title(Runtime runtime, Value value) throws TemplateException {
        String text = runtime.soft(value).value();
        runtime.budget().text(text.length());
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            boolean between = isBetween(text.charAt(at));
            while (end < text.length() && isBetween(text.charAt(end)) == between) {
                end++;
            }
            String part = text.substring(at, end);
            int first = Character.charCount(part.codePointAt(0));
            out.append(Strings.upper(part.substring(0, first))).append(Strings.lower(part.substring(first)));
            at = end;
        }
        return Text.of(out.toString());
    }

    private static boolean isBetween(char c) {
        return WhiteSpace.is(c) || "-({[<".indexOf(c) >= 0;
    }

    private static Value trim(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Optional<Value> chars = Signature.of("do_trim", 0, "chars").bind(arguments).some(0);
        Text text = runtime.soft(value);
        runtime.budget().text(text.value().length());
        if (chars.isEmpty()) {
            return text.with(Strings.strip(text.value()));
        }
        String dropped = TextMethods.string("strip arg", chars.get());
        return text.with(Strings.strip(text.value(), Strings.Side.BOTH, point -> dropped.indexOf(point) >= 0));
    }

    private static Value replace(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_replace", 2, "old", "new", "count").bind(arguments);
        String old = runtime.string(bound.required(0));
        String replacement = runtime.string(bound.required(1));
        long most = bound.some(2).isPresent() ? TextMethods.integer(bound.required(2)) : -1;
        String text = runtime.string(value);
        runtime.budget().text(text.length());
        return TextMethods.replaced(runtime, Text.of(text), old, replacement, most);
    }

    private static Value indent(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_indent", 0, "width", "first", "blank").bind(arguments);
        String indention = "    ";
        if (bound.optional(0).isPresent()) {
            Value width = bound.required(0);
            if (width instanceof Text(String given, _)) {
                indention = given;
            } else {
                long count = TextMethods.integer(width);
                runtime.budget().text(Math.max(0, count));
                indention = " ".repeat((int) Math.max(0, count));
            }
        }
        if (value instanceof Undefined missing) {
            throw missing.failure();
        }
        if (!(value instanceof Text text)) {
            if (value instanceof Value.Items(_, boolean fixed, _)) {
                throw fixed
                        ? TemplateException.typeError("can only concatenate tuple (not \"str\") to tuple")
                        : TemplateException.failed("AttributeError", "'list' object has no attribute 'splitlines'");
            }
            throw TemplateException.typeError("unsupported operand type(s) for +=: '" + value.type() + "' and 'str'");
        }
        List<String> lines = Strings.lines(text.value() + "\n", false);
        runtime.budget().text(text.value().length() + (long) lines.size() * (indention.length() + 1));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            boolean indented = i > 0 && (bound.flag(2) || !lines.get(i).isEmpty()) || i == 0 && bound.flag(1);
            out.append(i == 0 ? "" : "\n").append(indented ? indention : "").append(lines.get(i));
        }
        return text.with(out.toString());
    }

    private static Value center(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_center", 0, "width").bind(arguments);
        long width = bound.optional(0).isPresent() ? TextMethods.integer(bound.required(0)) : 80;
        runtime.budget().text(Math.max(0, width));
        Text text = runtime.soft(value);
        return text.with(Strings.center(text.value(), width, " "));
    }

    private static Value truncate(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_truncate", 0, "length", "killwords", "end", "leeway").bind(arguments);
        long length = bound.optional(0).isPresent() ? TextMethods.integer(bound.required(0)) : 255;
        String end = bound.optional(2).isPresent() ? TextMethods.string("end", bound.required(2)) : "...";
        long leeway = bound.some(3).isPresent() ? TextMethods.integer(bound.required(3)) : 5;
        int endLength = end.codePointCount(0, end.length());
        if (length < endLength) {
            throw TemplateException.failed("AssertionError", "expected length >= " + endLength + ", got " + length);
        }
        if (leeway < 0) {
            throw TemplateException.failed("AssertionError", "expected leeway >= 0, got " + leeway);
        }
        if (Truth.lengthOrFail(value) <= length + leeway) {
            return value;
        }
        if (!(value instanceof Text text)) {
            throw TemplateException.unsupported("the filter truncate on a " + value.type());
        }
        runtime.budget().text(text.value().length());
        String kept = text.value().substring(0, text.value().offsetByCodePoints(0, (int) (length - endLength)));
        return text.with((bound.flag(1) ? kept : Strings.splitLast(kept, " ", 1).getFirst()) + end);
    }

    private static Value words(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        String text = runtime.string(value);
        runtime.budget().text(text.length());
        long count = 0;
        boolean inside = false;
        for (int point : text.codePoints().toArray()) {
            boolean word = point == '_' || Character.isLetterOrDigit(point);
            count += word && !inside ? 1 : 0;
            inside = word;
        }
        return Value.Int.of(count);
    }

    private static Value format(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        if (!arguments.positional().isEmpty() && !arguments.named().isEmpty()) {
            throw TemplateException.failed(
                    "FilterArgumentError", "can't handle positional and keyword arguments at the same time");
        }
        Value values = arguments.named().isEmpty()
                ? Value.Items.tuple(arguments.positional())
                : Dict.ofTexts(arguments.named());
        return PercentFormat.format(runtime.soft(value), values, runtime.budget());
    }

    // Hugging Face's spelling: json.dumps with ensure_ascii off.
    private static Value json(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound =
                Signature.of("tojson", 0, "ensure_ascii", "indent", "separators", "sort_keys").bind(arguments);
        Optional<Value> indent = bound.some(1);
        Optional<String> step = Optional.empty();
        if (indent.isPresent()) {
            boolean number = Numbers.isWhole(indent.get());
            long width = number ? TextMethods.integer(indent.get()) : 0;
            runtime.budget().text(Math.max(0, width));
            step = Optional.of(number ? " ".repeat((int) Math.max(0, width)) : TextMethods.string("indent", indent.get()));
        }
        String between = step.isPresent() ? "," : ", ";
        String behindKey = ": ";
        if (bound.some(2).isPresent()) {
            List<Value> pair = bound.required(2).elements().drain(runtime.budget());
            if (pair.size() != 2) {
                throw TemplateException.valueError(
                        pair.size() < 2
                                ? "not enough values to unpack (expected 2, got " + pair.size() + ")"
                                : "too many values to unpack (expected 2)");
            }
            between = TextMethods.string("separators", pair.getFirst());
            behindKey = TextMethods.string("separators", pair.getLast());
        }
        JsonDump.Style style = new JsonDump.Style(step, between, behindKey, bound.flag(0), bound.flag(3));
        return Text.of(JsonDump.of(value, style, runtime.budget()));
    }

    private static Value url(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        if (!(value instanceof Text) && value.iterated().isPresent()) {
            throw TemplateException.unsupported("the filter urlencode on a " + value.type());
        }
        byte[] bytes = runtime.string(value).getBytes(StandardCharsets.UTF_8);
        runtime.budget().text(3L * bytes.length);
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "_.-~/".indexOf(b) >= 0);
            out.append(plain ? Character.toString((char) b) : String.format("%%%02X", b & 0xff));
        }
        return Text.of(out.toString());
    }
}
