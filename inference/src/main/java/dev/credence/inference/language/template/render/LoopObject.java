package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.library.Arguments;
import dev.credence.inference.language.template.library.Invocable;
import dev.credence.inference.language.template.library.Method;
import dev.credence.inference.language.template.library.Runtime;
import dev.credence.inference.language.template.value.Equality;
import dev.credence.inference.language.template.value.Source;
import dev.credence.inference.language.template.value.Truth;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The variable `loop`.
///
/// Source: Jinja2 3.1, `jinja2/runtime.py`, `LoopContext`; it looks one element ahead only when asked.
final class LoopObject implements Invocable {
    /// Renders the loop's body over other elements, one level deeper.
    @FunctionalInterface
    interface Recursion {
        Value render(Value iterated, int depth) throws TemplateException;
    }

    private final Value iterated;
    private final int depth;
    private final Optional<Recursion> recursion;
    private final Budget budget;
    private Source source;
    private Optional<Value> after = Optional.empty();
    private boolean ended;
    private long index = -1;
    private OptionalLong length = OptionalLong.empty();
    private Optional<Value> current = Optional.empty();
    private Optional<Value> before = Optional.empty();
    private Optional<Value> changed = Optional.empty();

    LoopObject(Value iterated, int depth, Optional<Recursion> recursion, Budget budget) throws TemplateException {
        this.iterated = iterated;
        this.depth = depth;
        this.recursion = recursion;
        this.budget = budget;
        this.source = iterated.elements();
    }

    Optional<Value> next() throws TemplateException {
        Optional<Value> item = after.isPresent() || ended ? after : source.next();
        after = Optional.empty();
        if (item.isEmpty()) {
            return item;
        }
        index++;
        before = current;
        current = item;
        return item;
    }

    private Optional<Value> peek() throws TemplateException {
        if (after.isEmpty() && !ended) {
            after = source.next();
            ended = after.isEmpty();
        }
        return after;
    }

    private long count() throws TemplateException {
        if (length.isEmpty()) {
            length = Truth.length(iterated);
            if (length.isEmpty()) {
                List<Value> rest = ended ? new ArrayList<>() : source.drain(budget);
                source = Source.of(rest);
                length = OptionalLong.of(rest.size() + index + 1 + (after.isPresent() ? 1 : 0));
            }
        }
        return length.getAsLong();
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public String module() {
        return "jinja2.runtime.";
    }

    @Override
    public Optional<String> shown(Budget shared) throws TemplateException {
        return Optional.of("<LoopContext " + (index + 1) + "/" + count() + ">");
    }

    @Override
    public OptionalLong length() throws TemplateException {
        return OptionalLong.of(count());
    }

    @Override
    public Optional<Source> source() {
        return Optional.of(() -> {
            throw TemplateException.unsupported("a loop over the variable loop");
        });
    }

    @Override
    public Optional<Value> attribute(String name) throws TemplateException {
        return switch (name) {
            case "index" -> Optional.of(Value.Int.of(index + 1));
            case "index0" -> Optional.of(Value.Int.of(index));
            case "revindex" -> Optional.of(Value.Int.of(count() - index));
            case "revindex0" -> Optional.of(Value.Int.of(count() - index - 1));
            case "first" -> Optional.of(Value.Bool.of(index == 0));
            case "last" -> Optional.of(Value.Bool.of(peek().isEmpty()));
            case "length" -> Optional.of(Value.Int.of(count()));
            case "depth" -> Optional.of(Value.Int.of(depth + 1L));
            case "depth0" -> Optional.of(Value.Int.of(depth));
            case "previtem" -> Optional.of(index == 0 ? Undefined.because("there is no previous item") : before.orElseThrow());
            case "nextitem" -> Optional.of(peek().orElseGet(() -> Undefined.because("there is no next item")));
            case "cycle" -> Optional.of(new Method(name, (_, arguments) -> cycle(arguments)));
            case "changed" -> Optional.of(new Method(name, this::changed));
            default -> Optional.empty();
        };
    }

    private Value cycle(Arguments arguments) throws TemplateException {
        arguments.unnamed("LoopContext.cycle");
        if (arguments.positional().isEmpty()) {
            throw TemplateException.typeError("no items for cycling given");
        }
        return arguments.positional().get((int) (index % arguments.positional().size()));
    }

    private Value changed(Runtime runtime, Arguments arguments) throws TemplateException {
        arguments.unnamed("LoopContext.changed");
        Value now = Value.Items.tuple(List.copyOf(arguments.positional()));
        boolean same = changed.isPresent() && Equality.equal(changed.get(), now, runtime.budget());
        changed = Optional.of(now);
        return Value.Bool.of(!same);
    }

    @Override
    public Value call(Runtime runtime, Arguments arguments) throws TemplateException {
        if (arguments.positional().size() != 1 || !arguments.named().isEmpty()) {
            throw TemplateException.typeError("loop() takes 1 argument, an iterable");
        }
        if (recursion.isEmpty()) {
            throw TemplateException.typeError("The loop must have the 'recursive' marker to be called recursively.");
        }
        return recursion.get().render(arguments.positional().getFirst(), depth + 1);
    }
}
