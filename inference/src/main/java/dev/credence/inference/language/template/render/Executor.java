package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.library.Arguments;
import dev.credence.inference.language.template.library.Namespace;
import dev.credence.inference.language.template.library.Runtime;
import dev.credence.inference.language.template.syntax.Body;
import dev.credence.inference.language.template.syntax.Expression;
import dev.credence.inference.language.template.syntax.Statement;
import dev.credence.inference.language.template.syntax.Target;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Truth;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.List;
import java.util.Optional;

/// Runs statements in frames.
final class Executor {
    /// How a body ended.
    enum Flow {
        NORMAL,
        BREAK,
        CONTINUE
    }

    private final Scopes scopes;
    private final Runtime runtime;
    private final Evaluator evaluator;
    private final LoopRunner loops;

    Executor(Scopes scopes, Runtime runtime) {
        this.scopes = scopes;
        this.runtime = runtime;
        this.evaluator = new Evaluator(runtime);
        this.loops = new LoopRunner(this, scopes, runtime, evaluator);
    }

    String render(Body template) throws TemplateException {
        Frame frame = new Frame(scopes.root(), new Frame.Activation(scopes.root().function(), Optional.empty()));
        frame.enter(runtime);
        Output output = new Output(runtime.budget());
        run(template, frame, output);
        return output.text();
    }

    Flow run(Body body, Frame frame, Output output) throws TemplateException {
        for (Statement statement : body.statements()) {
            runtime.budget().step();
            runtime.budget().enter();
            Flow flow;
            try {
                flow = run(statement, frame, output);
            } catch (TemplateException failed) {
                throw failed.at(statement.line());
            }
            runtime.budget().leave();
            if (flow != Flow.NORMAL) {
                return flow;
            }
        }
        return Flow.NORMAL;
    }

    private Flow run(Statement statement, Frame frame, Output output) throws TemplateException {
        switch (statement) {
            case Statement.Output(List<Expression> parts, _) -> {
                for (Expression part : parts) {
                    output.append(evaluator.printed(part, frame));
                }
            }
            case Statement.Assign(Target target, Expression value, _) -> assign(target, value, frame);
            case Statement.AssignBlock block -> assignBlock(block, frame);
            case Statement.For loop -> loops.run(loop, frame, output);
            case Statement.If branches -> {
                return branches(branches, frame, output);
            }
            case Statement.Macro macro ->
                frame.set(macro.name(), new MacroFunction(Optional.of(macro.name()), macro.parameters(), macro.body(), shape(macro.body(), frame)));
            case Statement.CallBlock block -> call(block, frame, output);
            case Statement.Generation(Body body, _) -> {
                MacroFunction function =
                        new MacroFunction(Optional.empty(), new Statement.Parameters(List.of(), List.of()), body, shape(body, frame));
                output.append(runtime.string(function.call(runtime, Arguments.NONE)));
            }
            case Statement.FilterBlock(Expression.Filter filter, Body body, _) -> {
                return filter(filter, body, frame, output);
            }
            case Statement.With with -> {
                return with(with, frame, output);
            }
            case Statement.Break _ -> {
                return Flow.BREAK;
            }
            case Statement.Continue _ -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.NORMAL;
    }

    private MacroFunction.Shape shape(Body body, Frame frame) {
        return new MacroFunction.Shape(scopes.of(body), scopes.extras(body), frame, this);
    }

    Evaluator evaluator() {
        return evaluator;
    }

    private void assign(Target target, Expression value, Frame frame) throws TemplateException {
        namespaces(target, frame);
        bind(target, evaluator.value(value, frame), frame);
    }

    // Before the value is computed, as Jinja2 does.
    private void namespaces(Target target, Frame frame) throws TemplateException {
        switch (target) {
            case Target.Variable _ -> {}
            case Target.Member(String namespace, _, _) -> namespace(frame.get(namespace));
            case Target.Several(List<Target> targets, _) -> {
                for (Target each : targets) {
                    namespaces(each, frame);
                }
            }
        }
    }

    private static Namespace namespace(Value value) throws TemplateException {
        if (value instanceof Namespace namespace) {
            return namespace;
        }
        throw TemplateException.failed("TemplateRuntimeError", "cannot assign attribute on non-namespace object");
    }

    void bind(Target target, Value value, Frame frame) throws TemplateException {
        switch (target) {
            case Target.Variable(String name, _) -> frame.set(name, value);
            case Target.Member(String namespace, String name, _) -> namespace(frame.get(namespace)).set(name, value);
            case Target.Several(List<Target> targets, _) -> {
                List<Value> values = Unpacking.unpack(value, targets.size(), runtime.budget());
                for (int i = 0; i < targets.size(); i++) {
                    bind(targets.get(i), values.get(i), frame);
                }
            }
        }
    }

    private void assignBlock(Statement.AssignBlock block, Frame frame) throws TemplateException {
        Frame inner = frame.inner(scopes.of(block.body()));
        inner.enter(runtime);
        Output text = new Output(runtime.budget());
        if (run(block.body(), inner, text) != Flow.NORMAL) {
            throw TemplateException.unsupported("break or continue inside a set block", block.line());
        }
        Text body = Text.of(text.text());
        Value value = block.filter().isPresent() ? evaluator.filtered(block.filter().get(), body, inner) : body;
        namespaces(block.target(), frame);
        bind(block.target(), value, frame);
        inner.leave();
    }

    private Flow branches(Statement.If branches, Frame frame, Output output) throws TemplateException {
        for (int i = 0; i < branches.tests().size(); i++) {
            if (Truth.of(evaluator.value(branches.tests().get(i), frame))) {
                return run(branches.bodies().get(i), frame, output);
            }
        }
        return branches.otherwise().isPresent() ? run(branches.otherwise().get(), frame, output) : Flow.NORMAL;
    }

    private void call(Statement.CallBlock block, Frame frame, Output output) throws TemplateException {
        MacroFunction caller =
                new MacroFunction(Optional.empty(), block.parameters(), block.body(), shape(block.body(), frame));
        Value function = evaluator.value(block.call().function(), frame);
        Arguments arguments = evaluator.arguments(block.call().arguments(), frame);
        if (arguments.named().containsKey("caller")) {
            throw TemplateException.typeError("got multiple values for keyword argument 'caller'");
        }
        output.append(runtime.string(runtime.call(function, arguments.with("caller", caller))));
    }

    private Flow filter(Expression.Filter filter, Body body, Frame frame, Output output) throws TemplateException {
        Frame inner = frame.inner(scopes.of(body));
        inner.enter(runtime);
        Output text = new Output(runtime.budget());
        Flow flow = run(body, inner, text);
        if (flow != Flow.NORMAL) {
            // As in Jinja2, what was to be filtered is lost with the jump.
            return flow;
        }
        output.append(runtime.string(evaluator.filtered(filter, Text.of(text.text()), inner)));
        inner.leave();
        return Flow.NORMAL;
    }

    private Flow with(Statement.With with, Frame frame, Output output) throws TemplateException {
        Frame inner = frame.inner(scopes.of(with.body()));
        inner.enter(runtime);
        for (int i = 0; i < with.targets().size(); i++) {
            bind(with.targets().get(i), evaluator.value(with.values().get(i), frame), inner);
        }
        Flow flow = run(with.body(), inner, output);
        if (flow == Flow.NORMAL) {
            inner.leave();
        }
        return flow;
    }

    /// What a parameter holds that was not given.
    static Undefined notProvided(String name) {
        return Undefined.because("parameter '" + name + "' was not provided");
    }
}
