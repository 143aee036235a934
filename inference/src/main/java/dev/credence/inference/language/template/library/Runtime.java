package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.time.Moment;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.Map;
import java.util.Optional;

/// What a rendering has besides its template: variables, clock, budget, and the library.
///
/// @param variables the caller's; they hide the globals of the same name
/// @param now       what `strftime_now` tells; without it that call is refused
public record Runtime(Map<String, Value> variables, Optional<Moment> now, Budget budget) {

    /// What a name that the template does not bind stands for.
    public Optional<Value> resolve(String name) {
        Value given = variables.get(name);
        return given != null ? Optional.of(given) : Globals.find(name);
    }

    public Value call(Value function, Arguments arguments) throws TemplateException {
        budget.step();
        if (function instanceof Invocable invocable) {
            return invocable.call(this, arguments);
        }
        if (function instanceof Undefined missing) {
            throw missing.failure();
        }
        throw TemplateException.typeError("'" + function.type() + "' object is not callable");
    }

    public Value filter(String name, Value subject, Arguments arguments) throws TemplateException {
        budget.step();
        Optional<Filter> filter = Filters.find(name);
        if (filter.isEmpty()) {
            throw TemplateException.failed("TemplateRuntimeError", "No filter named '" + name + "'.");
        }
        return filter.get().apply(this, subject, arguments);
    }

    public boolean test(String name, Value subject, Arguments arguments) throws TemplateException {
        budget.step();
        Optional<Test> test = Tests.find(name);
        if (test.isEmpty()) {
            throw TemplateException.failed("TemplateRuntimeError", "No test named '" + name + "'.");
        }
        return test.get().holds(this, subject, arguments);
    }

    /// A filter of the library.
    @FunctionalInterface
    public interface Filter {
        Value apply(Runtime runtime, Value subject, Arguments arguments) throws TemplateException;
    }

    /// A test of the library.
    @FunctionalInterface
    public interface Test {
        boolean holds(Runtime runtime, Value subject, Arguments arguments) throws TemplateException;
    }

    /// What is printed of `value`.
    public String string(Value value) throws TemplateException {
        return dev.credence.inference.language.template.value.Repr.string(value, budget);
    }

    /// The value as a text: a text stays what it is, markup included.
    Text soft(Value value) throws TemplateException {
        return value instanceof Text text ? text : Text.of(string(value));
    }
}
