package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.text.Strings;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Equality;
import dev.credence.inference.language.template.value.Key;
import dev.credence.inference.language.template.value.Ordering;
import dev.credence.inference.language.template.value.Source;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Filters that compare elements: sort, dictsort, groupby, unique, min, max. Without `case_sensitive`, texts are
/// compared in lower case.
final class SortFilters {
    private SortFilters() {}

    static void register(Map<String, Runtime.Filter> all) {
        all.put("sort", SortFilters::sort);
        all.put("dictsort", SortFilters::dictSort);
        all.put("groupby", SortFilters::group);
        all.put("unique", SortFilters::unique);
        all.put("min", (runtime, value, arguments) -> extreme(runtime, value, arguments, Ordering.Sign.LESS));
        all.put("max", (runtime, value, arguments) -> extreme(runtime, value, arguments, Ordering.Sign.GREATER));
    }

    // A stable sort; reversed, equal elements keep their order too.
    private static List<Value> sorted(Runtime runtime, List<Value> values, List<Value> keys, boolean reverse) throws TemplateException {
        List<Value> from = new ArrayList<>(values);
        List<Value> by = new ArrayList<>(keys);
        if (reverse) {
            Collections.reverse(from);
            Collections.reverse(by);
        }
        List<Value> out = new ArrayList<>(from.size());
        for (int place : Ordering.sorted(by, runtime.budget())) {
            out.add(from.get(place));
        }
        if (reverse) {
            Collections.reverse(out);
        }
        return out;
    }

    private static Value sort(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_sort", 0, "reverse", "case_sensitive", "attribute").bind(arguments);
        List<Attributes> paths = new ArrayList<>();
        if (bound.optional(2).isPresent() && bound.required(2) instanceof Text(String names, _)) {
            for (String name : Strings.split(names, ",", -1)) {
                paths.add(Attributes.of(Text.of(name)).folding(!bound.flag(1)));
            }
        } else {
            paths.add(Attributes.of(bound.optional(2).orElse(Value.None.NONE)).folding(!bound.flag(1)));
        }
        List<Value> values = value.elements().drain(runtime.budget());
        List<Value> keys = new ArrayList<>(values.size());
        for (Value each : values) {
            List<Value> key = new ArrayList<>(paths.size());
            for (Attributes path : paths) {
                key.add(path.of(runtime, each));
            }
            keys.add(Value.Items.list(key));
        }
        return Value.Items.list(sorted(runtime, values, keys, bound.flag(0)));
    }

    private static Value dictSort(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_dictsort", 0, "case_sensitive", "by", "reverse").bind(arguments);
        String by = bound.optional(1).isPresent() && bound.required(1) instanceof Text(String text, _) ? text : "key";
        if (!by.equals("key") && !by.equals("value")) {
            throw TemplateException.failed("FilterArgumentError", "You can only sort by either \"key\" or \"value\"");
        }
        if (value instanceof Undefined missing) {
            throw missing.failure();
        }
        if (!(value instanceof Dict dict)) {
            throw TemplateException.failed("AttributeError", "'" + value.type() + "' object has no attribute 'items'");
        }
        Attributes fold = Attributes.NONE.folding(!bound.flag(0));
        List<Value> keys = new ArrayList<>();
        for (Value each : by.equals("key") ? dict.keys() : dict.values()) {
            keys.add(fold.of(runtime, each));
        }
        return Value.Items.list(sorted(runtime, dict.pairs(), keys, bound.flag(2)));
    }

    private static Value group(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_groupby", 1, "attribute", "default", "case_sensitive").bind(arguments);
        Attributes exact = Attributes.of(bound.required(0)).or(bound.optional(1));
        Attributes path = exact.folding(!bound.flag(2));
        List<Value> values = value.elements().drain(runtime.budget());
        List<Value> keys = new ArrayList<>(values.size());
        for (Value each : values) {
            keys.add(path.of(runtime, each));
        }
        List<Value> groups = new ArrayList<>();
        List<Value> members = new ArrayList<>();
        Value current = Value.None.NONE;
        for (int place : Ordering.sorted(keys, runtime.budget())) {
            if (!members.isEmpty() && !Equality.equal(current, keys.get(place), runtime.budget())) {
                groups.add(grouped(runtime, exact, members));
                members = new ArrayList<>();
            }
            current = members.isEmpty() ? keys.get(place) : current;
            members.add(values.get(place));
        }
        if (!members.isEmpty()) {
            groups.add(grouped(runtime, exact, members));
        }
        return Value.Items.list(groups);
    }

    private static Value grouped(Runtime runtime, Attributes path, List<Value> members) throws TemplateException {
        return new Value.Items(
                List.of(path.of(runtime, members.getFirst()), Value.Items.list(members)), true, List.of("grouper", "list"));
    }

    private static Value unique(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_unique", 0, "case_sensitive", "attribute").bind(arguments);
        Attributes path = Attributes.of(bound.optional(1).orElse(Value.None.NONE)).folding(!bound.flag(0));
        return SequenceFilters.lazily(() -> {
            Set<Key> seen = new HashSet<>();
            Source source = value.elements();
            return () -> {
                for (Optional<Value> next = source.next(); next.isPresent(); next = source.next()) {
                    if (seen.add(Key.of(path.of(runtime, next.get()), runtime.budget()))) {
                        return next;
                    }
                }
                return Optional.empty();
            };
        });
    }

    private static Value extreme(Runtime runtime, Value value, Arguments arguments, Ordering.Sign better) throws TemplateException {
        Signature.Bound bound = Signature.of("do_min", 0, "case_sensitive", "attribute").bind(arguments);
        Attributes path = Attributes.of(bound.optional(1).orElse(Value.None.NONE)).folding(!bound.flag(0));
        Source source = value.elements();
        Optional<Value> best = source.next();
        if (best.isEmpty()) {
            return Undefined.because("No aggregated item, sequence was empty.");
        }
        Value bestKey = path.of(runtime, best.get());
        for (Optional<Value> next = source.next(); next.isPresent(); next = source.next()) {
            Value key = path.of(runtime, next.get());
            if (Ordering.holds(better, key, bestKey, runtime.budget())) {
                best = next;
                bestKey = key;
            }
        }
        return best.get();
    }
}
