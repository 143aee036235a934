package dev.credence.inference.language.template.syntax;

import dev.credence.inference.language.template.guard.TemplateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a template into its syntax tree.
///
/// Supported statements: for, if, set, macro, call, filter, with, print, raw, break, continue, generation. What needs a
/// second template (block, extends, include, import, from) and `autoescape` is refused by name.
/// Source: Jinja2 3.1, `jinja2/parser.py`; the extensions that Hugging Face transformers adds.
public final class Parser {
    /// Statements inside one another.
    private static final int NESTING_MAX = 60;
    /// Depth of a whole tree: an expression of a thousand operators is no template that anybody wrote.
    private static final int TREE_DEPTH_MAX = 500;

    private static final Set<String> TAGS = Set.of(
            "for", "if", "set", "macro", "call", "filter", "with", "print", "generation", "break", "continue");
    private static final Set<String> REFUSED = Set.of("block", "extends", "include", "import", "from", "autoescape");

    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final Targets targets;
    // The tags that are open, innermost last.
    private final Deque<String> open = new ArrayDeque<>();
    // Loops around this place in the same function: a macro begins anew.
    private int loops;

    private Parser(List<Token> tokens) {
        this.stream = new TokenStream(tokens);
        this.expressions = new ExpressionParser(stream);
        this.targets = new Targets(stream, expressions);
    }

    public static Body parse(String template) throws TemplateException {
        Parser parser = new Parser(Lexer.tokens(template));
        Body body = parser.statements(List.of());
        if (TreeDepth.of(body) > TREE_DEPTH_MAX) {
            throw TemplateException.limit("the template's tree is deeper than " + TREE_DEPTH_MAX + " levels").at(1);
        }
        Targets.checkLoops(body);
        return body;
    }

    // Up to a statement that begins with one of `ends`, which stays the current token; or to the template's end.
    private Body statements(List<String> ends) throws TemplateException {
        if (open.size() > NESTING_MAX) {
            throw TemplateException.limit("statements nest deeper than " + NESTING_MAX + " levels").at(stream.current().line());
        }
        int line = stream.current().line();
        List<Statement> body = new ArrayList<>();
        List<Expression> output = new ArrayList<>();
        while (!stream.current().is(Token.Kind.END)) {
            Token token = stream.next();
            if (token.is(Token.Kind.DATA)) {
                output.add(new Expression.Text(token.text(), token.line()));
            } else if (token.is(Token.Kind.VARIABLE_BEGIN)) {
                output.add(expressions.tuple(true, false));
                stream.expect(Token.Kind.VARIABLE_END);
            } else {
                flush(output, body);
                if (stream.current().is(Token.Kind.NAME) && ends.contains(stream.current().text())) {
                    return new Body(body, line);
                }
                body.add(statement(ends));
                stream.expect(Token.Kind.BLOCK_END);
            }
        }
        flush(output, body);
        if (!ends.isEmpty()) {
            throw TemplateException.syntax("Unexpected end of template." + looking(ends), stream.current().line());
        }
        return new Body(body, line);
    }

    private String looking(List<String> ends) {
        return " Jinja was looking for the following tags: '" + String.join("' or '", ends) + "'."
                + (open.isEmpty() ? "" : " The innermost block that needs to be closed is '" + open.getLast() + "'.");
    }

    private static void flush(List<Expression> output, List<Statement> body) {
        if (!output.isEmpty()) {
            body.add(new Statement.Output(List.copyOf(output), output.getFirst().line()));
            output.clear();
        }
    }

    // The body behind a tag, up to one of `ends`, which stays current.
    private Body block(String... ends) throws TemplateException {
        stream.skipOperator(":");
        stream.expect(Token.Kind.BLOCK_END);
        return statements(List.of(ends));
    }

    private Body blockTo(String end) throws TemplateException {
        Body body = block(end);
        stream.next();
        return body;
    }

    // A body that is a function of its own, where no loop of the outside can be left.
    private Body functionTo(String end) throws TemplateException {
        int outer = loops;
        loops = 0;
        Body body = blockTo(end);
        loops = outer;
        return body;
    }

    private Statement statement(List<String> ends) throws TemplateException {
        Token tag = stream.current();
        if (!tag.is(Token.Kind.NAME)) {
            throw TemplateException.syntax("tag name expected", tag.line());
        }
        stream.next();
        if (!TAGS.contains(tag.text())) {
            throw unknown(tag, ends);
        }
        open.addLast(tag.text());
        Statement statement = statement(tag);
        open.removeLast();
        return statement;
    }

    private Statement statement(Token tag) throws TemplateException {
        return switch (tag.text()) {
            case "for" -> loop(tag.line());
            case "if" -> branches(tag.line());
            case "set" -> set(tag.line());
            case "macro" -> macro(tag.line());
            case "call" -> callBlock(tag.line());
            case "filter" -> new Statement.FilterBlock(filters().orElseThrow(), blockTo("endfilter"), tag.line());
            case "with" -> with(tag.line());
            case "print" -> print(tag.line());
            case "generation" -> new Statement.Generation(functionTo("endgeneration"), tag.line());
            case "break" -> new Statement.Break(inLoop(tag));
            case "continue" -> new Statement.Continue(inLoop(tag));
            default -> throw new IllegalStateException("no statement " + tag.text());
        };
    }

    private TemplateException unknown(Token tag, List<String> ends) {
        if (REFUSED.contains(tag.text())) {
            return TemplateException.unsupported("the statement {% " + tag.text() + " %}", tag.line());
        }
        return TemplateException.syntax(
                "Encountered unknown tag '" + tag.text() + "'." + (ends.isEmpty() ? "" : looking(ends)), tag.line());
    }

    private int inLoop(Token tag) throws TemplateException {
        if (loops == 0) {
            throw TemplateException.syntax("'" + tag.text() + "' outside loop", tag.line());
        }
        return tag.line();
    }

    private Statement loop(int line) throws TemplateException {
        Target target = targets.target(false);
        stream.expectName("in");
        Expression iterated = expressions.tuple(false, false);
        Optional<Expression> test = stream.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        boolean recursive = stream.skipName("recursive");
        int outer = loops;
        loops = recursive ? 1 : outer + 1;
        Body body = block("endfor", "else");
        loops = recursive ? 0 : outer;
        Optional<Body> otherwise =
                stream.next().isName("else") ? Optional.of(blockTo("endfor")) : Optional.empty();
        loops = outer;
        return new Statement.For(new Statement.Loop(target, iterated, test, recursive), body, otherwise, line);
    }

    private Statement branches(int line) throws TemplateException {
        List<Expression> tests = new ArrayList<>();
        List<Body> bodies = new ArrayList<>();
        while (true) {
            tests.add(expressions.tuple(false, false));
            bodies.add(block("elif", "else", "endif"));
            Token end = stream.next();
            if (end.isName("elif")) {
                continue;
            }
            Optional<Body> otherwise = end.isName("else") ? Optional.of(blockTo("endif")) : Optional.empty();
            return new Statement.If(tests, bodies, otherwise, line);
        }
    }

    private Statement set(int line) throws TemplateException {
        Target target = targets.target(true);
        if (stream.skipOperator("=")) {
            return new Statement.Assign(target, expressions.tuple(true, false), line);
        }
        Optional<Expression.Filter> filter = stream.skipOperator("|") ? filters() : Optional.empty();
        return new Statement.AssignBlock(target, filter, blockTo("endset"), line);
    }

    // A chain of filters whose innermost has no subject.
    private Optional<Expression.Filter> filters() throws TemplateException {
        Expression.Filter filter = expressions.primaries().filter(Optional.empty());
        while (stream.skipOperator("|")) {
            filter = expressions.primaries().filter(Optional.of(filter));
        }
        return Optional.of(filter);
    }

    private Statement macro(int line) throws TemplateException {
        String name = targets.name().name();
        Statement.Parameters parameters = targets.parameters();
        return new Statement.Macro(name, parameters, functionTo("endmacro"), line);
    }

    private Statement callBlock(int line) throws TemplateException {
        Statement.Parameters parameters =
                stream.current().isOperator("(") ? targets.parameters() : Statement.Parameters.NONE;
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw TemplateException.syntax("expected call", line);
        }
        return new Statement.CallBlock(parameters, call, functionTo("endcall"), line);
    }

    private Statement with(int line) throws TemplateException {
        List<Target> bound = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!stream.current().is(Token.Kind.BLOCK_END)) {
            if (!bound.isEmpty()) {
                stream.expectOperator(",");
            }
            bound.add(targets.target(false));
            stream.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Statement.With(bound, values, blockTo("endwith"), line);
    }

    private Statement print(int line) throws TemplateException {
        List<Expression> parts = new ArrayList<>();
        while (!stream.current().is(Token.Kind.BLOCK_END)) {
            if (!parts.isEmpty()) {
                stream.expectOperator(",");
            }
            parts.add(expressions.expression());
        }
        return new Statement.Output(parts, line);
    }
}
