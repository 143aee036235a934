package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Python's `object[key]` and `object[start:stop:step]`.
public final class Subscript {
    private Subscript() {}

    /// The item, or nothing where Python raises a TypeError or LookupError, for which Jinja2 has `Undefined`.
    public static Optional<Value> item(Value object, Value key, Budget budget) throws TemplateException {
        if (object instanceof Undefined missing) {
            throw missing.failure();
        }
        if (object instanceof Dict dict) {
            return isHashable(key) ? dict.find(key, budget) : Optional.empty();
        }
        if (!Numbers.isWhole(key)) {
            return Optional.empty();
        }
        return switch (object) {
            case Text text -> place(key, text.length()).map(index -> character(text, index));
            case Value.Items(List<Value> values, _, _) -> place(key, values.size()).map(index -> values.get(index));
            case Span span -> place(key, (int) span.length()).map(index -> span.at(index));
            case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Dict _, Value.View _, Generator _, Undefined _, Special _ ->
                Optional.empty();
        };
    }

    private static boolean isHashable(Value key) {
        return switch (key) {
            case Dict _, Value.View _ -> false;
            case Value.Items(List<Value> values, boolean fixed, _) -> fixed && values.stream().allMatch(Subscript::isHashable);
            case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Text _, Span _, Generator _, Undefined _, Special _ -> true;
        };
    }

    private static Optional<Integer> place(Value key, int length) {
        long index = Numbers.clamped(key);
        long at = index < 0 ? index + length : index;
        return at < 0 || at >= length ? Optional.empty() : Optional.of((int) at);
    }

    private static Value character(Text text, int index) {
        int at = text.narrow() ? index : text.value().offsetByCodePoints(0, index);
        return text.with(Character.toString(text.value().codePointAt(at)));
    }

    /// The bounds of a slice, each a number or none.
    public record Bounds(Value start, Value stop, Value step) {
        private static long index(Value value) throws TemplateException {
            if (!Numbers.isWhole(value)) {
                throw TemplateException.typeError("slice indices must be integers or None or have an __index__ method");
            }
            return Numbers.clamped(value);
        }

        /// As `slice.indices` of Python: none of them left open.
        private Span indices(int length) throws TemplateException {
            long by = step == Value.None.NONE ? 1 : index(step);
            if (by == 0) {
                throw TemplateException.valueError("slice step cannot be zero");
            }
            long low = by > 0 ? 0 : -1;
            long high = by > 0 ? length : length - 1;
            long from = start == Value.None.NONE ? by > 0 ? low : high : clamp(index(start), length, low, high);
            long to = stop == Value.None.NONE ? by > 0 ? high : low : clamp(index(stop), length, low, high);
            return new Span(from, to, by);
        }

        /// The places in a sequence of that length, in order.
        List<Integer> places(int length, Budget budget) throws TemplateException {
            Span indices = indices(length);
            List<Integer> places = new ArrayList<>();
            for (long i = 0; i < indices.length(); i++) {
                budget.step();
                places.add((int) (indices.start() + i * indices.step()));
            }
            return places;
        }

        private static long clamp(long index, int length, long low, long high) {
            long at = index < 0 ? index + length : index;
            return Math.max(low, Math.min(high, at));
        }
    }

    public static Value slice(Value object, Bounds bounds, Budget budget) throws TemplateException {
        return switch (object) {
            case Text text -> sliced(text, bounds, budget);
            case Value.Items(List<Value> values, boolean fixed, _) -> {
                List<Value> part = new ArrayList<>();
                for (int place : bounds.places(values.size(), budget)) {
                    part.add(values.get(place));
                }
                yield new Value.Items(part, fixed, List.of());
            }
            case Span span -> span.part(bounds.indices((int) span.length()));
            case Undefined missing -> throw missing.failure();
            case Dict _ -> throw TemplateException.typeError("unhashable type: 'slice'");
            case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Value.View _, Generator _, Special _ ->
                throw TemplateException.typeError("'" + object.type() + "' object is not subscriptable");
        };
    }

    private static Text sliced(Text text, Bounds bounds, Budget budget) throws TemplateException {
        int[] points = text.value().codePoints().toArray();
        budget.text(points.length);
        StringBuilder part = new StringBuilder();
        for (int place : bounds.places(points.length, budget)) {
            part.appendCodePoint(points[place]);
        }
        return text.with(part.toString());
    }
}
