package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The values at a call.
///
/// @param named in the order in which they stand; not to be changed by who reads it
public record Arguments(List<Value> positional, SequencedMap<String, Value> named) {
    public static final Arguments NONE = new Arguments(List.of(), new LinkedHashMap<>());

    public static Arguments of(Value... positional) {
        return new Arguments(List.of(positional), new LinkedHashMap<>());
    }

    public boolean isEmpty() {
        return positional.isEmpty() && named.isEmpty();
    }

    /// @param function as Python's error names it
    /// @throws TemplateException the TypeError of a function of Python's own that takes no arguments
    void none(String function) throws TemplateException {
        unnamed(function);
        if (!positional.isEmpty()) {
            throw TemplateException.typeError(function + "() takes no arguments (" + positional.size() + " given)");
        }
    }

    /// @throws TemplateException the TypeError of a function whose parameters have no names
    public void unnamed(String function) throws TemplateException {
        if (!named.isEmpty()) {
            throw TemplateException.typeError(function + "() takes no keyword arguments");
        }
    }

    /// The one argument.
    ///
    /// @throws TemplateException the TypeError of a function of Python's own that takes one
    Value only(String function) throws TemplateException {
        unnamed(function);
        if (positional.size() != 1) {
            throw TemplateException.typeError(function + "() takes exactly one argument (" + positional.size() + " given)");
        }
        return positional.getFirst();
    }

    /// Without the first `count` positional ones.
    Arguments without(int count) {
        return new Arguments(positional.subList(count, positional.size()), named);
    }

    /// With `value` by that name beside what is there.
    public Arguments with(String name, Value value) {
        SequencedMap<String, Value> all = new LinkedHashMap<>(named);
        all.put(name, value);
        return new Arguments(new ArrayList<>(positional), all);
    }
}
