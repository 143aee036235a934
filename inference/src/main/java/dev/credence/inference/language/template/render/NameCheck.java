package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.library.Filters;
import dev.credence.inference.language.template.library.Tests;
import dev.credence.inference.language.template.syntax.Body;
import dev.credence.inference.language.template.syntax.Expression;
import dev.credence.inference.language.template.syntax.Node;
import dev.credence.inference.language.template.syntax.Statement;

/// Refuses a template with a filter or test that nobody knows, before it runs; inside a condition only when it is
/// reached, as Jinja2 does.
final class NameCheck {
    private NameCheck() {}

    static void check(Node node, boolean conditional) throws TemplateException {
        switch (node) {
            case Expression.Filter(_, String name, _, int line) when !conditional && !Filters.isKnown(name) ->
                throw unknown("filter", name, line);
            case Expression.Test(_, String name, _, int line) when !conditional && !Tests.isKnown(name) ->
                throw unknown("test", name, line);
            case Expression.Conditional condition -> children(condition, true);
            case Statement.If condition -> children(condition, true);
            case Statement.For loop -> {
                check(loop.loop().iterated(), conditional);
                check(loop.body(), false);
                if (loop.otherwise().isPresent()) {
                    check(loop.otherwise().get(), false);
                }
                if (loop.loop().test().isPresent()) {
                    check(loop.loop().test().get(), false);
                }
            }
            case Statement.CallBlock block -> {
                check(block.call(), conditional);
                check(block.body(), false);
            }
            case Statement.With with -> {
                for (Expression value : with.values()) {
                    check(value, conditional);
                }
                check(with.body(), false);
            }
            case Statement.Macro _, Statement.Generation _, Statement.FilterBlock _, Statement.AssignBlock _ -> children(node, false);
            case Statement _, Expression _, Body _, dev.credence.inference.language.template.syntax.Target _ -> children(node, conditional);
        }
    }

    private static void children(Node node, boolean conditional) throws TemplateException {
        for (Node child : node.children()) {
            check(child, conditional);
        }
    }

    private static TemplateException unknown(String what, String name, int line) {
        return TemplateException.assertion("No " + what + " named '" + name + "'.", line);
    }
}
