package dev.credence.inference.language.template.library;

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
