package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.TemplateException;

/// Jinja2's default `Undefined`: prints as nothing, is false and empty, and fails with its sentence at anything else.
///
/// @param sentence what is missing
/// @param unsafe   whether it stands for something that the sandbox hides
public record Undefined(String sentence, boolean unsafe) implements Value {

    /// A name that nothing is bound to.
    public static Undefined name(String name) {
        return new Undefined(Repr.quoted(name) + " is undefined", false);
    }

    public static Undefined because(String sentence) {
        return new Undefined(sentence, false);
    }

    /// An attribute or string key that `object` has not.
    public static Undefined attribute(Value object, String name) {
        return new Undefined(Repr.quoted(described(object)) + " has no attribute " + Repr.quoted(name), false);
    }

    /// A key that is no string, shown by `key`.
    public static Undefined element(Value object, String key) {
        return new Undefined(described(object) + " has no element " + key, false);
    }

    /// An attribute that the sandbox hides.
    public static Undefined hidden(Value object, String name) {
        return new Undefined(
                "access to attribute " + Repr.quoted(name) + " of " + Repr.quoted(object.type()) + " object is unsafe.", true);
    }

    private static String described(Value object) {
        return switch (object) {
            case Value.None _ -> "None";
            case Text(_, boolean markup) -> markup ? "markupsafe.Markup object" : "str object";
            case Special special -> special.module() + special.typeName() + " object";
            case Value.Items(_, _, var fields) -> (fields.isEmpty() ? "" : "jinja2.filters.") + object.type() + " object";
            case Value.Bool _, Value.Int _, Value.Real _, Dict _, Value.View _, Span _, Generator _, Undefined _ ->
                object.type() + " object";
        };
    }

    public TemplateException failure() {
        return TemplateException.failed(unsafe ? "SecurityError" : "UndefinedError", sentence);
    }
}
