package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.text.Strings;
import dev.credence.inference.language.template.value.Arithmetic;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Equality;
import dev.credence.inference.language.template.value.Numbers;
import dev.credence.inference.language.template.value.Ordering;
import dev.credence.inference.language.template.value.Span;
import dev.credence.inference.language.template.value.Special;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Jinja2's tests by name.
public final class Tests {
    private static final Map<String, Runtime.Test> ALL = new HashMap<>();

    static {
        kind("defined", value -> !(value instanceof Undefined));
        kind("undefined", Undefined.class::isInstance);
        kind("none", value -> value == Value.None.NONE);
        kind("boolean", Value.Bool.class::isInstance);
        kind("true", value -> value instanceof Value.Bool(boolean set) && set);
        kind("false", value -> value instanceof Value.Bool(boolean set) && !set);
        kind("integer", Value.Int.class::isInstance);
        kind("float", Value.Real.class::isInstance);
        kind("number", Numbers::isNumber);
        kind("string", Text.class::isInstance);
        kind("mapping", Dict.class::isInstance);
        kind("sequence", Tests::isSequence);
        kind("iterable", value -> value.iterated().isPresent());
        kind("callable", value -> value instanceof Undefined || value instanceof Special special && special.callable());
        kind("escaped", value -> value instanceof Text(_, boolean markup) && markup);
        kind("odd", value -> modulo(value, Value.Int.of(2)) == 1);
        kind("even", value -> modulo(value, Value.Int.of(2)) == 0);
        kind("filter", value -> value instanceof Text(String name, _) && Filters.isKnown(name));
        kind("test", value -> value instanceof Text(String name, _) && isKnown(name));
        alone("lower", (runtime, value, _) -> Strings.isCase(runtime.string(value), false));
        alone("upper", (runtime, value, _) -> Strings.isCase(runtime.string(value), true));
        put("divisibleby", (_, value, arguments) -> modulo(value, other("divisibleby", "num", arguments)) == 0);
        put("in", (runtime, value, arguments) -> Equality.contains(other("in", "seq", arguments), value, runtime.budget()));
        put("sameas", (runtime, value, arguments) -> same(runtime, value, other("sameas", "other", arguments)));
        for (String name : Set.of("==", "eq", "equalto")) {
            put(name, (runtime, value, arguments) -> Equality.equal(value, arguments.only(name), runtime.budget()));
        }
        for (String name : Set.of("!=", "ne")) {
            put(name, (runtime, value, arguments) -> !Equality.equal(value, arguments.only(name), runtime.budget()));
        }
        order(Ordering.Sign.GREATER, ">", "gt", "greaterthan");
        order(Ordering.Sign.GREATER_OR_EQUAL, ">=", "ge");
        order(Ordering.Sign.LESS, "<", "lt", "lessthan");
        order(Ordering.Sign.LESS_OR_EQUAL, "<=", "le");
    }

    private Tests() {}

    static Optional<Runtime.Test> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /// Whether Jinja2 has a test of that name.
    public static boolean isKnown(String name) {
        return ALL.containsKey(name);
    }

    private interface Kind {
        boolean holds(Value value) throws TemplateException;
    }

    private static void put(String name, Runtime.Test test) {
        ALL.put(name, test);
    }

    private static void kind(String name, Kind kind) {
        alone(name, (_, value, _) -> kind.holds(value));
    }

    // A test that takes nothing but its subject.
    private static void alone(String name, Runtime.Test test) {
        put(name, (runtime, value, arguments) -> {
            if (!arguments.isEmpty()) {
                throw TemplateException.typeError("test_" + name + "() takes 1 positional argument but "
                        + (1 + arguments.positional().size() + arguments.named().size()) + " were given");
            }
            return test.holds(runtime, value, arguments);
        });
    }

    private static void order(Ordering.Sign sign, String... names) {
        for (String name : names) {
            put(name, (runtime, value, arguments) -> Ordering.holds(sign, value, arguments.only(name), runtime.budget()));
        }
    }

    private static Value other(String test, String parameter, Arguments arguments) throws TemplateException {
        return Signature.of("test_" + test, 1, parameter).bind(arguments).required(0);
    }

    // What has a length and items by key or place.
    private static boolean isSequence(Value value) throws TemplateException {
        return switch (value) {
            case Text _, Value.Items _, Dict _, Span _, Undefined _ -> true;
            case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Value.View _, Special _,
                    dev.credence.inference.language.template.value.Generator _ -> false;
        };
    }

    private static double modulo(Value value, Value divisor) throws TemplateException {
        if (value instanceof Text) {
            throw TemplateException.typeError("not all arguments converted during string formatting");
        }
        return Numbers.real(Arithmetic.modulo(value, divisor));
    }

    // `is` of Python: what is one object for certain, or two for certain.
    private static boolean same(Runtime runtime, Value value, Value other) throws TemplateException {
        if (value == other) {
            return true;
        }
        if (value instanceof Value.Bool || other instanceof Value.Bool || value == Value.None.NONE || other == Value.None.NONE) {
            return value.equals(other);
        }
        boolean small = value instanceof Value.Int(var number) && number.bitLength() <= 8 && number.intValue() >= -5;
        boolean interned = value instanceof Text || value instanceof Value.Int || value instanceof Value.Real
                || value instanceof Value.Items(_, boolean fixed, _) && fixed;
        if (!Equality.equal(value, other, runtime.budget()) || !value.type().equals(other.type())) {
            return false;
        }
        if (interned && !small) {
            throw TemplateException.unsupported("the test sameas on equal values of type " + value.type());
        }
        return small;
    }
}
