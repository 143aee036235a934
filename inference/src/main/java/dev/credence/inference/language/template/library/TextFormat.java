package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.text.BraceFormat;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// `str.format` and `str.format_map`, whose fields see attributes as the sandbox shows them.
final class TextFormat {
    private TextFormat() {}

    private static void refuseMarkup(Text text) throws TemplateException {
        if (text.markup()) {
            throw TemplateException.unsupported("the method Markup.format");
        }
    }

    static Value format(Runtime runtime, Text text, Arguments arguments) throws TemplateException {
        refuseMarkup(text);
        return Text.of(BraceFormat.format(
                text.value(),
                (first, rest) -> {
                    Value value;
                    if (isNumber(first)) {
                        if (first.length() > 9 || Integer.parseInt(first) >= arguments.positional().size()) {
                            throw TemplateException.failed(
                                    "IndexError", "tuple index out of range");
                        }
                        value = arguments.positional().get(Integer.parseInt(first));
                    } else if (arguments.named().containsKey(first)) {
                        value = arguments.named().get(first);
                    } else {
                        throw TemplateException.failed("KeyError", Repr.quoted(first));
                    }
                    return follow(runtime, value, rest);
                },
                runtime.budget()));
    }

    static Value formatMap(Runtime runtime, Text text, Arguments arguments) throws TemplateException {
        refuseMarkup(text);
        if (arguments.positional().size() != 1 || !(arguments.positional().getFirst() instanceof Dict mapping)) {
            throw TemplateException.typeError("format_map() takes exactly one argument, a mapping");
        }
        return Text.of(BraceFormat.format(
                text.value(),
                (first, rest) -> {
                    Optional<Value> value = isNumber(first) ? Optional.empty() : mapping.get(first);
                    if (value.isEmpty()) {
                        throw TemplateException.failed("KeyError", Repr.quoted(first));
                    }
                    return follow(runtime, value.get(), rest);
                },
                runtime.budget()));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Value follow(Runtime runtime, Value start, List<BraceFormat.Step> steps) throws TemplateException {
        Value value = start;
        for (BraceFormat.Step step : steps) {
            Value key = isNumber(step.name()) ? new Value.Int(new BigInteger(step.name())) : Text.of(step.name());
            value = step.attribute()
                    ? Access.attribute(value, step.name(), runtime.budget())
                    : Access.item(value, key, runtime.budget());
        }
        return value;
    }
}
