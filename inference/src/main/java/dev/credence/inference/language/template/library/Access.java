package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Generator;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Span;
import dev.credence.inference.language.template.value.Special;
import dev.credence.inference.language.template.value.Subscript;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `object.name` and `object[key]` in Jinja2's immutable sandbox: the first asks attributes before items, the second
/// items before attributes; what begins with an underscore and what would change a list or dict is hidden.
///
/// Source: Jinja2 3.1, `jinja2/sandbox.py`.
public final class Access {
    private static final Set<String> EVERY_OBJECT_HAS = Set.of(
            "__class__", "__doc__", "__init__", "__new__", "__repr__", "__str__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__",
            "__ge__", "__hash__", "__dir__", "__format__", "__getattribute__", "__setattr__", "__delattr__", "__reduce__",
            "__reduce_ex__", "__sizeof__", "__subclasshook__", "__init_subclass__");

    private Access() {}

    public static Value attribute(Value object, String name, Budget budget) throws TemplateException {
        if (object instanceof Undefined && EVERY_OBJECT_HAS.contains(name)) {
            return Undefined.hidden(object, name);
        }
        defined(object);
        Optional<Value> attribute = own(object, name);
        if (attribute.isPresent()) {
            return safe(object, name, attribute.get());
        }
        return Subscript.item(object, Text.of(name), budget).orElseGet(() -> Undefined.attribute(object, name));
    }

    public static Value item(Value object, Value key, Budget budget) throws TemplateException {
        defined(object);
        Optional<Value> item = Subscript.item(object, key, budget);
        if (item.isPresent()) {
            return item.get();
        }
        if (key instanceof Text(String name, _)) {
            Optional<Value> attribute = own(object, name);
            return attribute.isPresent() ? safe(object, name, attribute.get()) : Undefined.attribute(object, name);
        }
        return Undefined.element(object, Repr.of(key, budget));
    }

    /// The filter `attr`: attributes only.
    static Value only(Value object, String name) throws TemplateException {
        defined(object);
        Optional<Value> attribute = own(object, name);
        return attribute.isPresent() ? safe(object, name, attribute.get()) : Undefined.attribute(object, name);
    }

    private static void defined(Value object) throws TemplateException {
        if (object instanceof Undefined missing) {
            throw missing.failure();
        }
    }

    private static Value safe(Value object, String name, Value attribute) {
        boolean changes = object instanceof Dict ? DictMethods.CHANGING.contains(name)
                : object instanceof Value.Items(_, boolean fixed, _) && !fixed && ListMethods.CHANGING.contains(name);
        return name.startsWith("_") || changes ? Undefined.hidden(object, name) : attribute;
    }

    // What Python's getattr finds, hidden things included.
    private static Optional<Value> own(Value object, String name) throws TemplateException {
        if (EVERY_OBJECT_HAS.contains(name) && !(object instanceof Namespace && !name.equals("__class__"))) {
            return Optional.of(Value.None.NONE);
        }
        return switch (object) {
            case Text text -> TextMethods.find(text, name);
            case Dict dict -> DictMethods.find(dict, name);
            case Value.Items items -> ListMethods.find(items, name);
            case Special special -> special.attribute(name);
            case Span span -> switch (name) {
                case "start" -> Optional.of(Value.Int.of(span.start()));
                case "stop" -> Optional.of(Value.Int.of(span.stop()));
                case "step" -> Optional.of(Value.Int.of(span.step()));
                case "count", "index" -> refused(object, name);
                default -> Optional.empty();
            };
            case Value.Int _, Value.Bool _ -> refusedOf(object, name, List.of("bit_count", "bit_length", "conjugate", "denominator", "imag", "numerator", "real", "as_integer_ratio", "to_bytes", "from_bytes"));
            case Value.Real _ -> refusedOf(object, name, List.of("as_integer_ratio", "conjugate", "fromhex", "hex", "imag", "is_integer", "real"));
            case Value.View _ -> refusedOf(object, name, List.of("isdisjoint", "mapping"));
            case Generator _ -> refusedOf(object, name, List.of("close", "send", "throw"));
            case Value.None _, Undefined _ -> Optional.empty();
        };
    }

    private static Optional<Value> refusedOf(Value object, String name, List<String> names) {
        return names.contains(name) ? refused(object, name) : Optional.empty();
    }

    // Refused when it is called, so that a mere question for it has Python's answer.
    static Optional<Value> refused(Value object, String name) {
        return Optional.of(new Method(name, (_, _) -> {
            throw TemplateException.unsupported("the method " + object.type() + "." + name);
        }));
    }
}
