package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.TemplateException;
import java.math.BigInteger;
import java.util.OptionalLong;

/// Python's truth value and `len`.
public final class Truth {
    private Truth() {}

    public static boolean of(Value value) throws TemplateException {
        return switch (value) {
            case Value.None _ -> false;
            case Value.Bool(boolean set) -> set;
            case Value.Int(BigInteger number) -> number.signum() != 0;
            case Value.Real(double number) -> number != 0;
            case Generator _ -> true;
            case Text _, Value.Items _, Dict _, Value.View _, Span _, Undefined _, Special _ -> length(value).orElse(1) != 0;
        };
    }

    /// The number of elements, if the value has one without being read.
    public static OptionalLong length(Value value) throws TemplateException {
        return switch (value) {
            case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Generator _ -> OptionalLong.empty();
            case Text text -> OptionalLong.of(text.length());
            case Value.Items(var values, _, _) -> OptionalLong.of(values.size());
            case Dict dict -> OptionalLong.of(dict.size());
            case Value.View(_, Dict dict) -> OptionalLong.of(dict.size());
            case Span span -> OptionalLong.of(span.length());
            case Undefined _ -> OptionalLong.of(0);
            case Special special -> special.length();
        };
    }

    public static long lengthOrFail(Value value) throws TemplateException {
        OptionalLong length = length(value);
        if (length.isEmpty()) {
            throw TemplateException.typeError("object of type '" + value.type() + "' has no len()");
        }
        return length.getAsLong();
    }
}
