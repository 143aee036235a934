package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.syntax.Body;
import dev.credence.inference.language.template.syntax.Expression;
import dev.credence.inference.language.template.syntax.Node;
import dev.credence.inference.language.template.syntax.Statement;
import dev.credence.inference.language.template.syntax.Target;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The scopes of a whole template, by the body or loop filter whose frame they are.
final class Scopes {
    /// What a macro takes besides its parameters.
    record Extras(boolean caller, boolean named, boolean positional) {}

    private final Scope root = Scope.root();
    private final Map<Node, Scope> scopes = new IdentityHashMap<>();
    private final Map<Body, Extras> extras = new IdentityHashMap<>();

    private Scopes() {}

    static Scopes find(Body template) throws TemplateException {
        Scopes all = new Scopes();
        ScopeFinder.visit(all.root, template);
        all.inside(template, all.root);
        return all;
    }

    Scope root() {
        return root;
    }

    Scope of(Node node) {
        return scopes.get(node);
    }

    Extras extras(Body body) {
        return extras.get(body);
    }

    private void inside(Body body, Scope scope) throws TemplateException {
        for (Statement statement : body.statements()) {
            switch (statement) {
                case Statement.If branches -> {
                    for (Body each : branches.bodies()) {
                        inside(each, scope);
                    }
                    if (branches.otherwise().isPresent()) {
                        inside(branches.otherwise().get(), scope);
                    }
                }
                case Statement.For loop -> loop(loop, scope);
                case Statement.Macro macro -> function(macro.parameters(), macro.body(), scope, macro.line());
                case Statement.CallBlock block -> function(block.parameters(), block.body(), scope, block.line());
                case Statement.Generation block -> function(new Statement.Parameters(List.of(), List.of()), block.body(), scope, block.line());
                case Statement.AssignBlock block -> {
                    Scope inner = scope.inner();
                    ScopeFinder.visit(inner, block.body());
                    block.filter().ifPresent(filter -> ScopeFinder.visit(inner, filter));
                    enter(block.body(), inner);
                }
                case Statement.FilterBlock block -> {
                    Scope inner = scope.inner();
                    ScopeFinder.visit(inner, block.body());
                    ScopeFinder.visit(inner, block.filter());
                    enter(block.body(), inner);
                }
                case Statement.With with -> {
                    Scope inner = scope.inner();
                    with.targets().forEach(target -> ScopeFinder.parameters(inner, target));
                    ScopeFinder.visit(inner, with.body());
                    enter(with.body(), inner);
                }
                case Statement.Output _, Statement.Assign _, Statement.Break _, Statement.Continue _ -> {}
            }
        }
    }

    private void enter(Body body, Scope scope) throws TemplateException {
        scopes.put(body, scope);
        inside(body, scope);
    }

    private void loop(Statement.For statement, Scope outer) throws TemplateException {
        Statement.Loop loop = statement.loop();
        Scope body = loop.recursive() ? outer.innerFunction() : outer.inner();
        if (loop.recursive() || undeclared(statement.body(), Set.of("loop")).contains("loop")) {
            body.parameter("loop");
        }
        ScopeFinder.parameters(body, loop.target());
        ScopeFinder.visit(body, statement.body());
        if (loop.test().isPresent()) {
            Expression test = loop.test().get();
            Scope filter = outer.innerFunction();
            ScopeFinder.parameters(filter, loop.target());
            ScopeFinder.visit(filter, test);
            scopes.put(test, filter);
        }
        enter(statement.body(), body);
        if (statement.otherwise().isPresent()) {
            Scope otherwise = outer.innerOf(body.function());
            ScopeFinder.visit(otherwise, statement.otherwise().get());
            enter(statement.otherwise().get(), otherwise);
        }
    }

    private void function(Statement.Parameters parameters, Body body, Scope outer, int line) throws TemplateException {
        Scope scope = outer.innerFunction();
        analyse(parameters, body, scope);
        Set<String> used = undeclared(body, Set.of("caller", "kwargs", "varargs"));
        int caller = parameters.names().indexOf("caller");
        if (used.contains("caller") && caller >= 0 && parameters.defaultOf(caller).isEmpty()) {
            throw TemplateException.assertion(
                    "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.",
                    line);
        }
        Extras extra = new Extras(
                used.contains("caller"),
                used.contains("kwargs") && !parameters.names().contains("kwargs"),
                used.contains("varargs") && !parameters.names().contains("varargs"));
        if (extra.caller() && caller < 0) {
            scope.parameter("caller");
        }
        if (extra.named()) {
            scope.parameter("kwargs");
        }
        if (extra.positional()) {
            scope.parameter("varargs");
        }
        analyse(parameters, body, scope);
        extras.put(body, extra);
        enter(body, scope);
    }

    private static void analyse(Statement.Parameters parameters, Body body, Scope scope) {
        parameters.names().forEach(scope::parameter);
        parameters.defaults().forEach(each -> ScopeFinder.visit(scope, each));
        ScopeFinder.visit(scope, body);
    }

    /// Which of `names` a body reads before it binds them, inner frames included.
    private static Set<String> undeclared(Body body, Set<String> names) {
        List<String> open = new ArrayList<>(names);
        List<String> found = new ArrayList<>();
        undeclared(body, open, found);
        return Set.copyOf(found);
    }

    private static void undeclared(Node node, List<String> open, List<String> found) {
        if (node instanceof Expression.Name(String name, _)) {
            if (open.contains(name) && !found.contains(name)) {
                found.add(name);
            }
            return;
        }
        if (node instanceof Target.Variable(String name, _)) {
            open.remove(name);
            return;
        }
        Optional<Statement.Parameters> parameters = switch (node) {
            case Statement.Macro macro -> Optional.of(macro.parameters());
            case Statement.CallBlock block -> Optional.of(block.parameters());
            case Statement _, Expression _, Target _, Body _ -> Optional.empty();
        };
        parameters.ifPresent(bound -> open.removeAll(bound.names()));
        for (Node child : node.children()) {
            undeclared(child, open, found);
        }
    }
}
