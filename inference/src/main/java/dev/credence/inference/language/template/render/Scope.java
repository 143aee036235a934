package dev.credence.inference.language.template.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names of one frame of a template, found before it runs: which place each has, and what stands there when the frame
/// is entered.
///
/// Jinja2 decides statically what a name means, with consequences that templates rely on: a `set` inside a loop is
/// gone after the iteration; a `set` inside an `if` is not; a name that is set anywhere in a template is not taken from
/// the caller's variables before that. Source: Jinja2 3.1, `jinja2/idtracking.py`, whose rules these are.
final class Scope {
    /// What a place holds when its frame is entered.
    sealed interface Load {
        /// Bound by whoever enters: a parameter or a loop's target.
        record Parameter() implements Load {}

        /// The caller's variable of that name.
        record Resolve(String name) implements Load {}

        /// What an outer frame has.
        record Alias(Place outer) implements Load {}

        /// Nothing yet.
        record Missing() implements Load {}
    }

    /// A place in the activation of a function.
    record Place(Function function, int index) {}

    /// What becomes one activation: the template itself, a macro, a recursive loop, a loop's filter.
    static final class Function {
        private final Optional<Function> outer;
        private final Map<String, Place> places = new LinkedHashMap<>();

        Function(Optional<Function> outer) {
            this.outer = outer;
        }

        Optional<Function> outer() {
            return outer;
        }

        int size() {
            return places.size();
        }

        // Frames side by side share places, as they share Python's local variables.
        private Place place(int level, String name) {
            return places.computeIfAbsent(level + " " + name, _ -> new Place(this, places.size()));
        }
    }

    private final Optional<Scope> parent;
    private final Function function;
    private final int level;
    private final Map<String, Place> refs = new LinkedHashMap<>();
    private final Map<Place, Load> loads = new LinkedHashMap<>();
    private final Set<String> stores = new HashSet<>();

    private Scope(Optional<Scope> parent, Function function, int level) {
        this.parent = parent;
        this.function = function;
        this.level = level;
    }

    static Scope root() {
        return new Scope(Optional.empty(), new Function(Optional.empty()), 0);
    }

    /// A frame inside this one, in the same activation.
    Scope inner() {
        return new Scope(Optional.of(this), function, level + 1);
    }

    /// A frame inside this one with an activation of its own.
    Scope innerFunction() {
        return innerOf(new Function(Optional.of(function)));
    }

    /// A frame inside this one in the activation of `of`.
    Scope innerOf(Function of) {
        return new Scope(Optional.of(this), of, level + 1);
    }

    Function function() {
        return function;
    }

    Map<Place, Load> loads() {
        return loads;
    }

    boolean declares(String name) {
        return refs.containsKey(name);
    }

    Optional<Place> find(String name) {
        Place place = refs.get(name);
        if (place != null) {
            return Optional.of(place);
        }
        return parent.flatMap(outer -> outer.find(name));
    }

    private void define(String name, Load load) {
        Place place = function.place(level, name);
        refs.put(name, place);
        loads.put(place, load);
    }

    private Load outerOr(String name, Load otherwise) {
        return parent.flatMap(outer -> outer.find(name)).<Load>map(Load.Alias::new).orElse(otherwise);
    }

    void store(String name) {
        stores.add(name);
        if (!refs.containsKey(name)) {
            define(name, outerOr(name, new Load.Missing()));
        }
    }

    void parameter(String name) {
        stores.add(name);
        define(name, new Load.Parameter());
    }

    void load(String name) {
        if (find(name).isEmpty()) {
            define(name, new Load.Resolve(name));
        }
    }

    /// A copy for one branch of a condition.
    Scope branch() {
        Scope copy = new Scope(parent, function, level);
        copy.refs.putAll(refs);
        copy.loads.putAll(loads);
        copy.stores.addAll(stores);
        return copy;
    }

    /// Takes over what the branches found; what only branches store has the outer value before.
    void merge(List<Scope> branches) {
        Set<String> stored = new HashSet<>();
        branches.forEach(branch -> stored.addAll(branch.stores));
        stored.removeAll(stores);
        for (Scope branch : branches) {
            refs.putAll(branch.refs);
            loads.putAll(branch.loads);
            stores.addAll(branch.stores);
        }
        for (String name : new ArrayList<>(stored)) {
            loads.put(refs.get(name), outerOr(name, new Load.Resolve(name)));
        }
    }
}
