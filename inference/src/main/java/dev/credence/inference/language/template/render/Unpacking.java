package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Source;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Python's `a, b = value`.
final class Unpacking {
    private Unpacking() {}

    static List<Value> unpack(Value value, int wanted, Budget budget) throws TemplateException {
        Optional<Source> source = value.iterated();
        if (source.isEmpty()) {
            throw TemplateException.typeError("cannot unpack non-iterable " + value.type() + " object");
        }
        List<Value> values = new ArrayList<>(wanted);
        for (Optional<Value> next = source.get().next(); next.isPresent(); next = source.get().next()) {
            budget.step();
            if (values.size() == wanted) {
                throw TemplateException.valueError("too many values to unpack (expected " + wanted + ")");
            }
            values.add(next.get());
        }
        if (values.size() < wanted) {
            throw TemplateException.valueError(
                    "not enough values to unpack (expected " + wanted + ", got " + values.size() + ")");
        }
        return values;
    }
}
