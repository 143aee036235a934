package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.time.TimeFormat;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Key;
import dev.credence.inference.language.template.value.Source;
import dev.credence.inference.language.template.value.Span;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The functions that every template sees: Jinja2's own, and the two that Hugging Face adds.
final class Globals {
    private static final Map<String, Value> ALL = Map.of(
            "range", new Method("range", (_, arguments) -> range(arguments)),
            "dict", new Method("dict", (runtime, arguments) -> Dict.wrap(entries(runtime, arguments))),
            "namespace", new Method("namespace", (runtime, arguments) -> new Namespace(entries(runtime, arguments))),
            "cycler", new Method("cycler", (_, arguments) -> {
                arguments.unnamed("Cycler");
                if (arguments.positional().isEmpty()) {
                    throw TemplateException.failed("RuntimeError", "at least one item has to be provided");
                }
                return new Cycler(arguments.positional());
            }),
            "joiner", new Method("joiner", (_, arguments) ->
                    new Joiner(Signature.of("Joiner", 0, "sep").bind(arguments).optional(0).orElse(Text.of(", ")))),
            "lipsum", new Method("lipsum", (_, _) -> {
                throw TemplateException.unsupported("the function lipsum, which makes random text");
            }),
            "raise_exception", new Method("raise_exception", (runtime, arguments) -> {
                throw TemplateException.raised(
                        runtime.string(Signature.of("raise_exception", 1, "message").bind(arguments).required(0)));
            }),
            "strftime_now", new Method("strftime_now", Globals::time));

    private Globals() {}

    static Optional<Value> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Value time(Runtime runtime, Arguments arguments) throws TemplateException {
        String format = TextMethods.string(
                "strftime() argument 1", Signature.of("strftime_now", 1, "format").bind(arguments).required(0));
        if (runtime.now().isEmpty()) {
            throw TemplateException.failed("NoTime", "the template asks for the time, and the request gives none");
        }
        runtime.budget().text(16L * format.length());
        return Text.of(TimeFormat.format(runtime.now().get(), format));
    }

    private static Value range(Arguments arguments) throws TemplateException {
        List<Value> bounds = arguments.positional();
        arguments.unnamed("range");
        if (bounds.isEmpty() || bounds.size() > 3) {
            throw TemplateException.typeError(
                    bounds.isEmpty()
                            ? "range expected at least 1 argument, got 0"
                            : "range expected at most 3 arguments, got " + bounds.size());
        }
        long first = TextMethods.integer(bounds.getFirst());
        long start = bounds.size() == 1 ? 0 : first;
        long stop = bounds.size() == 1 ? first : TextMethods.integer(bounds.get(1));
        return Span.of(start, stop, bounds.size() == 3 ? TextMethods.integer(bounds.get(2)) : 1);
    }

    // What dict() makes of a mapping or pairs, and of named arguments.
    private static SequencedMap<Key, Value> entries(Runtime runtime, Arguments arguments) throws TemplateException {
        SequencedMap<Key, Value> entries = new LinkedHashMap<>();
        if (arguments.positional().size() > 1) {
            throw TemplateException.typeError("dict expected at most 1 argument, got " + arguments.positional().size());
        }
        if (!arguments.positional().isEmpty()) {
            if (arguments.positional().getFirst() instanceof Dict dict) {
                runtime.budget().spend(dict.size());
                entries.putAll(dict.entries());
            } else {
                pairs(runtime, arguments.positional().getFirst(), entries);
            }
        }
        arguments.named().forEach((name, value) -> entries.put(Key.of(name), value));
        return entries;
    }

    private static void pairs(Runtime runtime, Value value, SequencedMap<Key, Value> entries) throws TemplateException {
        Source source = value.elements();
        int at = 0;
        for (Optional<Value> next = source.next(); next.isPresent(); next = source.next()) {
            if (next.get().iterated().isEmpty()) {
                throw TemplateException.typeError("cannot convert dictionary update sequence element #" + at + " to a sequence");
            }
            List<Value> pair = next.get().elements().drain(runtime.budget());
            if (pair.size() != 2) {
                throw TemplateException.valueError(
                        "dictionary update sequence element #" + at + " has length " + pair.size() + "; 2 is required");
            }
            entries.put(Key.of(pair.getFirst(), runtime.budget()), pair.getLast());
            at++;
        }
    }
}
