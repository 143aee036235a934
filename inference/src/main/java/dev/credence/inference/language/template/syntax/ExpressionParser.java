package dev.credence.inference.language.template.syntax;

import dev.credence.inference.language.template.guard.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads expressions with the precedences of Jinja2: conditional, or, and, not, comparison, + and −, ~, * / // %, **,
/// unary sign, postfix, filter and test. `~` binds tighter than +; a filter binds tighter than any operator, so that
/// `a + b | f` filters b.
///
/// Source: Jinja2 3.1, `jinja2/parser.py`.
final class ExpressionParser {
    /// Brackets and signs inside one another: each costs some fifteen calls.
    private static final int NESTING_MAX = 120;

    private final TokenStream stream;
    private final PrimaryParser primary;
    private int nesting;

    ExpressionParser(TokenStream stream) {
        this.stream = stream;
        this.primary = new PrimaryParser(stream, this);
    }

    Expression expression() throws TemplateException {
        deeper();
        int line = stream.current().line();
        Expression value = or();
        while (stream.skipName("if")) {
            Expression test = or();
            Optional<Expression> otherwise = stream.skipName("else") ? Optional.of(expression()) : Optional.empty();
            value = new Expression.Conditional(test, value, otherwise, line);
            line = stream.current().line();
        }
        nesting--;
        return value;
    }

    private void deeper() throws TemplateException {
        if (++nesting > NESTING_MAX) {
            throw TemplateException.limit("an expression nests deeper than " + NESTING_MAX + " levels")
                    .at(stream.current().line());
        }
    }

    Expression or() throws TemplateException {
        int line = stream.current().line();
        Expression left = and();
        while (stream.skipName("or")) {
            left = new Expression.Or(left, and(), line);
            line = stream.current().line();
        }
        return left;
    }

    private Expression and() throws TemplateException {
        int line = stream.current().line();
        Expression left = not();
        while (stream.skipName("and")) {
            left = new Expression.And(left, not(), line);
            line = stream.current().line();
        }
        return left;
    }

    private Expression not() throws TemplateException {
        int line = stream.current().line();
        if (stream.skipName("not")) {
            deeper();
            Expression operand = not();
            nesting--;
            return new Expression.Not(operand, line);
        }
        return comparison();
    }

    private Expression comparison() throws TemplateException {
        Expression first = sum();
        List<Expression.Comparison> operators = new ArrayList<>();
        List<Expression> operands = new ArrayList<>();
        for (Optional<Expression.Comparison> found = comparisonSign(); found.isPresent(); found = comparisonSign()) {
            operators.add(found.get());
            operands.add(sum());
        }
        // As Jinja2 counts: the line after the last operand.
        return operators.isEmpty() ? first : new Expression.Compare(first, operators, operands, first.line());
    }

    private Optional<Expression.Comparison> comparisonSign() {
        Token token = stream.current();
        if (token.is(Token.Kind.OPERATOR)) {
            for (Expression.Comparison each : Expression.Comparison.values()) {
                if (token.text().equals(each.sign())) {
                    stream.next();
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
        if (stream.skipName("in")) {
            return Optional.of(Expression.Comparison.IN);
        }
        if (token.isName("not") && stream.following().isName("in")) {
            stream.next();
            stream.next();
            return Optional.of(Expression.Comparison.NOT_IN);
        }
        return Optional.empty();
    }

    private Optional<Expression.Binary> sign(Expression.Binary... wanted) {
        for (Expression.Binary each : wanted) {
            if (stream.skipOperator(each.sign())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private Expression sum() throws TemplateException {
        int line = stream.current().line();
        Expression left = concatenation();
        while (true) {
            Optional<Expression.Binary> sign = sign(Expression.Binary.ADD, Expression.Binary.SUBTRACT);
            if (sign.isEmpty()) {
                return left;
            }
            left = new Expression.Arithmetic(sign.get(), left, concatenation(), line);
            line = stream.current().line();
        }
    }

    private Expression concatenation() throws TemplateException {
        int line = stream.current().line();
        List<Expression> parts = new ArrayList<>(List.of(product()));
        while (stream.skipOperator("~")) {
            parts.add(product());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.Concatenation(parts, line);
    }

    private Expression product() throws TemplateException {
        int line = stream.current().line();
        Expression left = power();
        while (true) {
            Optional<Expression.Binary> sign = sign(
                    Expression.Binary.FLOOR_DIVIDE, Expression.Binary.MULTIPLY, Expression.Binary.DIVIDE, Expression.Binary.MODULO);
            if (sign.isEmpty()) {
                return left;
            }
            left = new Expression.Arithmetic(sign.get(), left, power(), line);
            line = stream.current().line();
        }
    }

    private Expression power() throws TemplateException {
        int line = stream.current().line();
        Expression left = unary(true);
        while (stream.skipOperator("**")) {
            left = new Expression.Arithmetic(Expression.Binary.POWER, left, unary(true), line);
            line = stream.current().line();
        }
        return left;
    }

    private Expression unary(boolean filters) throws TemplateException {
        int line = stream.current().line();
        boolean negative = stream.current().isOperator("-");
        Expression node;
        if (negative || stream.current().isOperator("+")) {
            stream.next();
            deeper();
            node = new Expression.Unary(negative, unary(false), line);
            nesting--;
        } else {
            node = primary.primary();
        }
        node = primary.postfix(node);
        return filters ? primary.filtersAndTests(node) : node;
    }

    /// A tuple without brackets, or the one expression that stands there.
    Expression tuple(boolean conditional, boolean brackets) throws TemplateException {
        int line = stream.current().line();
        List<Expression> items = new ArrayList<>();
        boolean several = false;
        while (true) {
            if (!items.isEmpty()) {
                stream.expectOperator(",");
            }
            if (tupleEnds()) {
                break;
            }
            items.add(conditional ? expression() : or());
            if (!stream.current().isOperator(",")) {
                break;
            }
            several = true;
        }
        if (!several && items.size() == 1) {
            return items.getFirst();
        }
        if (!several && !brackets) {
            throw TemplateException.syntax(
                    "Expected an expression, got '" + stream.current().described() + "'", stream.current().line());
        }
        return new Expression.TupleOf(items, line);
    }

    boolean tupleEnds() {
        Token token = stream.current();
        return token.is(Token.Kind.VARIABLE_END) || token.is(Token.Kind.BLOCK_END) || token.isOperator(")");
    }

    PrimaryParser primaries() {
        return primary;
    }
}
