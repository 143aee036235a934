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
                none("dict.copy", arguments);
                return dict;
            }));
            case "fromkeys" -> Access.refused(dict, name);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> view(Dict dict, String name, Value.View.Part part) {
        return Optional.of(new Method(name, (_, arguments) -> {
            none("dict." + name, arguments);
            return new Value.View(part, dict);
        }));
    }

    private static void none(String function, Arguments arguments) throws TemplateException {
        if (!arguments.named().isEmpty()) {
            throw TemplateException.typeError(function + "() takes no keyword arguments");
        }
        if (!arguments.positional().isEmpty()) {
            throw TemplateException.typeError(function + "() takes no arguments (" + arguments.positional().size() + " given)");
        }
    }

    private static Value get(Dict dict, Runtime runtime, Arguments arguments) throws TemplateException {
        if (!arguments.named().isEmpty()) {
            throw TemplateException.typeError("dict.get() takes no keyword arguments");
        }
        if (arguments.positional().isEmpty()) {
            throw TemplateException.typeError("get expected at least 1 argument, got 0");
        }
        Signature.Bound bound = GET.bind(arguments);
        return dict.find(bound.required(0), runtime.budget()).or(() -> bound.optional(1)).orElse(Value.None.NONE);
    }
}
