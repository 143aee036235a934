package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Value;
import java.util.Optional;
import java.util.Set;

/// The methods of a dict.
final class DictMethods {
    static final Set<String> CHANGING = Set.of("clear", "pop", "popitem", "setdefault", "update");

    private static final Signature GET = Signature.of("get", 1, "key", "default");

    private DictMethods() {}

    static Optional<Value> find(Dict dict, String name) {
        if (CHANGING.contains(name)) {
            return Optional.of(Value.None.NONE);
        }
        return switch (name) {
            case "items" -> view(dict, name, Value.View.Part.ITEMS);
            case "keys" -> view(dict, name, Value.View.Part.KEYS);
            case "values" -> view(dict, name, Value.View.Part.VALUES);
            case "get" -> Optional.of(new Method(name, (runtime, arguments) -> get(dict, runtime, arguments)));
            case "copy" -> Optional.of(new Method(name, (_, arguments) -> {
                arguments.none("dict.copy");
                return dict;
            }));
            case "fromkeys" -> Access.refused(dict, name);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> view(Dict dict, String name, Value.View.Part part) {
        return Optional.of(new Method(name, (_, arguments) -> {
            arguments.none("dict." + name);
            return new Value.View(part, dict);
        }));
    }

    private static Value get(Dict dict, Runtime runtime, Arguments arguments) throws TemplateException {
        arguments.unnamed("dict.get");
        if (arguments.positional().isEmpty()) {
            throw TemplateException.typeError("get expected at least 1 argument, got 0");
        }
        Signature.Bound bound = GET.bind(arguments);
        return dict.find(bound.required(0), runtime.budget()).or(() -> bound.optional(1)).orElse(Value.None.NONE);
    }
}
