package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.text.Strings;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The path that a filter's `attribute` names: `function.name`, `0`, or a value that is looked up as it is.
///
/// @param otherwise what stands in for something undefined
/// @param folded    whether a text found is made lower case, for comparisons that ignore case
record Attributes(List<Value> parts, Optional<Value> otherwise, boolean folded) {
    static final Attributes NONE = new Attributes(List.of(), Optional.empty(), false);

    static Attributes of(Value attribute) {
        if (attribute == Value.None.NONE) {
            return NONE;
        }
        if (!(attribute instanceof Text(String path, _))) {
            return new Attributes(List.of(attribute), Optional.empty(), false);
        }
        List<Value> parts = new ArrayList<>();
        for (String part : Strings.split(path, ".", -1)) {
            boolean number = !part.isEmpty() && part.length() < 20 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            parts.add(number ? new Value.Int(new BigInteger(part)) : Text.of(part));
        }
        return new Attributes(parts, Optional.empty(), false);
    }

    Attributes or(Optional<Value> value) {
        return new Attributes(parts, value.filter(some -> some != Value.None.NONE), folded);
    }

    Attributes folding(boolean fold) {
        return new Attributes(parts, otherwise, fold);
    }

    Value of(Runtime runtime, Value start) throws TemplateException {
        Value value = start;
        for (Value part : parts) {
            value = Access.item(value, part, runtime.budget());
            if (value instanceof Undefined && otherwise.isPresent()) {
                value = otherwise.get();
            }
        }
        if (folded && value instanceof Text text) {
            runtime.budget().text(text.value().length());
            return text.with(Strings.lower(text.value()));
        }
        return value;
    }
}
