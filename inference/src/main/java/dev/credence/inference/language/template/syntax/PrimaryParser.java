package dev.credence.inference.language.template.syntax;

import dev.credence.inference.language.template.guard.TemplateException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what binds tightest: literals, names, brackets, then subscripts, calls, filters and tests.
final class PrimaryParser {
    /// Digits of a literal: as many as CPython turns into a number.
    private static final int DIGITS_MAX = 4300;

    private final TokenStream stream;
    private final ExpressionParser expressions;

    PrimaryParser(TokenStream stream, ExpressionParser expressions) {
        this.stream = stream;
        this.expressions = expressions;
    }

    Expression primary() throws TemplateException {
        Token token = stream.current();
        return switch (token.kind()) {
            case NAME -> word(stream.next());
            case STRING -> strings();
            case INTEGER -> whole(stream.next());
            case FLOAT -> new Expression.Fraction(Double.parseDouble(stream.next().text()), token.line());
            case OPERATOR -> bracket(token);
            case DATA, BLOCK_BEGIN, BLOCK_END, VARIABLE_BEGIN, VARIABLE_END, END -> throw unexpected(token);
        };
    }

    private static TemplateException unexpected(Token token) {
        return TemplateException.syntax("unexpected '" + token.described() + "'", token.line());
    }

    private static Expression word(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Expression.Literal(Expression.Constant.TRUE, token.line());
            case "false", "False" -> new Expression.Literal(Expression.Constant.FALSE, token.line());
            case "none", "None" -> new Expression.Literal(Expression.Constant.NONE, token.line());
            default -> new Expression.Name(token.text(), token.line());
        };
    }

    // Strings side by side are one.
    private Expression strings() {
        int line = stream.current().line();
        StringBuilder text = new StringBuilder();
        while (stream.current().is(Token.Kind.STRING)) {
            text.append(stream.next().text());
        }
        return new Expression.Text(text.toString(), line);
    }

    static Expression.Whole whole(Token token) throws TemplateException {
        String text = token.text();
        if (text.length() > DIGITS_MAX) {
            throw TemplateException.syntax("an integer of at most " + DIGITS_MAX + " digits expected", token.line());
        }
        int radix = text.length() < 3 || text.charAt(0) != '0'
                ? 10
                : switch (text.charAt(1) | 0x20) {
                    case 'b' -> 2;
                    case 'o' -> 8;
                    case 'x' -> 16;
                    default -> 10;
                };
        return new Expression.Whole(new BigInteger(radix == 10 ? text : text.substring(2), radix), token.line());
    }

    private Expression bracket(Token token) throws TemplateException {
        return switch (token.text()) {
            case "(" -> {
                stream.next();
                Expression inner = expressions.tuple(true, true);
                stream.expectOperator(")");
                yield inner;
            }
            case "[" -> {
                stream.next();
                List<Expression> items = new ArrayList<>();
                while (!stream.current().isOperator("]")) {
                    items.add(expressions.expression());
                    if (!stream.current().isOperator("]")) {
                        stream.expectOperator(",");
                    }
                }
                stream.next();
                yield new Expression.ListOf(items, token.line());
            }
            case "{" -> dict(stream.next());
            default -> throw unexpected(token);
        };
    }

    private Expression dict(Token brace) throws TemplateException {
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!stream.current().isOperator("}")) {
            keys.add(expressions.expression());
            stream.expectOperator(":");
            values.add(expressions.expression());
            if (!stream.current().isOperator("}")) {
                stream.expectOperator(",");
            }
        }
        stream.next();
        return new Expression.DictOf(keys, values, brace.line());
    }

    Expression postfix(Expression start) throws TemplateException {
        Expression node = start;
        while (true) {
            Token token = stream.current();
            if (token.isOperator(".")) {
                node = dotted(node);
            } else if (token.isOperator("[")) {
                node = subscript(node);
            } else if (token.isOperator("(")) {
                node = new Expression.Call(node, arguments(), token.line());
            } else {
                return node;
            }
        }
    }

    private Expression dotted(Expression object) throws TemplateException {
        int line = stream.next().line();
        Token name = stream.next();
        if (name.is(Token.Kind.NAME)) {
            return new Expression.Attribute(object, name.text(), line);
        }
        if (name.is(Token.Kind.INTEGER)) {
            return new Expression.Item(object, whole(name), line);
        }
        throw TemplateException.syntax("expected name or number", name.line());
    }

    private Expression subscript(Expression object) throws TemplateException {
        int line = stream.next().line();
        List<Expression> keys = new ArrayList<>();
        Optional<Expression> slice = Optional.empty();
        while (!stream.current().isOperator("]")) {
            if (!keys.isEmpty() || slice.isPresent()) {
                stream.expectOperator(",");
            }
            if (slice.isPresent()) {
                throw TemplateException.syntax("a slice stands alone between brackets", line);
            }
            Optional<Expression> start =
                    stream.current().isOperator(":") ? Optional.empty() : Optional.of(expressions.expression());
            if (!stream.current().isOperator(":")) {
                keys.add(start.orElseThrow());
            } else if (keys.isEmpty()) {
                slice = Optional.of(slice(object, start, line));
            } else {
                throw TemplateException.syntax("a slice stands alone between brackets", line);
            }
        }
        stream.next();
        if (slice.isPresent()) {
            return slice.get();
        }
        return new Expression.Item(object, keys.size() == 1 ? keys.getFirst() : new Expression.TupleOf(keys, line), line);
    }

    private Expression slice(Expression object, Optional<Expression> start, int line) throws TemplateException {
        stream.expectOperator(":");
        Optional<Expression> stop = sliceEnds() || stream.current().isOperator(":")
                ? Optional.empty()
                : Optional.of(expressions.expression());
        Optional<Expression> step = Optional.empty();
        if (stream.skipOperator(":") && !sliceEnds()) {
            step = Optional.of(expressions.expression());
        }
        return new Expression.Slice(object, start, stop, step, line);
    }

    private boolean sliceEnds() {
        return stream.current().isOperator("]") || stream.current().isOperator(",");
    }

    CallArguments arguments() throws TemplateException {
        int line = stream.current().line();
        stream.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Expression> named = new ArrayList<>();
        Optional<Expression> spread = Optional.empty();
        Optional<Expression> spreadNamed = Optional.empty();
        boolean fits = true;
        while (!stream.current().isOperator(")")) {
            if (stream.skipOperator("*")) {
                fits &= spread.isEmpty() && spreadNamed.isEmpty();
                spread = Optional.of(expressions.expression());
            } else if (stream.skipOperator("**")) {
                fits &= spreadNamed.isEmpty();
                spreadNamed = Optional.of(expressions.expression());
            } else if (stream.current().is(Token.Kind.NAME) && stream.following().isOperator("=")) {
                fits &= spreadNamed.isEmpty();
                names.add(stream.next().text());
                stream.next();
                named.add(expressions.expression());
            } else {
                fits &= spread.isEmpty() && spreadNamed.isEmpty() && named.isEmpty();
                positional.add(expressions.expression());
            }
            if (!fits) {
                throw TemplateException.syntax("invalid syntax for function call expression", line);
            }
            if (!stream.current().isOperator(")")) {
                stream.expectOperator(",");
            }
        }
        stream.next();
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) != i) {
                throw TemplateException.syntax("keyword argument repeated: " + names.get(i), line);
            }
        }
        return new CallArguments(positional, names, named, spread, spreadNamed);
    }

    Expression filtersAndTests(Expression start) throws TemplateException {
        Expression node = start;
        while (true) {
            Token token = stream.current();
            if (token.isOperator("|")) {
                stream.next();
                node = filter(Optional.of(node));
            } else if (token.isName("is")) {
                node = test(node);
            } else if (token.isOperator("(")) {
                node = new Expression.Call(node, arguments(), token.line());
            } else {
                return node;
            }
        }
    }

    private String dottedName() throws TemplateException {
        StringBuilder name = new StringBuilder(stream.expect(Token.Kind.NAME).text());
        while (stream.skipOperator(".")) {
            name.append('.').append(stream.expect(Token.Kind.NAME).text());
        }
        return name.toString();
    }

    /// One filter, behind its bar.
    Expression.Filter filter(Optional<Expression> subject) throws TemplateException {
        int line = stream.current().line();
        String name = dottedName();
        CallArguments arguments = stream.current().isOperator("(") ? arguments() : CallArguments.NONE;
        return new Expression.Filter(subject, name, arguments, line);
    }

    private Expression test(Expression subject) throws TemplateException {
        int line = stream.next().line();
        boolean negated = stream.skipName("not");
        String name = dottedName();
        CallArguments arguments = CallArguments.NONE;
        if (stream.current().isOperator("(")) {
            arguments = arguments();
        } else if (beginsArgument()) {
            if (stream.current().isName("is")) {
                throw TemplateException.syntax("You cannot chain multiple tests with is", stream.current().line());
            }
            arguments = CallArguments.of(postfix(primary()));
        }
        Expression test = new Expression.Test(subject, name, arguments, line);
        return negated ? new Expression.Not(test, line) : test;
    }

    private boolean beginsArgument() {
        Token token = stream.current();
        return switch (token.kind()) {
            case NAME -> !token.isName("else") && !token.isName("or") && !token.isName("and");
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.isOperator("[") || token.isOperator("{");
            case DATA, BLOCK_BEGIN, BLOCK_END, VARIABLE_BEGIN, VARIABLE_END, END -> false;
        };
    }
}
