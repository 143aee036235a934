package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Truth;
import dev.credence.inference.language.template.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters of a function of the library, without the subject of a filter or method.
///
/// @param function its name in Python, for errors
/// @param required how many must be given
record Signature(String function, int required, List<String> parameters) {

    static Signature of(String function, int required, String... parameters) {
        return new Signature(function, required, List.of(parameters));
    }

    /// @throws TemplateException the TypeError of Python where the arguments do not fit
    Bound bind(Arguments arguments) throws TemplateException {
        int given = arguments.positional().size();
        if (given > parameters.size()) {
            throw TemplateException.typeError(function + "() takes " + counts() + " but " + (given + subjects()) + " were given");
        }
        Value[] values = new Value[parameters.size()];
        for (int i = 0; i < given; i++) {
            values[i] = arguments.positional().get(i);
        }
        for (Map.Entry<String, Value> entry : arguments.named().entrySet()) {
            int at = parameters.indexOf(entry.getKey());
            if (at < 0) {
                throw TemplateException.typeError(
                        function + "() got an unexpected keyword argument " + Repr.quoted(entry.getKey()));
            }
            if (values[at] != null) {
                throw TemplateException.typeError(function + "() got multiple values for argument " + Repr.quoted(entry.getKey()));
            }
            values[at] = entry.getValue();
        }
        for (int i = 0; i < required; i++) {
            if (values[i] == null) {
                throw TemplateException.typeError(
                        function + "() missing 1 required positional argument: " + Repr.quoted(parameters.get(i)));
            }
        }
        return new Bound(values);
    }

    // A filter's function counts its subject.
    private int subjects() {
        return function.startsWith("do_") ? 1 : 0;
    }

    private String counts() {
        int most = parameters.size() + subjects();
        int least = required + subjects();
        return (least == most ? "" : "from " + least + " to ") + most + " positional argument" + (most == 1 ? "" : "s");
    }

    /// Arguments in the order of the parameters.
    static final class Bound {
        private final Value[] values;

        private Bound(Value[] values) {
            this.values = values;
        }

        Value required(int index) {
            return values[index];
        }

        Optional<Value> optional(int index) {
            return Optional.ofNullable(values[index]);
        }

        /// The argument, where `None` is the same as none.
        Optional<Value> some(int index) {
            return optional(index).filter(value -> value != Value.None.NONE);
        }

        boolean flag(int index) throws TemplateException {
            return values[index] != null && Truth.of(values[index]);
        }
    }
}
