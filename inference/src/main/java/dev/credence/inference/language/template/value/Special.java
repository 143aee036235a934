package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.util.Optional;
import java.util.OptionalLong;

/// An object of the engine itself: a loop, a macro, a namespace, a function, a method.
public non-sealed interface Special extends Value {
    /// The class in Python, without its module.
    String typeName();

    /// The module with a dot, empty for Python's own.
    default String module() {
        return "";
    }

    /// How Python prints it, or nothing where that holds an address.
    Optional<String> shown(Budget budget) throws TemplateException;

    default Optional<Source> source() {
        return Optional.empty();
    }

    default OptionalLong length() throws TemplateException {
        return OptionalLong.empty();
    }

    /// The attribute `name`, if the object has it.
    default Optional<Value> attribute(String name) throws TemplateException {
        return Optional.empty();
    }

    /// Whether Python's `callable` holds.
    default boolean callable() {
        return true;
    }
}
