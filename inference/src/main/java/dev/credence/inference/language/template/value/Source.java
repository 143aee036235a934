package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// A Python iterator: elements that are made when they are asked for, which may fail.
@FunctionalInterface
public interface Source {
    /// The next element, or nothing at the end; from then on always nothing.
    Optional<Value> next() throws TemplateException;

    static Source of(List<Value> values) {
        Iterator<Value> iterator = values.iterator();
        return () -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    /// All that is left.
    default List<Value> drain(Budget budget) throws TemplateException {
        List<Value> all = new ArrayList<>();
        for (Optional<Value> value = next(); value.isPresent(); value = next()) {
            budget.step();
            all.add(value.get());
        }
        return all;
    }
}
