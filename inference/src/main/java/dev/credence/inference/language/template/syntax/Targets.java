package dev.credence.inference.language.template.syntax;

import dev.credence.inference.language.template.guard.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads what assignments, loops and macros bind.
final class Targets {
    private static final Set<String> CONSTANTS = Set.of("true", "false", "none", "True", "False", "None");

    private final TokenStream stream;
    private final ExpressionParser expressions;

    Targets(TokenStream stream, ExpressionParser expressions) {
        this.stream = stream;
        this.expressions = expressions;
    }

    Target.Variable name() throws TemplateException {
        Token token = stream.expect(Token.Kind.NAME);
        if (CONSTANTS.contains(token.text())) {
            throw TemplateException.syntax("can't assign to 'const'", token.line());
        }
        return new Target.Variable(token.text(), token.line());
    }

    /// One target or several with commas between.
    Target target(boolean members) throws TemplateException {
        int line = stream.current().line();
        List<Target> targets = new ArrayList<>();
        boolean several = false;
        while (true) {
            if (!targets.isEmpty()) {
                stream.expectOperator(",");
            }
            if (expressions.tupleEnds()) {
                break;
            }
            targets.add(one(members));
            if (!stream.current().isOperator(",")) {
                break;
            }
            several = true;
        }
        if (!several && targets.size() == 1) {
            return targets.getFirst();
        }
        if (!several) {
            throw TemplateException.syntax("Expected an expression, got '" + stream.current().described() + "'", line);
        }
        return new Target.Several(targets, line);
    }

    private Target one(boolean members) throws TemplateException {
        Token token = stream.current();
        if (token.isOperator("(")) {
            stream.next();
            Target inner = target(false);
            stream.expectOperator(")");
            return inner;
        }
        if (!token.is(Token.Kind.NAME)) {
            throw TemplateException.syntax("can't assign to '" + token.described() + "'", token.line());
        }
        if (members && stream.following().isOperator(".") && !CONSTANTS.contains(token.text())) {
            stream.next();
            stream.next();
            return new Target.Member(token.text(), stream.expect(Token.Kind.NAME).text(), token.line());
        }
        return name();
    }

    Statement.Parameters parameters() throws TemplateException {
        List<String> names = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        stream.expectOperator("(");
        while (!stream.current().isOperator(")")) {
            if (!names.isEmpty()) {
                stream.expectOperator(",");
            }
            Target.Variable parameter = name();
            if (stream.skipOperator("=")) {
                defaults.add(expressions.expression());
            } else if (!defaults.isEmpty()) {
                throw TemplateException.syntax("non-default argument follows default argument", parameter.line());
            }
            if (names.contains(parameter.name())) {
                throw TemplateException.syntax(
                        "duplicate argument '" + parameter.name() + "' in function definition", parameter.line());
            }
            names.add(parameter.name());
        }
        stream.next();
        return new Statement.Parameters(names, defaults);
    }

    /// Nothing inside a loop may bind `loop`.
    static void checkLoops(Node node) throws TemplateException {
        if (node instanceof Statement.For) {
            refuseLoopAsTarget(node);
            return;
        }
        for (Node child : node.children()) {
            checkLoops(child);
        }
    }

    private static void refuseLoopAsTarget(Node node) throws TemplateException {
        if (node instanceof Target.Variable(String name, int line) && name.equals("loop")) {
            throw TemplateException.assertion("Can't assign to special loop variable in for-loop target", line);
        }
        for (Node child : node.children()) {
            refuseLoopAsTarget(child);
        }
    }
}
