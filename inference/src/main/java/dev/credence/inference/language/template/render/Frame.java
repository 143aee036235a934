package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.library.Runtime;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.Map;
import java.util.Optional;

/// A scope while it runs: its names and where their values are.
record Frame(Scope scope, Activation activation) {

    /// The values of one call of a function, and the activation in which the function was made.
    static final class Activation {
        private final Scope.Function function;
        private final Optional<Activation> outer;
        private final Value[] values;

        Activation(Scope.Function function, Optional<Activation> outer) {
            this.function = function;
            this.outer = outer;
            this.values = new Value[function.size()];
        }

        private Activation of(Scope.Place place) {
            Activation activation = this;
            while (activation.function != place.function()) {
                activation = activation.outer.orElseThrow();
            }
            return activation;
        }

        Optional<Value> get(Scope.Place place) {
            return Optional.ofNullable(of(place).values[place.index()]);
        }

        void set(Scope.Place place, Optional<Value> value) {
            of(place).values[place.index()] = value.orElse(null);
        }
    }

    /// The frame of a scope inside this one, in the same activation.
    Frame inner(Scope inner) {
        return new Frame(inner, activation);
    }

    /// The frame of a scope with an activation of its own.
    Frame call(Scope inner) {
        return new Frame(inner, new Activation(inner.function(), Optional.of(activation)));
    }

    /// Puts into each place what stands there at the beginning.
    void enter(Runtime runtime) {
        for (Map.Entry<Scope.Place, Scope.Load> entry : scope.loads().entrySet()) {
            switch (entry.getValue()) {
                case Scope.Load.Parameter() -> {}
                case Scope.Load.Resolve(String name) -> activation.set(entry.getKey(), runtime.resolve(name));
                case Scope.Load.Alias(Scope.Place outer) -> activation.set(entry.getKey(), activation.get(outer));
                case Scope.Load.Missing() -> activation.set(entry.getKey(), Optional.empty());
            }
        }
    }

    void leave() {
        scope.loads().keySet().forEach(place -> activation.set(place, Optional.empty()));
    }

    Value get(String name) {
        return scope.find(name).flatMap(activation::get).orElseGet(() -> Undefined.name(name));
    }

    void set(String name, Value value) {
        activation.set(scope.find(name).orElseThrow(), Optional.of(value));
    }

    /// Whether a parameter was given.
    boolean has(String name) {
        return scope.find(name).flatMap(activation::get).isPresent();
    }
}
