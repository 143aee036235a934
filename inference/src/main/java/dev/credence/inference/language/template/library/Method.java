package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Value;
import java.util.Optional;

/// A method bound to its object, or a function of the engine.
public final class Method implements Invocable {
    /// What it does.
    @FunctionalInterface
    public interface Work {
        Value apply(Runtime runtime, Arguments arguments) throws TemplateException;
    }

    private final String name;
    private final Work work;

    public Method(String name, Work work) {
        this.name = name;
        this.work = work;
    }

    @Override
    public String typeName() {
        return "builtin_function_or_method";
    }

    @Override
    public Optional<String> shown(Budget budget) {
        return Optional.empty();
    }

    @Override
    public Optional<Value> attribute(String attribute) {
        return attribute.equals("__name__") ? Optional.of(Value.None.NONE) : Optional.empty();
    }

    @Override
    public Value call(Runtime runtime, Arguments arguments) throws TemplateException {
        return work.apply(runtime, arguments);
    }

    @Override
    public String toString() {
        return name;
    }
}
