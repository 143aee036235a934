package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.value.Special;
import dev.credence.inference.language.template.value.Value;
import java.util.List;
import java.util.Optional;

/// Jinja2's `cycler(…)`: its items one after another, round and round.
final class Cycler implements Special {
    private static final Signature NOTHING = Signature.of("Cycler", 0);

    private final List<Value> items;
    private int at;

    Cycler(List<Value> items) {
        this.items = items;
    }

    @Override
    public String typeName() {
        return "Cycler";
    }

    @Override
    public String module() {
        return "jinja2.utils.";
    }

    @Override
    public Optional<String> shown(Budget budget) {
        return Optional.empty();
    }

    @Override
    public boolean callable() {
        return false;
    }

    @Override
    public Optional<Value> attribute(String name) {
        return switch (name) {
            case "items" -> Optional.of(Value.Items.tuple(items));
            case "pos" -> Optional.of(Value.Int.of(at));
            case "current" -> Optional.of(items.get(at));
            case "next" -> Optional.of(new Method(name, (_, arguments) -> {
                NOTHING.bind(arguments);
                Value current = items.get(at);
                at = (at + 1) % items.size();
                return current;
            }));
            case "reset" -> Optional.of(new Method(name, (_, arguments) -> {
                NOTHING.bind(arguments);
                at = 0;
                return Value.None.NONE;
            }));
            default -> Optional.empty();
        };
    }
}
