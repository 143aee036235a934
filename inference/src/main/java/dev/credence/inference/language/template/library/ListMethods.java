package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Equality;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The methods of a list or tuple, and the fields of a named tuple.
final class ListMethods {
    static final Set<String> CHANGING =
            Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");

    private ListMethods() {}

    static Optional<Value> find(Value.Items items, String name) {
        int field = items.fields().indexOf(name);
        if (field >= 0) {
            return Optional.of(items.values().get(field));
        }
        if (!items.fixed() && CHANGING.contains(name)) {
            return Optional.of(Value.None.NONE);
        }
        return switch (name) {
            case "count" -> Optional.of(new Method(name, (runtime, arguments) -> count(items, runtime, arguments)));
            case "index" -> Optional.of(new Method(name, (runtime, arguments) -> index(items, runtime, arguments)));
            case "copy" -> items.fixed() ? Optional.empty() : Optional.of(new Method(name, (_, arguments) -> {
                arguments.none("list.copy");
                return items;
            }));
            default -> Optional.empty();
        };
    }

    private static Value count(Value.Items items, Runtime runtime, Arguments arguments) throws TemplateException {
        Value wanted = arguments.only(items.type() + ".count");
        long count = 0;
        for (Value value : items.values()) {
            count += value == wanted || Equality.equal(value, wanted, runtime.budget()) ? 1 : 0;
        }
        return Value.Int.of(count);
    }

    private static Value index(Value.Items items, Runtime runtime, Arguments arguments) throws TemplateException {
        if (arguments.positional().size() > 1) {
            throw TemplateException.unsupported("list.index with bounds");
        }
        Value wanted = arguments.only("index");
        List<Value> values = items.values();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == wanted || Equality.equal(values.get(i), wanted, runtime.budget())) {
                return Value.Int.of(i);
            }
        }
        throw TemplateException.valueError(
                items.fixed() ? "tuple.index(x): x not in tuple" : Repr.of(wanted, runtime.budget()) + " is not in list");
    }
}
