package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.library.Access;
import dev.credence.inference.language.template.library.Arguments;
import dev.credence.inference.language.template.library.Filters;
import dev.credence.inference.language.template.library.Runtime;
import dev.credence.inference.language.template.library.Tests;
import dev.credence.inference.language.template.syntax.CallArguments;
import dev.credence.inference.language.template.syntax.Expression;
import dev.credence.inference.language.template.text.PercentFormat;
import dev.credence.inference.language.template.value.Arithmetic;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Equality;
import dev.credence.inference.language.template.value.Key;
import dev.credence.inference.language.template.value.Ordering;
import dev.credence.inference.language.template.value.Subscript;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Truth;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The value of an expression in a frame.
final class Evaluator {
    private static final TemplateException NOT_CONSTANT = TemplateException.unsupported("a constant of what run time decides");

    private final Runtime runtime;
    private final Budget budget;

    /// Whether what is evaluated would be so when Jinja2 compiles.
    private boolean compiling;

    Evaluator(Runtime runtime) {
        this.runtime = runtime;
        this.budget = runtime.budget();
    }

    Value value(Expression expression, Frame frame) throws TemplateException {
        budget.step();
        budget.enter();
        try {
            return unchecked(expression, frame);
        } catch (TemplateException failed) {
            if (failed.isTypeError() && !compiling) {
                Optional<Value> constant = compiled(expression, frame).filter(Constants::isKept);
                if (constant.isPresent()) {
                    return constant.get();
                }
            }
            throw failed.at(expression.line());
        } finally {
            budget.leave();
        }
    }

    /// What a printed expression adds to the prompt.
    String printed(Expression expression, Frame frame) throws TemplateException {
        if (expression instanceof Expression.Text(String text, _)) {
            return text;
        }
        try {
            return runtime.string(value(expression, frame));
        } catch (TemplateException failed) {
            // What is printed need not be kept.
            Optional<Value> constant = failed.isTypeError() ? compiled(expression, frame) : Optional.empty();
            if (constant.isPresent()) {
                return runtime.string(constant.get());
            }
            throw failed.at(expression.line());
        }
    }

    // Jinja2 evaluates what is constant when it compiles, where slices go by the lenient rule of single elements. What fails there
    // too is left to run time; so this is asked for only where run time fails.
    private Optional<Value> compiled(Expression expression, Frame frame) {
        compiling = true;
        try {
            return Optional.of(unchecked(expression, frame));
        } catch (TemplateException open) {
            return Optional.empty();
        } finally {
            compiling = false;
        }
    }

    private Value unchecked(Expression expression, Frame frame) throws TemplateException {
        if (compiling && Constants.isOpen(expression)) {
            throw NOT_CONSTANT;
        }
        return switch (expression) {
            case Expression.Literal(Expression.Constant constant, _) -> switch (constant) {
                case NONE -> Value.None.NONE;
                case TRUE -> Value.Bool.TRUE;
                case FALSE -> Value.Bool.FALSE;
            };
            case Expression.Text(String text, _) -> Text.of(text);
            case Expression.Whole(var number, _) -> new Value.Int(number);
            case Expression.Fraction(double number, _) -> new Value.Real(number);
            case Expression.Name(String name, _) -> frame.get(name);
            case Expression.ListOf(List<Expression> items, _) -> Value.Items.list(values(items, frame));
            case Expression.TupleOf(List<Expression> items, _) -> Value.Items.tuple(values(items, frame));
            case Expression.DictOf dict -> dict(dict, frame);
            case Expression.Attribute(Expression object, String name, _) -> Access.attribute(value(object, frame), name, budget);
            case Expression.Item(Expression object, Expression key, _) -> {
                Value container = value(object, frame);
                yield Access.item(container, value(key, frame), budget);
            }
            case Expression.Slice slice -> slice(slice, frame);
            case Expression.Call(Expression function, CallArguments arguments, _) -> {
                Value called = value(function, frame);
                yield runtime.call(called, arguments(arguments, frame));
            }
            case Expression.Filter(Optional<Expression> subject, String name, CallArguments arguments, _) -> {
                Value filtered = value(subject.orElseThrow(), frame);
                known("filter", name, Filters.isKnown(name));
                yield runtime.filter(name, filtered, arguments(arguments, frame));
            }
            case Expression.Test(Expression subject, String name, CallArguments arguments, _) -> {
                Value tested = value(subject, frame);
                known("test", name, Tests.isKnown(name));
                yield Value.Bool.of(runtime.test(name, tested, arguments(arguments, frame)));
            }
            case Expression.Unary(boolean negative, Expression operand, _) -> Arithmetic.signed(negative, value(operand, frame));
            case Expression.Not(Expression operand, _) -> Value.Bool.of(!Truth.of(value(operand, frame)));
            case Expression.And(Expression left, Expression right, _) -> {
                Value first = value(left, frame);
                yield Truth.of(first) ? value(right, frame) : first;
            }
            case Expression.Or(Expression left, Expression right, _) -> {
                Value first = value(left, frame);
                yield Truth.of(first) ? first : value(right, frame);
            }
            case Expression.Arithmetic(Expression.Binary operator, Expression left, Expression right, _) -> {
                Value first = value(left, frame);
                yield arithmetic(operator, first, value(right, frame));
            }
            case Expression.Concatenation(List<Expression> parts, _) -> {
                Output joined = new Output(budget);
                for (Value part : values(parts, frame)) {
                    joined.append(runtime.string(part));
                }
                yield Text.of(joined.text());
            }
            case Expression.Compare compare -> Value.Bool.of(compare(compare, frame));
            case Expression.Conditional(Expression test, Expression chosen, Optional<Expression> otherwise, int line) -> {
                if (Truth.of(value(test, frame))) {
                    yield value(chosen, frame);
                }
                if (compiling && otherwise.isEmpty()) {
                    throw NOT_CONSTANT;
                }
                yield otherwise.isPresent()
                        ? value(otherwise.get(), frame)
                        : Undefined.because("the inline if-expression on line " + line
                                + " evaluated to false and no else section was defined.");
            }
        };
    }

    // Names inside conditions are not looked up before they are reached.
    private static void known(String what, String name, boolean known) throws TemplateException {
        if (!known) {
            throw TemplateException.failed("TemplateRuntimeError", "No " + what + " named '" + name + "' found.");
        }
    }

    private List<Value> values(List<Expression> expressions, Frame frame) throws TemplateException {
        List<Value> values = new ArrayList<>(expressions.size());
        for (Expression each : expressions) {
            values.add(value(each, frame));
        }
        return values;
    }

    private Value dict(Expression.DictOf dict, Frame frame) throws TemplateException {
        SequencedMap<Key, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < dict.keys().size(); i++) {
            Value key = value(dict.keys().get(i), frame);
            Value value = value(dict.values().get(i), frame);
            entries.put(Key.of(key, budget), value);
        }
        return Dict.wrap(entries);
    }

    private Value slice(Expression.Slice slice, Frame frame) throws TemplateException {
        Value object = value(slice.object(), frame);
        Value start = bound(slice.start(), frame);
        Value stop = bound(slice.stop(), frame);
        Subscript.Bounds bounds = new Subscript.Bounds(start, stop, bound(slice.step(), frame));
        try {
            return Subscript.slice(object, bounds, budget);
        } catch (TemplateException failed) {
            if (compiling && failed.isTypeError()) {
                return Undefined.element(object, "slice");
            }
            throw failed;
        }
    }

    private Value bound(Optional<Expression> expression, Frame frame) throws TemplateException {
        return expression.isPresent() ? value(expression.get(), frame) : Value.None.NONE;
    }

    private Value arithmetic(Expression.Binary operator, Value left, Value right) throws TemplateException {
        return switch (operator) {
            case ADD -> Arithmetic.add(left, right, budget);
            case SUBTRACT -> Arithmetic.subtract(left, right);
            case MULTIPLY -> Arithmetic.multiply(left, right, budget);
            case DIVIDE -> Arithmetic.divide(left, right);
            case FLOOR_DIVIDE -> Arithmetic.floorDivide(left, right);
            case MODULO -> left instanceof Text pattern ? PercentFormat.format(pattern, right, budget) : Arithmetic.modulo(left, right);
            case POWER -> Arithmetic.power(left, right);
        };
    }

    private boolean compare(Expression.Compare compare, Frame frame) throws TemplateException {
        Value left = value(compare.first(), frame);
        for (int i = 0; i < compare.operators().size(); i++) {
            Value right = value(compare.operands().get(i), frame);
            boolean holds = switch (compare.operators().get(i)) {
                case EQUAL -> Equality.equal(left, right, budget);
                case UNEQUAL -> !Equality.equal(left, right, budget);
                case LESS -> Ordering.holds(Ordering.Sign.LESS, left, right, budget);
                case LESS_OR_EQUAL -> Ordering.holds(Ordering.Sign.LESS_OR_EQUAL, left, right, budget);
                case GREATER -> Ordering.holds(Ordering.Sign.GREATER, left, right, budget);
                case GREATER_OR_EQUAL -> Ordering.holds(Ordering.Sign.GREATER_OR_EQUAL, left, right, budget);
                case IN -> Equality.contains(right, left, budget);
                case NOT_IN -> !Equality.contains(right, left, budget);
            };
            if (!holds) {
                return false;
            }
            left = right;
        }
        return true;
    }

    Arguments arguments(CallArguments arguments, Frame frame) throws TemplateException {
        if (arguments == CallArguments.NONE) {
            return Arguments.NONE;
        }
        List<Value> positional = values(arguments.positional(), frame);
        SequencedMap<String, Value> named = new LinkedHashMap<>();
        for (int i = 0; i < arguments.names().size(); i++) {
            named.put(arguments.names().get(i), value(arguments.named().get(i), frame));
        }
        if (arguments.spread().isPresent()) {
            Value spread = value(arguments.spread().get(), frame);
            if (spread.iterated().isEmpty()) {
                throw TemplateException.typeError("argument after * must be an iterable, not " + spread.type());
            }
            positional.addAll(spread.elements().drain(budget));
        }
        if (arguments.spreadNamed().isPresent()) {
            Value spread = value(arguments.spreadNamed().get(), frame);
            if (!(spread instanceof Dict dict)) {
                throw TemplateException.typeError("argument after ** must be a mapping, not " + spread.type());
            }
            for (Map.Entry<Key, Value> entry : dict.entries().entrySet()) {
                if (!(entry.getKey().value() instanceof Text(String name, _))) {
                    throw TemplateException.typeError("keywords must be strings");
                }
                if (named.put(name, entry.getValue()) != null) {
                    throw TemplateException.typeError("got multiple values for keyword argument '" + name + "'");
                }
            }
        }
        return new Arguments(positional, named);
    }

    /// The filters of a block over its text.
    Value filtered(Expression.Filter filter, Text body, Frame frame) throws TemplateException {
        try {
            Value subject = filter.subject().isPresent()
                    ? filtered((Expression.Filter) filter.subject().get(), body, frame)
                    : body;
            return runtime.filter(filter.name(), subject, arguments(filter.arguments(), frame));
        } catch (TemplateException failed) {
            throw failed.at(filter.line());
        }
    }
}
