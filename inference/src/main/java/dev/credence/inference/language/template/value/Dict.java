package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A Python dict: keys in the order in which they were first put. Unchangeable once built.
public final class Dict implements Value {
    public static final Dict EMPTY = new Dict(new LinkedHashMap<>());

    private final SequencedMap<Key, Value> entries;

    private Dict(SequencedMap<Key, Value> entries) {
        this.entries = entries;
    }

    /// Takes the entries over; the caller gives them up.
    public static Dict wrap(SequencedMap<Key, Value> entries) {
        return new Dict(entries);
    }

    public static Dict ofTexts(Map<String, ? extends Value> entries) {
        SequencedMap<Key, Value> all = new LinkedHashMap<>();
        entries.forEach((name, value) -> all.put(Key.of(name), value));
        return new Dict(all);
    }

    public int size() {
        return entries.size();
    }

    public Optional<Value> get(Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    public Optional<Value> get(String key) {
        return get(Key.of(key));
    }

    /// The value under `key`; a key that has no hash is a TypeError.
    public Optional<Value> find(Value key, Budget budget) throws TemplateException {
        return get(Key.of(key, budget));
    }

    public SequencedMap<Key, Value> entries() {
        return new LinkedHashMap<>(entries);
    }

    public List<Value> keys() {
        List<Value> all = new ArrayList<>(entries.size());
        entries.keySet().forEach(key -> all.add(key.value()));
        return all;
    }

    public List<Value> values() {
        return new ArrayList<>(entries.values());
    }

    /// Tuples of key and value.
    public List<Value> pairs() {
        List<Value> all = new ArrayList<>(entries.size());
        entries.forEach((key, value) -> all.add(Items.tuple(key.value(), value)));
        return all;
    }
}
