package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Value;
import java.util.List;
import java.util.Optional;

/// The methods of a string that look for others in it, with Python's optional bounds.
final class TextSearch {
    // The part of a text between bounds, and where it begins; nothing where the bounds cross.
    private record Window(String text, int from) {}

    private TextSearch() {}

    private static Optional<Window> window(Text text, Signature.Bound bound) throws TemplateException {
        long length = text.length();
        long from = bound.some(1).isPresent() ? TextMethods.integer(bound.required(1)) : 0;
        long to = bound.some(2).isPresent() ? TextMethods.integer(bound.required(2)) : length;
        from = from < 0 ? Math.max(0, from + length) : from;
        to = Math.min(length, to < 0 ? Math.max(0, to + length) : to);
        if (from > to) {
            return Optional.empty();
        }
        String whole = text.value();
        int first = whole.offsetByCodePoints(0, (int) from);
        return Optional.of(new Window(whole.substring(first, whole.offsetByCodePoints(first, (int) (to - from))), (int) from));
    }

    static Value affix(Text text, Arguments arguments, boolean start) throws TemplateException {
        String function = start ? "startswith" : "endswith";
        if (arguments.positional().isEmpty()) {
            throw TemplateException.typeError(function + "() takes at least 1 argument (0 given)");
        }
        Signature.Bound bound = Signature.of(function, 1, "affix", "start", "end").bind(arguments);
        Value wanted = bound.required(0);
        List<Value> candidates = wanted instanceof Value.Items(List<Value> values, boolean fixed, _) && fixed ? values : List.of(wanted);
        Optional<Window> window = window(text, bound);
        boolean found = false;
        for (Value candidate : candidates) {
            if (!(candidate instanceof Text(String affix, _))) {
                throw TemplateException.typeError(
                        candidates.size() == 1 && candidate == wanted
                                ? function + " first arg must be str or a tuple of str, not " + candidate.type()
                                : "tuple for " + function + " must only contain str, not " + candidate.type());
            }
            found |= window.isPresent()
                    && (start ? window.get().text().startsWith(affix) : window.get().text().endsWith(affix));
        }
        return Value.Bool.of(found);
    }

    static long find(Text text, String function, Arguments arguments, boolean last) throws TemplateException {
        Signature.Bound bound = Signature.of(function, 1, "sub", "start", "end").bind(arguments);
        String part = TextMethods.string(function + "() argument 1", bound.required(0));
        Optional<Window> window = window(text, bound);
        if (window.isEmpty()) {
            return -1;
        }
        String searched = window.get().text();
        int at = last ? searched.lastIndexOf(part) : searched.indexOf(part);
        return at < 0 ? -1 : window.get().from() + searched.codePointCount(0, at);
    }

    static Value index(Text text, String function, Arguments arguments, boolean last) throws TemplateException {
        long at = find(text, function, arguments, last);
        if (at < 0) {
            throw TemplateException.valueError("substring not found");
        }
        return Value.Int.of(at);
    }

    static Value count(Text text, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("count", 1, "sub", "start", "end").bind(arguments);
        String part = TextMethods.string("count() argument 1", bound.required(0));
        Optional<Window> window = window(text, bound);
        if (window.isEmpty()) {
            return Value.Int.of(0);
        }
        String searched = window.get().text();
        if (part.isEmpty()) {
            return Value.Int.of(searched.codePointCount(0, searched.length()) + 1L);
        }
        long count = 0;
        for (int at = searched.indexOf(part); at >= 0; at = searched.indexOf(part, at + part.length())) {
            count++;
        }
        return Value.Int.of(count);
    }
}
