package dev.credence.inference.language.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A statement of a template.
public sealed interface Statement extends Node {

    /// Data and printed expressions.
    record Output(List<Expression> parts, int line) implements Statement {}

    record Assign(Target target, Expression value, int line) implements Statement {}

    /// `{% set x | filter %}…{% endset %}`
    record AssignBlock(Target target, Optional<Expression.Filter> filter, Body body, int line) implements Statement {}

    record For(Loop loop, Body body, Optional<Body> otherwise, int line) implements Statement {}

    /// The head of a loop.
    record Loop(Target target, Expression iterated, Optional<Expression> test, boolean recursive) {}

    /// @param tests one for each of `bodies`
    record If(List<Expression> tests, List<Body> bodies, Optional<Body> otherwise, int line) implements Statement {}

    record Macro(String name, Parameters parameters, Body body, int line) implements Statement {}

    /// `{% call(parameters) function(…) %}…{% endcall %}`
    record CallBlock(Parameters parameters, Expression.Call call, Body body, int line) implements Statement {}

    /// `{% generation %}…{% endgeneration %}`: what the assistant said, rendered as it stands.
    record Generation(Body body, int line) implements Statement {}

    record FilterBlock(Expression.Filter filter, Body body, int line) implements Statement {}

    record With(List<Target> targets, List<Expression> values, Body body, int line) implements Statement {}

    record Break(int line) implements Statement {}

    record Continue(int line) implements Statement {}

    /// Names of parameters; the last `defaults.size()` have a default.
    record Parameters(List<String> names, List<Expression> defaults) {
        static final Parameters NONE = new Parameters(List.of(), List.of());

        /// The default of parameter `index`, if it has one.
        public Optional<Expression> defaultOf(int index) {
            int at = index - (names.size() - defaults.size());
            return at < 0 ? Optional.empty() : Optional.of(defaults.get(at));
        }
    }

    @Override
    default List<Node> children() {
        return switch (this) {
            case Output(List<Expression> parts, _) -> List.copyOf(parts);
            case Assign(Target target, Expression value, _) -> List.of(target, value);
            case AssignBlock(Target target, Optional<Expression.Filter> filter, Body body, _) -> {
                List<Node> all = new ArrayList<>(List.of(target));
                filter.ifPresent(all::add);
                all.add(body);
                yield all;
            }
            case For(Loop loop, Body body, Optional<Body> otherwise, _) -> {
                List<Node> all = new ArrayList<>(List.of(loop.target(), loop.iterated(), body));
                otherwise.ifPresent(all::add);
                loop.test().ifPresent(all::add);
                yield all;
            }
            case If(List<Expression> tests, List<Body> bodies, Optional<Body> otherwise, _) -> {
                List<Node> all = new ArrayList<>();
                for (int i = 0; i < tests.size(); i++) {
                    all.add(tests.get(i));
                    all.add(bodies.get(i));
                }
                otherwise.ifPresent(all::add);
                yield all;
            }
            case Macro(_, Parameters parameters, Body body, _) -> {
                List<Node> all = new ArrayList<>(parameters.defaults());
                all.add(body);
                yield all;
            }
            case CallBlock(Parameters parameters, Expression.Call call, Body body, _) -> {
                List<Node> all = new ArrayList<>(List.of(call));
                all.addAll(parameters.defaults());
                all.add(body);
                yield all;
            }
            case Generation(Body body, _) -> List.of(body);
            case FilterBlock(Expression.Filter filter, Body body, _) -> List.of(body, filter);
            case With(List<Target> targets, List<Expression> values, Body body, _) -> {
                List<Node> all = new ArrayList<>(targets);
                all.addAll(values);
                all.add(body);
                yield all;
            }
            case Break _, Continue _ -> List.of();
        };
    }
}
