package dev.credence.inference.language.template.syntax;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An expression of a template; each knows its line.
public sealed interface Expression extends Node {

    /// A constant of the language itself.
    enum Constant {
        NONE,
        TRUE,
        FALSE
    }

    /// What stands between two operands.
    enum Binary {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        FLOOR_DIVIDE("//"),
        MODULO("%"),
        POWER("**");

        private final String sign;

        Binary(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /// A comparison; several in a row hold together.
    enum Comparison {
        EQUAL("=="),
        UNEQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        IN("in"),
        NOT_IN("not in");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    record Literal(Constant value, int line) implements Expression {}

    /// Template data or a string literal.
    record Text(String value, int line) implements Expression {}

    record Whole(BigInteger value, int line) implements Expression {}

    record Fraction(double value, int line) implements Expression {}

    record Name(String name, int line) implements Expression {}

    record ListOf(List<Expression> items, int line) implements Expression {}

    record TupleOf(List<Expression> items, int line) implements Expression {}

    /// Keys and values in turn.
    record DictOf(List<Expression> keys, List<Expression> values, int line) implements Expression {}

    record Attribute(Expression object, String name, int line) implements Expression {}

    record Item(Expression object, Expression key, int line) implements Expression {}

    record Slice(Expression object, Optional<Expression> start, Optional<Expression> stop, Optional<Expression> step, int line)
            implements Expression {}

    record Call(Expression function, CallArguments arguments, int line) implements Expression {}

    /// A filter; without a subject it works on the body of its block.
    record Filter(Optional<Expression> subject, String name, CallArguments arguments, int line) implements Expression {}

    record Test(Expression subject, String name, CallArguments arguments, int line) implements Expression {}

    record Unary(boolean negative, Expression operand, int line) implements Expression {}

    record Not(Expression operand, int line) implements Expression {}

    record And(Expression left, Expression right, int line) implements Expression {}

    record Or(Expression left, Expression right, int line) implements Expression {}

    record Arithmetic(Binary operator, Expression left, Expression right, int line) implements Expression {}

    record Concatenation(List<Expression> parts, int line) implements Expression {}

    record Compare(Expression first, List<Comparison> operators, List<Expression> operands, int line) implements Expression {}

    /// `value if test else otherwise`.
    record Conditional(Expression test, Expression value, Optional<Expression> otherwise, int line) implements Expression {}

    @Override
    default List<Node> children() {
        return switch (this) {
            case Literal _, Text _, Whole _, Fraction _, Name _ -> List.of();
            case ListOf(List<Expression> items, _) -> List.copyOf(items);
            case TupleOf(List<Expression> items, _) -> List.copyOf(items);
            case DictOf(List<Expression> keys, List<Expression> values, _) -> {
                List<Node> all = new ArrayList<>();
                for (int i = 0; i < keys.size(); i++) {
                    all.add(keys.get(i));
                    all.add(values.get(i));
                }
                yield all;
            }
            case Attribute(Expression object, _, _) -> List.of(object);
            case Item(Expression object, Expression key, _) -> List.of(object, key);
            case Slice(Expression object, Optional<Expression> start, Optional<Expression> stop, Optional<Expression> step, _) -> {
                List<Node> all = new ArrayList<>(List.of(object));
                start.ifPresent(all::add);
                stop.ifPresent(all::add);
                step.ifPresent(all::add);
                yield all;
            }
            case Call(Expression function, CallArguments arguments, _) -> arguments.after(Optional.of(function));
            case Filter(Optional<Expression> subject, _, CallArguments arguments, _) -> arguments.after(subject);
            case Test(Expression subject, _, CallArguments arguments, _) -> arguments.after(Optional.of(subject));
            case Unary(_, Expression operand, _) -> List.of(operand);
            case Not(Expression operand, _) -> List.of(operand);
            case And(Expression left, Expression right, _) -> List.of(left, right);
            case Or(Expression left, Expression right, _) -> List.of(left, right);
            case Arithmetic(_, Expression left, Expression right, _) -> List.of(left, right);
            case Concatenation(List<Expression> parts, _) -> List.copyOf(parts);
            case Compare(Expression first, _, List<Expression> operands, _) -> {
                List<Node> all = new ArrayList<>(List.of(first));
                all.addAll(operands);
                yield all;
            }
            case Conditional(Expression test, Expression value, Optional<Expression> otherwise, _) -> {
                List<Node> all = new ArrayList<>(List.of(test, value));
                otherwise.ifPresent(all::add);
                yield all;
            }
        };
    }
}
