package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.syntax.Body;
import dev.credence.inference.language.template.syntax.Expression;
import dev.credence.inference.language.template.syntax.Node;
import dev.credence.inference.language.template.syntax.Statement;
import dev.credence.inference.language.template.syntax.Target;
import java.util.ArrayList;
import java.util.List;

/// Notes the names of a frame's own nodes in its `Scope`, without going into inner frames.
///
/// Source: Jinja2 3.1, `FrameSymbolVisitor`.
final class ScopeFinder {
    private Scope scope;

    private ScopeFinder(Scope scope) {
        this.scope = scope;
    }

    static void visit(Scope scope, Node node) {
        new ScopeFinder(scope).visit(node);
    }

    /// Declares the names of a target as parameters of the frame.
    static void parameters(Scope scope, Target target) {
        switch (target) {
            case Target.Variable(String name, _) -> scope.parameter(name);
            case Target.Member(String namespace, _, _) -> scope.load(namespace);
            case Target.Several(List<Target> targets, _) -> targets.forEach(each -> parameters(scope, each));
        }
    }

    private void visit(Node node) {
        switch (node) {
            case Expression.Name(String name, _) -> scope.load(name);
            case Target.Variable(String name, _) -> scope.store(name);
            case Target.Member(String namespace, _, _) -> scope.load(namespace);
            case Statement.If branches -> branches(branches);
            case Statement.Macro macro -> scope.store(macro.name());
            case Statement.Assign(Target target, Expression value, _) -> {
                visit(value);
                visit(target);
            }
            case Statement.AssignBlock block -> visit(block.target());
            case Statement.For loop -> visit(loop.loop().iterated());
            case Statement.CallBlock block -> visit(block.call());
            case Statement.FilterBlock block -> visit(block.filter());
            case Statement.With with -> with.values().forEach(this::visit);
            case Statement.Generation _ -> {}
            case Statement.Output _, Statement.Break _, Statement.Continue _, Expression _, Body _, Target.Several _ ->
                node.children().forEach(this::visit);
        }
    }

    // The branches after the first are one branch to Jinja2, each a condition of its own.
    private void branches(Statement.If branches) {
        visit(branches.tests().getFirst());
        Scope original = scope;
        List<Scope> found = new ArrayList<>();
        found.add(branch(original, () -> visit(branches.bodies().getFirst())));
        found.add(branch(original, () -> {
            for (int i = 1; i < branches.tests().size(); i++) {
                visit(branches.tests().get(i));
                Scope inner = scope;
                Body body = branches.bodies().get(i);
                Scope taken = branch(inner, () -> visit(body));
                inner.merge(List.of(taken, inner.branch(), inner.branch()));
            }
        }));
        found.add(branch(original, () -> branches.otherwise().ifPresent(this::visit)));
        original.merge(found);
    }

    private Scope branch(Scope from, Runnable visits) {
        Scope copy = from.branch();
        scope = copy;
        visits.run();
        scope = from;
        return copy;
    }
}
