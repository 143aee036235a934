package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.syntax.WhiteSpace;
import dev.credence.inference.language.template.text.Strings;
import dev.credence.inference.language.template.value.Numbers;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The methods of a string.
final class TextMethods {
    /// Python has them, templates do not use them; asked for, they are there; called, they are refused.
    private static final Set<String> REFUSED =
            Set.of("casefold", "encode", "expandtabs", "isidentifier", "istitle", "maketrans", "translate");

    /// Methods whose arguments may be named, some of them.
    private static final Set<String> NAMING = Set.of("format", "replace", "rsplit", "split", "splitlines");

    /// What a method does with its text.
    @FunctionalInterface
    interface Work {
        Value apply(Runtime runtime, Text text, Arguments arguments) throws TemplateException;
    }

    private static final Map<String, Work> ALL = Map.ofEntries(
            Map.entry("capitalize", plain("capitalize", Strings::capitalize)),
            Map.entry("lower", plain("lower", Strings::lower)),
            Map.entry("swapcase", plain("swapcase", Strings::swapCase)),
            Map.entry("title", plain("title", Strings::title)),
            Map.entry("upper", plain("upper", Strings::upper)),
            Map.entry("isalnum", asks("isalnum", text -> Strings.all(text, Character::isLetterOrDigit))),
            Map.entry("isalpha", asks("isalpha", text -> Strings.all(text, Character::isLetter))),
            Map.entry("isascii", asks("isascii", text -> text.chars().allMatch(c -> c < 128))),
            Map.entry("isdecimal", asks("isdecimal", text -> Strings.all(text, Character::isDigit))),
            Map.entry("isdigit", asks("isdigit", text -> Strings.all(text, TextMethods::isDigit))),
            Map.entry("isnumeric", asks("isnumeric", text -> Strings.all(text, TextMethods::isNumeric))),
            Map.entry("islower", asks("islower", text -> Strings.isCase(text, false))),
            Map.entry("isupper", asks("isupper", text -> Strings.isCase(text, true))),
            Map.entry("isprintable", asks("isprintable", text -> text.codePoints().allMatch(TextMethods::isPrintable))),
            Map.entry("isspace", asks("isspace", text -> Strings.all(text, WhiteSpace::is))),
            Map.entry("strip", (_, text, arguments) -> strip(text, arguments, Strings.Side.BOTH)),
            Map.entry("lstrip", (_, text, arguments) -> strip(text, arguments, Strings.Side.LEFT)),
            Map.entry("rstrip", (_, text, arguments) -> strip(text, arguments, Strings.Side.RIGHT)),
            Map.entry("split", (runtime, text, arguments) -> split(runtime, text, arguments, false)),
            Map.entry("rsplit", (runtime, text, arguments) -> split(runtime, text, arguments, true)),
            Map.entry("splitlines", TextMethods::lines),
            Map.entry("partition", (runtime, text, arguments) -> partition(runtime, text, arguments, false)),
            Map.entry("rpartition", (runtime, text, arguments) -> partition(runtime, text, arguments, true)),
            Map.entry("startswith", (_, text, arguments) -> TextSearch.affix(text, arguments, true)),
            Map.entry("endswith", (_, text, arguments) -> TextSearch.affix(text, arguments, false)),
            Map.entry("find", (_, text, arguments) -> Value.Int.of(TextSearch.find(text, "find", arguments, false))),
            Map.entry("rfind", (_, text, arguments) -> Value.Int.of(TextSearch.find(text, "rfind", arguments, true))),
            Map.entry("index", (_, text, arguments) -> TextSearch.index(text, "index", arguments, false)),
            Map.entry("rindex", (_, text, arguments) -> TextSearch.index(text, "rindex", arguments, true)),
            Map.entry("count", (_, text, arguments) -> TextSearch.count(text, arguments)),
            Map.entry("replace", TextMethods::replace),
            Map.entry("join", TextMethods::join),
            Map.entry("format", TextFormat::format),
            Map.entry("format_map", TextFormat::formatMap),
            Map.entry("center", (runtime, text, arguments) -> pad(runtime, text, "center", arguments)),
            Map.entry("ljust", (runtime, text, arguments) -> pad(runtime, text, "ljust", arguments)),
            Map.entry("rjust", (runtime, text, arguments) -> pad(runtime, text, "rjust", arguments)),
            Map.entry("zfill", TextMethods::zeros),
            Map.entry("removeprefix", (_, text, arguments) -> remove(text, "removeprefix", arguments)),
            Map.entry("removesuffix", (_, text, arguments) -> remove(text, "removesuffix", arguments)));

    private TextMethods() {}

    static Optional<Value> find(Text text, String name) {
        Work work = ALL.get(name);
        if (work != null) {
            return Optional.of(new Method(name, (runtime, arguments) -> {
                runtime.budget().text(text.value().length());
                if (!NAMING.contains(name)) {
                    arguments.unnamed("str." + name);
                }
                return work.apply(runtime, text, arguments);
            }));
        }
        boolean markupOnly = text.markup() && Set.of("escape", "striptags", "unescape").contains(name);
        return REFUSED.contains(name) || markupOnly ? Access.refused(text, name) : Optional.empty();
    }

    private static Work plain(String name, UnaryOperator<String> change) {
        return (_, text, arguments) -> {
            arguments.none("str." + name);
            return text.with(change.apply(text.value()));
        };
    }

    private static Work asks(String name, Predicate<String> question) {
        return (_, text, arguments) -> {
            arguments.none("str." + name);
            return Value.Bool.of(question.test(text.value()));
        };
    }

    private static boolean isDigit(int point) {
        return Character.isDigit(point) || (Character.getType(point) == Character.OTHER_NUMBER && isSuperscript(point));
    }

    // The digits that are no decimals: superscripts, subscripts, circled ones.
    private static boolean isSuperscript(int point) {
        return point == 0xb2 || point == 0xb3 || point == 0xb9 || point == 0x2070 || (point >= 0x2074 && point <= 0x2079)
                || (point >= 0x2080 && point <= 0x2089) || (point >= 0x2460 && point <= 0x2468) || (point >= 0x2474 && point <= 0x247c)
                || (point >= 0x2488 && point <= 0x2490);
    }

    private static boolean isNumeric(int point) {
        int type = Character.getType(point);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static boolean isPrintable(int point) {
        return dev.credence.inference.language.template.value.Repr.quoted(Character.toString(point)).indexOf('\\') < 0 || point == '\\';
    }

    private static Value strip(Text text, Arguments arguments, Strings.Side side) throws TemplateException {
        Signature.Bound bound = Signature.of("strip", 0, "chars").bind(arguments);
        Optional<Value> chars = bound.some(0);
        if (chars.isEmpty()) {
            return text.with(Strings.strip(text.value(), side, WhiteSpace::is));
        }
        if (!(chars.get() instanceof Text(String dropped, _))) {
            throw TemplateException.typeError("strip arg must be None or str");
        }
        return text.with(Strings.strip(text.value(), side, point -> dropped.indexOf(point) >= 0));
    }

    static long integer(Value value) throws TemplateException {
        if (!Numbers.isWhole(value)) {
            throw TemplateException.typeError("'" + value.type() + "' object cannot be interpreted as an integer");
        }
        return Numbers.clamped(value);
    }

    private static Value split(Runtime runtime, Text text, Arguments arguments, boolean last) throws TemplateException {
        Signature.Bound bound = Signature.of(last ? "rsplit" : "split", 0, "sep", "maxsplit").bind(arguments);
        Optional<Value> separator = bound.some(0);
        long most = bound.optional(1).isPresent() ? integer(bound.required(1)) : -1;
        List<String> parts;
        if (separator.isEmpty()) {
            parts = last ? Strings.lastWords(text.value(), most) : Strings.words(text.value(), most);
        } else if (separator.get() instanceof Text(String mark, _)) {
            if (mark.isEmpty()) {
                throw TemplateException.valueError("empty separator");
            }
            parts = last ? Strings.splitLast(text.value(), mark, most) : Strings.split(text.value(), mark, most);
        } else {
            throw TemplateException.typeError("must be str or None, not " + separator.get().type());
        }
        return list(text, parts, runtime.budget());
    }

    private static Value list(Text text, List<String> parts, Budget budget) throws TemplateException {
        budget.spend(parts.size());
        List<Value> values = new ArrayList<>(parts.size());
        for (String part : parts) {
            values.add(text.with(part));
        }
        return Value.Items.list(values);
    }

    private static Value lines(Runtime runtime, Text text, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("splitlines", 0, "keepends").bind(arguments);
        return list(text, Strings.lines(text.value(), bound.flag(0)), runtime.budget());
    }

    static String string(String function, Value value) throws TemplateException {
        if (value instanceof Text(String text, _)) {
            return text;
        }
        throw TemplateException.typeError(function + " must be str, not " + value.type());
    }

    private static Value partition(Runtime runtime, Text text, Arguments arguments, boolean last) throws TemplateException {
        runtime.budget().step();
        String mark = string("separator", Signature.of("partition", 1, "sep").bind(arguments).required(0));
        if (mark.isEmpty()) {
            throw TemplateException.valueError("empty separator");
        }
        String whole = text.value();
        int at = last ? whole.lastIndexOf(mark) : whole.indexOf(mark);
        if (at < 0) {
            return last
                    ? Value.Items.tuple(text.with(""), text.with(""), text)
                    : Value.Items.tuple(text, text.with(""), text.with(""));
        }
        return Value.Items.tuple(
                text.with(whole.substring(0, at)), text.with(mark), text.with(whole.substring(at + mark.length())));
    }

    private static Value replace(Runtime runtime, Text text, Arguments arguments) throws TemplateException {
        if (arguments.positional().size() < 2) {
            arguments.unnamed("str.replace");
        }
        Signature.Bound bound = Signature.of("replace", 2, "old", "new", "count").bind(arguments);
        String old = string("replace() argument 1", bound.required(0));
        String replacement = string("replace() argument 2", bound.required(1));
        if (text.markup() && !(bound.required(1) instanceof Text(_, boolean markup) && markup)) {
            replacement = Text.escaped(replacement);
        }
        long most = bound.optional(2).isPresent() ? integer(bound.required(2)) : -1;
        return replaced(runtime, text, old, replacement, most);
    }

    static Value replaced(Runtime runtime, Text text, String old, String replacement, long most) throws TemplateException {
        if (replacement.length() > old.length()) {
            // Paid for before it grows.
            long times = old.isEmpty() ? text.value().length() + 1L : Math.max(0, Strings.split(text.value(), old, most).size() - 1);
            runtime.budget().text(text.value().length() + times * (replacement.length() - old.length()));
        }
        return text.with(Strings.replace(text.value(), old, replacement, most));
    }

    private static Value join(Runtime runtime, Text text, Arguments arguments) throws TemplateException {
        Value items = Signature.of("join", 1, "iterable").bind(arguments).required(0);
        if (items.iterated().isEmpty()) {
            throw TemplateException.typeError("can only join an iterable");
        }
        List<Value> values = items.elements().drain(runtime.budget());
        List<String> parts = new ArrayList<>(values.size());
        long length = 0;
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof Text(String part, boolean markup))) {
                throw TemplateException.typeError(
                        "sequence item " + i + ": expected str instance, " + values.get(i).type() + " found");
            }
            parts.add(text.markup() && !markup ? Text.escaped(part) : part);
            length += parts.getLast().length() + text.value().length();
        }
        runtime.budget().text(length);
        return text.with(String.join(text.value(), parts));
    }

    private static Value pad(Runtime runtime, Text text, String function, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of(function, 1, "width", "fillchar").bind(arguments);
        long width = integer(bound.required(0));
        String fill = bound.optional(1).isPresent() ? string("The fill character", bound.required(1)) : " ";
        if (fill.codePointCount(0, fill.length()) != 1) {
            throw TemplateException.typeError("The fill character must be exactly one character long");
        }
        runtime.budget().text(Math.max(0, width));
        int missing = (int) Math.max(0, width - text.length());
        return text.with(switch (function) {
            case "ljust" -> text.value() + fill.repeat(missing);
            case "rjust" -> fill.repeat(missing) + text.value();
            default -> Strings.center(text.value(), width, fill);
        });
    }

    private static Value zeros(Runtime runtime, Text text, Arguments arguments) throws TemplateException {
        long width = integer(Signature.of("zfill", 1, "width").bind(arguments).required(0));
        runtime.budget().text(Math.max(0, width));
        int missing = (int) Math.max(0, width - text.length());
        boolean signed = text.value().startsWith("-") || text.value().startsWith("+");
        int sign = signed ? 1 : 0;
        return text.with(text.value().substring(0, sign) + "0".repeat(missing) + text.value().substring(sign));
    }

    private static Value remove(Text text, String function, Arguments arguments) throws TemplateException {
        String affix = string(function + "() argument", Signature.of(function, 1, "affix").bind(arguments).required(0));
        String whole = text.value();
        if (function.equals("removeprefix")) {
            return whole.startsWith(affix) ? text.with(whole.substring(affix.length())) : text;
        }
        return whole.endsWith(affix) && !affix.isEmpty() ? text.with(whole.substring(0, whole.length() - affix.length())) : text;
    }
}
