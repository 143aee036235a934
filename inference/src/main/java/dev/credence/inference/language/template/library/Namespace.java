package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Key;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Special;
import dev.credence.inference.language.template.value.Value;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Jinja2's `namespace(…)`: the one object whose attributes a template sets.
public final class Namespace implements Special {
    private final SequencedMap<Key, Value> attributes;

    Namespace(SequencedMap<Key, Value> attributes) {
        this.attributes = new LinkedHashMap<>(attributes);
    }

    public void set(String name, Value value) {
        attributes.put(Key.of(name), value);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public String module() {
        return "jinja2.utils.";
    }

    @Override
    public Optional<String> shown(Budget budget) throws TemplateException {
        // A namespace may hold itself: the budget's depth ends the endless text.
        return Optional.of("<Namespace " + Repr.of(Dict.wrap(new LinkedHashMap<>(attributes)), budget) + ">");
    }

    @Override
    public Optional<Value> attribute(String name) {
        return Optional.ofNullable(attributes.get(Key.of(name)));
    }

    @Override
    public boolean callable() {
        return false;
    }
}
