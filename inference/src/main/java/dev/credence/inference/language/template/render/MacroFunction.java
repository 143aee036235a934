package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.library.Arguments;
import dev.credence.inference.language.template.library.Invocable;
import dev.credence.inference.language.template.library.Runtime;
import dev.credence.inference.language.template.syntax.Body;
import dev.credence.inference.language.template.syntax.Expression;
import dev.credence.inference.language.template.syntax.Statement;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A macro, or the body of a call block: a function that gives text.
///
/// Source: Jinja2 3.1, `jinja2/runtime.py`, `Macro`.
final class MacroFunction implements Invocable {
    /// How its body runs.
    record Shape(Scope scope, Scopes.Extras extras, Frame defined, Executor executor) {}

    private final Optional<String> name;
    private final Statement.Parameters parameters;
    private final Body body;
    private final Shape shape;

    MacroFunction(Optional<String> name, Statement.Parameters parameters, Body body, Shape shape) {
        this.name = name;
        this.parameters = parameters;
        this.body = body;
        this.shape = shape;
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public String module() {
        return "jinja2.runtime.";
    }

    @Override
    public Optional<String> shown(Budget budget) {
        return Optional.of("<Macro " + name.map(Repr::quoted).orElse("anonymous") + ">");
    }

    @Override
    public Optional<Value> attribute(String attribute) {
        return switch (attribute) {
            case "name" -> Optional.of(name.<Value>map(Text::of).orElse(Value.None.NONE));
            case "arguments" -> {
                List<Value> names = new ArrayList<>();
                parameters.names().forEach(each -> names.add(Text.of(each)));
                yield Optional.of(Value.Items.tuple(names));
            }
            case "catch_kwargs" -> Optional.of(Value.Bool.of(shape.extras().named()));
            case "catch_varargs" -> Optional.of(Value.Bool.of(shape.extras().positional()));
            case "caller" -> Optional.of(Value.Bool.of(shape.extras().caller()));
            case "explicit_caller" -> Optional.of(Value.Bool.of(parameters.names().contains("caller")));
            default -> Optional.empty();
        };
    }

    @Override
    public Value call(Runtime runtime, Arguments arguments) throws TemplateException {
        Frame frame = shape.defined().call(shape.scope());
        bind(frame, runtime, arguments);
        frame.enter(runtime);
        for (int i = 0; i < parameters.names().size(); i++) {
            String parameter = parameters.names().get(i);
            if (!frame.has(parameter)) {
                Optional<Expression> otherwise = parameters.defaultOf(i);
                frame.set(
                        parameter,
                        otherwise.isPresent()
                                ? shape.executor().evaluator().value(otherwise.get(), frame)
                                : Executor.notProvided(parameter));
            }
        }
        Output output = new Output(runtime.budget());
        shape.executor().run(body, frame, output);
        return Text.of(output.text());
    }

    private void bind(Frame frame, Runtime runtime, Arguments arguments) throws TemplateException {
        List<String> names = parameters.names();
        List<Value> positional = arguments.positional();
        SequencedMap<String, Value> named = new LinkedHashMap<>(arguments.named());
        for (int i = 0; i < names.size(); i++) {
            Value value = i < positional.size() ? positional.get(i) : named.remove(names.get(i));
            if (value != null) {
                frame.set(names.get(i), value);
            }
        }
        if (shape.extras().caller() && !names.contains("caller")) {
            Value caller = named.remove("caller");
            boolean none = caller == null || caller == Value.None.NONE;
            frame.set("caller", none ? Undefined.because("No caller defined") : caller);
        }
        if (shape.extras().named()) {
            runtime.budget().spend(named.size());
            frame.set("kwargs", Dict.ofTexts(named));
        } else if (!named.isEmpty()) {
            throw TemplateException.typeError(
                    named.containsKey("caller")
                            ? "macro " + shownName() + " was invoked with two values for the special caller argument. This is"
                                    + " most likely a bug."
                            : "macro " + shownName() + " takes no keyword argument " + Repr.quoted(named.firstEntry().getKey()));
        }
        if (shape.extras().positional()) {
            frame.set("varargs", Value.Items.tuple(List.copyOf(positional.subList(Math.min(names.size(), positional.size()), positional.size()))));
        } else if (positional.size() > names.size()) {
            throw TemplateException.typeError(
                    "macro " + shownName() + " takes not more than " + names.size() + " argument(s)");
        }
    }

    private String shownName() {
        return name.map(Repr::quoted).orElse("None");
    }
}
