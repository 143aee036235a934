package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.TemplateException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// A value of a template: the Python objects that Jinja2 would have, each unchangeable except where said.
public sealed interface Value permits Value.None, Value.Bool, Value.Int, Value.Real, Text, Value.Items, Dict, Value.View, Span, Generator, Undefined, Special {

    /// Python's `None`.
    enum None implements Value {
        NONE
    }

    record Bool(boolean value) implements Value {
        public static final Bool TRUE = new Bool(true);
        public static final Bool FALSE = new Bool(false);

        public static Bool of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /// An integer of any size that a `Budget` lets pass.
    record Int(BigInteger value) implements Value {
        public static Int of(long value) {
            return new Int(BigInteger.valueOf(value));
        }
    }

    /// Python's `float`.
    record Real(double value) implements Value {}

    /// A list, or a tuple where `fixed`. Compared by `Equality`, never by `equals`.
    ///
    /// @param fields the names of a named tuple's places; empty for everything else
    record Items(List<Value> values, boolean fixed, List<String> fields) implements Value {
        public static final Items EMPTY = list(List.of());

        public static Items list(List<Value> values) {
            return new Items(values, false, List.of());
        }

        public static Items tuple(List<Value> values) {
            return new Items(values, true, List.of());
        }

        public static Items tuple(Value... values) {
            return tuple(List.of(values));
        }
    }

    /// What `keys`, `values` and `items` of a dict give.
    record View(Part part, Dict dict) implements Value {
        public enum Part {
            KEYS("dict_keys"),
            VALUES("dict_values"),
            ITEMS("dict_items");

            private final String type;

            Part(String type) {
                this.type = type;
            }
        }

        List<Value> members() {
            return switch (part) {
                case KEYS -> dict.keys();
                case VALUES -> dict.values();
                case ITEMS -> dict.pairs();
            };
        }
    }

    /// The name of the value's class in Python, as its errors use it.
    default String type() {
        return switch (this) {
            case None _ -> "NoneType";
            case Bool _ -> "bool";
            case Int _ -> "int";
            case Real _ -> "float";
            case Text(_, boolean markup) -> markup ? "Markup" : "str";
            case Items(_, boolean fixed, List<String> fields) -> fields.isEmpty() ? fixed ? "tuple" : "list" : "_GroupTuple";
            case Dict _ -> "dict";
            case View(View.Part part, _) -> part.type;
            case Span _ -> "range";
            case Generator generator -> generator.name();
            case Undefined _ -> "Undefined";
            case Special special -> special.typeName();
        };
    }

    /// The elements, one after another, or nothing where Python would say that the object is not iterable.
    default Optional<Source> iterated() {
        return switch (this) {
            case None _, Bool _, Int _, Real _ -> Optional.empty();
            case Text text -> Optional.of(text.characters());
            case Items(List<Value> values, _, _) -> Optional.of(Source.of(values));
            case Dict dict -> Optional.of(Source.of(dict.keys()));
            case View view -> Optional.of(Source.of(view.members()));
            case Span span -> Optional.of(span.source());
            case Generator generator -> Optional.of(generator.source());
            case Undefined _ -> Optional.of(Source.of(List.of()));
            case Special special -> special.source();
        };
    }

    /// The elements; a value without any is a TypeError.
    default Source elements() throws TemplateException {
        Optional<Source> source = iterated();
        if (source.isEmpty()) {
            throw TemplateException.typeError("'" + type() + "' object is not iterable");
        }
        return source.get();
    }
}
