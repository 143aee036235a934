package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Python's `==` and `in`.
public final class Equality {
    private Equality() {}

    public static boolean equal(Value a, Value b, Budget budget) throws TemplateException {
        budget.step();
        if (a instanceof Undefined || b instanceof Undefined) {
            return a instanceof Undefined && b instanceof Undefined;
        }
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.equal(a, b);
        }
        return switch (a) {
            case Text(String text, _) -> b instanceof Text(String other, _) && text.equals(other);
            case Value.Items(List<Value> values, boolean fixed, _) ->
                b instanceof Value.Items(List<Value> others, boolean otherFixed, _)
                        && fixed == otherFixed
                        && sameAll(values, others, budget);
            case Dict dict -> b instanceof Dict other && same(dict, other, budget);
            case Span span -> b instanceof Span other && same(span, other);
            case Value.View(Value.View.Part part, Dict dict) ->
                b instanceof Value.View(Value.View.Part other, Dict otherDict) && views(part, dict, other, otherDict, budget, a == b);
            case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Generator _, Undefined _, Special _ -> a == b;
        };
    }

    private static boolean sameAll(List<Value> values, List<Value> others, Budget budget) throws TemplateException {
        if (values.size() != others.size()) {
            return false;
        }
        budget.enter();
        boolean same = true;
        for (int i = 0; i < values.size() && same; i++) {
            same = same(values.get(i), others.get(i), budget);
        }
        budget.leave();
        return same;
    }

    // Inside containers Python takes one object for equal to itself, NaN included.
    private static boolean same(Value a, Value b, Budget budget) throws TemplateException {
        return a == b || equal(a, b, budget);
    }

    private static boolean same(Dict dict, Dict other, Budget budget) throws TemplateException {
        if (dict.size() != other.size()) {
            return false;
        }
        budget.enter();
        boolean same = true;
        for (Map.Entry<Key, Value> entry : dict.entries().entrySet()) {
            Optional<Value> match = other.get(entry.getKey());
            same &= match.isPresent() && same(entry.getValue(), match.get(), budget);
        }
        budget.leave();
        return same;
    }

    private static boolean same(Span span, Span other) {
        long length = span.length();
        return length == other.length()
                && (length == 0 || (span.start() == other.start() && (length == 1 || span.step() == other.step())));
    }

    // Keys and items are sets; values compare by identity.
    private static boolean views(
            Value.View.Part part, Dict dict, Value.View.Part other, Dict otherDict, Budget budget, boolean identical)
            throws TemplateException {
        if (part == Value.View.Part.VALUES || other == Value.View.Part.VALUES) {
            return identical;
        }
        if (part != other) {
            throw TemplateException.unsupported("the comparison of keys with items");
        }
        if (part == Value.View.Part.ITEMS) {
            return same(dict, otherDict, budget);
        }
        budget.spend(dict.size());
        return dict.entries().keySet().equals(otherDict.entries().keySet());
    }

    /// Python's `needle in haystack`.
    public static boolean contains(Value haystack, Value needle, Budget budget) throws TemplateException {
        if (haystack instanceof Text(String text, _)) {
            if (!(needle instanceof Text(String part, _))) {
                throw TemplateException.typeError("'in <string>' requires string as left operand, not " + needle.type());
            }
            budget.text(text.length());
            return text.contains(part);
        }
        if (haystack instanceof Dict dict) {
            return dict.find(needle, budget).isPresent();
        }
        if (haystack instanceof Value.View(Value.View.Part part, Dict dict) && part == Value.View.Part.KEYS) {
            return dict.find(needle, budget).isPresent();
        }
        Optional<Source> source = haystack.iterated();
        if (source.isEmpty()) {
            throw TemplateException.typeError("argument of type '" + haystack.type() + "' is not iterable");
        }
        for (Optional<Value> value = source.get().next(); value.isPresent(); value = source.get().next()) {
            if (same(value.get(), needle, budget)) {
                return true;
            }
        }
        return false;
    }
}
