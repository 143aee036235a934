package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// A value as a key of a dict: equal keys are equal in Python, where 1, 1.0 and `true` are one key.
public final class Key {
    private final Value value;
    // What is compared: a String, BigInteger, Double or List of these; otherwise the value itself, by identity.
    private final Object comparable;
    private final int hash;

    private Key(Value value, Object comparable) {
        this.value = value;
        this.comparable = comparable;
        this.hash = comparable.hashCode();
    }

    public static Key of(String text) {
        return new Key(Text.of(text), text);
    }

    /// @throws TemplateException where Python says `unhashable type`
    public static Key of(Value value, Budget budget) throws TemplateException {
        return new Key(value, comparable(value, budget));
    }

    private static Object comparable(Value value, Budget budget) throws TemplateException {
        budget.step();
        return switch (value) {
            case Value.None none -> none;
            case Value.Bool(boolean set) -> set ? BigInteger.ONE : BigInteger.ZERO;
            case Value.Int(BigInteger number) -> number;
            case Value.Real(double number) -> number == Math.rint(number) && Double.isFinite(number)
                    ? Numbers.whole(number)
                    : (Object) number;
            case Text(String text, _) -> text;
            case Value.Items(List<Value> values, boolean fixed, _) -> {
                if (!fixed) {
                    throw unhashable(value);
                }
                List<Object> parts = new ArrayList<>();
                budget.enter();
                for (Value each : values) {
                    parts.add(comparable(each, budget));
                }
                budget.leave();
                yield parts;
            }
            case Dict _, Value.View _ -> throw unhashable(value);
            case Undefined _ -> Undefined.class;
            case Span _, Generator _, Special _ -> value;
        };
    }

    private static TemplateException unhashable(Value value) {
        return TemplateException.typeError("unhashable type: '" + value.type() + "'");
    }

    public Value value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && hash == key.hash && comparable.equals(key.comparable);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
