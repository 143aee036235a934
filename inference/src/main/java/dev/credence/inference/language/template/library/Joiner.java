package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Value;
import java.util.Optional;

/// Jinja2's `joiner(…)`: nothing at the first call, its separator afterwards.
final class Joiner implements Invocable {
    private static final Signature NOTHING = Signature.of("Joiner", 0);

    private final Value separator;
    private boolean used;

    Joiner(Value separator) {
        this.separator = separator;
    }

    @Override
    public String typeName() {
        return "Joiner";
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
    public Optional<Value> attribute(String name) {
        return switch (name) {
            case "sep" -> Optional.of(separator);
            case "used" -> Optional.of(Value.Bool.of(used));
            default -> Optional.empty();
        };
    }

    @Override
    public Value call(Runtime runtime, Arguments arguments) throws TemplateException {
        NOTHING.bind(arguments);
        Value out = used ? separator : Text.EMPTY;
        used = true;
        return out;
    }
}
