package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.library.Runtime;
import dev.credence.inference.language.template.syntax.Body;
import dev.credence.inference.language.template.syntax.Expression;
import dev.credence.inference.language.template.syntax.Statement;
import dev.credence.inference.language.template.syntax.Target;
import dev.credence.inference.language.template.value.Generator;
import dev.credence.inference.language.template.value.Source;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Truth;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs loops: plain, filtered, recursive.
final class LoopRunner {
    private final Executor executor;
    private final Scopes scopes;
    private final Runtime runtime;
    private final Evaluator evaluator;

    LoopRunner(Executor executor, Scopes scopes, Runtime runtime, Evaluator evaluator) {
        this.executor = executor;
        this.scopes = scopes;
        this.runtime = runtime;
        this.evaluator = evaluator;
    }

    void run(Statement.For loop, Frame frame, Output output) throws TemplateException {
        Value iterated = evaluator.value(loop.loop().iterated(), frame);
        if (loop.loop().recursive()) {
            output.append(recursive(loop, iterated, frame, 0));
        } else {
            iterate(loop, iterated, new Frames(frame, frame), 0, output);
        }
    }

    /// @param outer where the loop stands
    /// @param own   the activation in which its body runs: that of the outside, or its own
    private record Frames(Frame outer, Frame own) {}

    private String recursive(Statement.For loop, Value iterated, Frame outer, int depth) throws TemplateException {
        runtime.budget().enter();
        Output output = new Output(runtime.budget());
        iterate(loop, iterated, new Frames(outer, outer.call(scopes.of(loop.body()))), depth, output);
        runtime.budget().leave();
        return output.text();
    }

    private void iterate(Statement.For statement, Value iterated, Frames frames, int depth, Output output) throws TemplateException {
        Statement.Loop loop = statement.loop();
        Value items = loop.test().isPresent() ? filtered(loop, iterated, frames.outer()) : iterated;
        Frame frame = frames.own().inner(scopes.of(statement.body()));
        LoopObject state = new LoopObject(items, depth, loop.recursive()
                ? Optional.of((inner, innerDepth) -> Text.of(recursive(statement, inner, frames.outer(), innerDepth)))
                : Optional.empty(), runtime.budget());
        boolean named = frame.scope().declares("loop");
        boolean any = false;
        for (Optional<Value> item = state.next(); item.isPresent(); item = state.next()) {
            runtime.budget().step();
            executor.bind(loop.target(), item.get(), frame);
            if (named) {
                frame.set("loop", state);
            }
            frame.enter(runtime);
            Executor.Flow flow = executor.run(statement.body(), frame, output);
            if (flow == Executor.Flow.BREAK) {
                break;
            }
            // An iteration that is continued does not count as one for `else`: Jinja2 marks it at the body's end.
            any |= flow == Executor.Flow.NORMAL;
        }
        frame.leave();
        otherwise(statement, any, frames, output);
    }

    private void otherwise(Statement.For statement, boolean any, Frames frames, Output output) throws TemplateException {
        if (any || statement.otherwise().isEmpty()) {
            return;
        }
        Body body = statement.otherwise().get();
        Frame frame = frames.own().inner(scopes.of(body));
        frame.enter(runtime);
        Executor.Flow flow = executor.run(body, frame, output);
        frame.leave();
        if (flow != Executor.Flow.NORMAL) {
            throw TemplateException.unsupported("break or continue in the else of a loop", statement.line());
        }
    }

    // A generator over what passes the loop's test, each element unpacked once.
    private Value filtered(Statement.Loop loop, Value iterated, Frame outer) {
        Expression test = loop.test().orElseThrow();
        Frame frame = outer.call(scopes.of(test));
        Source[] source = new Source[1];
        return new Generator(() -> {
            if (source[0] == null) {
                frame.enter(runtime);
                source[0] = iterated.elements();
            }
            for (Optional<Value> item = source[0].next(); item.isPresent(); item = source[0].next()) {
                runtime.budget().step();
                executor.bind(loop.target(), item.get(), frame);
                if (Truth.of(evaluator.value(test, frame))) {
                    return Optional.of(rebuilt(loop.target(), item.get(), frame));
                }
            }
            return Optional.empty();
        });
    }

    // Several targets give a tuple of what they hold.
    private static Value rebuilt(Target target, Value item, Frame frame) {
        return switch (target) {
            case Target.Variable(String name, _) -> frame.get(name);
            case Target.Member _ -> item;
            case Target.Several(List<Target> targets, _) -> {
                List<Value> values = new ArrayList<>();
                targets.forEach(each -> values.add(rebuilt(each, item, frame)));
                yield Value.Items.tuple(values);
            }
        };
    }
}
