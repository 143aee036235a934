package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Source;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Truth;
import dev.credence.inference.language.template.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// `map`, `select`, `reject`, `selectattr`, `rejectattr`: generators, so that errors show when they are read.
final class SelectionFilters {
    private SelectionFilters() {}

    static void register(Map<String, Runtime.Filter> all) {
        all.put("map", SelectionFilters::map);
        all.put("select", (runtime, value, arguments) -> select(runtime, value, arguments, true, false));
        all.put("reject", (runtime, value, arguments) -> select(runtime, value, arguments, false, false));
        all.put("selectattr", (runtime, value, arguments) -> select(runtime, value, arguments, true, true));
        all.put("rejectattr", (runtime, value, arguments) -> select(runtime, value, arguments, false, true));
    }

    private interface Change {
        Value of(Value value) throws TemplateException;
    }

    private static Value map(Runtime runtime, Value value, Arguments arguments) {
        return SequenceFilters.lazily(() -> {
            if (!Truth.of(value)) {
                return Source.of(List.of());
            }
            Change change = change(runtime, arguments);
            Source source = value.elements();
            return () -> {
                runtime.budget().step();
                Optional<Value> next = source.next();
                return next.isEmpty() ? next : Optional.of(change.of(next.get()));
            };
        });
    }

    private static Change change(Runtime runtime, Arguments arguments) throws TemplateException {
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            SequencedMap<String, Value> named = new LinkedHashMap<>(arguments.named());
            Attributes path = Attributes.of(named.remove("attribute")).or(Optional.ofNullable(named.remove("default")));
            if (!named.isEmpty()) {
                throw TemplateException.failed(
                        "FilterArgumentError", "Unexpected keyword argument " + Repr.quoted(named.firstEntry().getKey()));
            }
            return item -> path.of(runtime, item);
        }
        if (arguments.positional().isEmpty()) {
            throw TemplateException.failed("FilterArgumentError", "map requires a filter argument");
        }
        String name = name(arguments.positional().getFirst());
        Arguments rest = arguments.without(1);
        return item -> runtime.filter(name, item, rest);
    }

    private static String name(Value value) throws TemplateException {
        if (value instanceof Text(String name, _)) {
            return name;
        }
        throw TemplateException.failed("TemplateRuntimeError", "No filter or test named by a " + value.type() + ".");
    }

    private static Value select(Runtime runtime, Value value, Arguments arguments, boolean wanted, boolean attribute) {
        return SequenceFilters.lazily(() -> {
            if (!Truth.of(value)) {
                return Source.of(List.of());
            }
            List<Value> positional = arguments.positional();
            if (attribute && positional.isEmpty()) {
                throw TemplateException.failed("FilterArgumentError", "Missing parameter for attribute name");
            }
            Attributes path = attribute ? Attributes.of(positional.getFirst()) : Attributes.NONE;
            int skipped = attribute ? 1 : 0;
            Optional<String> test = positional.size() > skipped ? Optional.of(name(positional.get(skipped))) : Optional.empty();
            Arguments rest = test.isPresent() ? arguments.without(skipped + 1) : Arguments.NONE;
            Source source = value.elements();
            return () -> {
                for (Optional<Value> next = source.next(); next.isPresent(); next = source.next()) {
                    runtime.budget().step();
                    Value tested = path.of(runtime, next.get());
                    boolean holds = test.isPresent() ? runtime.test(test.get(), tested, rest) : Truth.of(tested);
                    if (holds == wanted) {
                        return next;
                    }
                }
                return Optional.empty();
            };
        });
    }
}
