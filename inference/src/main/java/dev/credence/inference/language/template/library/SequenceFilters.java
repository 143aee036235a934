package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Arithmetic;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Generator;
import dev.credence.inference.language.template.value.Source;
import dev.credence.inference.language.template.value.Span;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Truth;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Filters on sequences and mappings.
final class SequenceFilters {
    private SequenceFilters() {}

    static void register(Map<String, Runtime.Filter> all) {
        all.put("length", Filters.plain("len", (_, value, _) -> Value.Int.of(Truth.lengthOrFail(value))));
        all.put("count", Filters.plain("len", (_, value, _) -> Value.Int.of(Truth.lengthOrFail(value))));
        all.put("list", Filters.plain("do_list", (runtime, value, _) -> Value.Items.list(value.elements().drain(runtime.budget()))));
        all.put("first", Filters.plain("do_first", (_, value, _) ->
                value.elements().next().orElseGet(() -> Undefined.because("No first item, sequence was empty."))));
        all.put("last", Filters.plain("do_last", SequenceFilters::last));
        all.put("reverse", Filters.plain("do_reverse", SequenceFilters::reverse));
        all.put("items", Filters.plain("do_items", (runtime, value, _) -> items(runtime, value)));
        all.put("join", SequenceFilters::join);
        all.put("batch", SequenceFilters::batch);
        all.put("slice", SequenceFilters::slice);
        all.put("sum", SequenceFilters::sum);
        all.put("default", SequenceFilters::orDefault);
        all.put("d", SequenceFilters::orDefault);
        all.put("attr", (runtime, value, arguments) -> Access.only(
                value, TextMethods.string("attribute name", Signature.of("do_attr", 1, "name").bind(arguments).required(0))));
    }

    private static Value orDefault(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_default", 0, "default_value", "boolean").bind(arguments);
        boolean replaced = value instanceof Undefined || (bound.flag(1) && !Truth.of(value));
        return replaced ? bound.optional(0).orElse(Text.EMPTY) : value;
    }

    // Python's reversed(): sequences, dicts and their views.
    private static Optional<List<Value>> reversed(Runtime runtime, Value value) throws TemplateException {
        return switch (value) {
            case Text _, Value.Items _, Dict _, Value.View _, Span _ -> {
                List<Value> all = new ArrayList<>(value.elements().drain(runtime.budget()));
                Collections.reverse(all);
                yield Optional.of(all);
            }
            // It has a length of 0 but its items cannot be asked for: reversed() makes an empty iterator.
            case Undefined _ -> Optional.of(List.of());
            case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Generator _,
                    dev.credence.inference.language.template.value.Special _ -> Optional.empty();
        };
    }

    private static Value last(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Optional<List<Value>> all = reversed(runtime, value);
        if (all.isEmpty()) {
            throw TemplateException.typeError("'" + value.type() + "' object is not reversible");
        }
        if (all.get().isEmpty()) {
            return Undefined.because("No last item, sequence was empty.");
        }
        // Python reverses a text by index, which keeps markup; its first character is one of an iteration, which does not.
        return value instanceof Text text && all.get().getFirst() instanceof Text(String character, _)
                ? text.with(character)
                : all.get().getFirst();
    }

    private static Value reverse(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        if (value instanceof Text text) {
            runtime.budget().text(text.value().length());
            return text.with(new StringBuilder(text.value()).reverse().toString());
        }
        Optional<List<Value>> all = reversed(runtime, value);
        if (all.isPresent()) {
            String name = switch (value) {
                case Value.Items(_, boolean fixed, _) -> fixed ? "reversed" : "list_reverseiterator";
                case Dict _ -> "dict_reversekeyiterator";
                case Span _ -> "range_iterator";
                case Value.View _ -> "dict_reverseiterator";
                case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Text _, Generator _, Undefined _,
                        dev.credence.inference.language.template.value.Special _ -> "reversed";
            };
            return new Generator(name, Source.of(all.get()));
        }
        if (value.iterated().isEmpty()) {
            throw TemplateException.failed("FilterArgumentError", "argument must be iterable");
        }
        List<Value> drained = value.elements().drain(runtime.budget());
        Collections.reverse(drained);
        return Value.Items.list(drained);
    }

    // A generator: what is wrong with its subject shows when it is read.
    private static Value items(Runtime runtime, Value value) {
        return lazily(() -> {
            if (value instanceof Undefined) {
                return Source.of(List.of());
            }
            if (!(value instanceof Dict dict)) {
                throw TemplateException.typeError("Can only get item pairs from a mapping.");
            }
            return Source.of(dict.pairs());
        });
    }

    /// What makes a source when its first element is asked for.
    @FunctionalInterface
    interface Start {
        Source begin() throws TemplateException;
    }

    static Generator lazily(Start start) {
        Source[] begun = new Source[1];
        return new Generator(() -> {
            if (begun[0] == null) {
                begun[0] = start.begin();
            }
            return begun[0].next();
        });
    }

    private static Value join(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_join", 0, "d", "attribute").bind(arguments);
        String between = bound.optional(0).isPresent() ? runtime.string(bound.required(0)) : "";
        Optional<Value> attribute = bound.some(1);
        List<String> parts = new ArrayList<>();
        Attributes path = attribute.isPresent() ? Attributes.of(attribute.get()) : Attributes.NONE;
        Source source = value.elements();
        long length = 0;
        for (Optional<Value> each = source.next(); each.isPresent(); each = source.next()) {
            runtime.budget().step();
            parts.add(runtime.string(path.of(runtime, each.get())));
            length += parts.getLast().length() + between.length();
        }
        runtime.budget().text(length);
        return Text.of(String.join(between, parts));
    }

    private static Value batch(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_batch", 1, "linecount", "fill_with").bind(arguments);
        Value wanted = bound.required(0);
        Optional<Value> fill = bound.some(1);
        return lazily(() -> {
            List<Value> all = value.elements().drain(runtime.budget());
            List<Value> rows = new ArrayList<>();
            if (!dev.credence.inference.language.template.value.Numbers.isNumber(wanted)) {
                throw TemplateException.unsupported("the filter batch with a " + wanted.type());
            }
            double width = dev.credence.inference.language.template.value.Numbers.real(wanted);
            List<Value> row = new ArrayList<>();
            for (Value each : all) {
                if (row.size() == width) {
                    rows.add(Value.Items.list(row));
                    row = new ArrayList<>();
                }
                row.add(each);
            }
            if (!row.isEmpty()) {
                if (fill.isPresent() && width > row.size()) {
                    runtime.budget().spend((long) width);
                    while (row.size() < width) {
                        row.add(fill.get());
                    }
                }
                rows.add(Value.Items.list(row));
            }
            return Source.of(rows);
        });
    }

    private static Value slice(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_slice", 1, "slices", "fill_with").bind(arguments);
        Optional<Value> fill = bound.some(1);
        return lazily(() -> {
            List<Value> all = value.elements().drain(runtime.budget());
            long slices = TextMethods.integer(bound.required(0));
            if (slices == 0) {
                throw TemplateException.failed("ZeroDivisionError", "integer division or modulo by zero");
            }
            if (slices < 0) {
                return Source.of(List.of());
            }
            runtime.budget().spend(slices);
            long each = all.size() / slices;
            long more = all.size() % slices;
            List<Value> columns = new ArrayList<>();
            int at = 0;
            for (long i = 0; i < slices; i++) {
                int end = (int) (at + each + (i < more ? 1 : 0));
                List<Value> column = new ArrayList<>(all.subList(at, end));
                if (fill.isPresent() && i >= more) {
                    column.add(fill.get());
                }
                columns.add(Value.Items.list(column));
                at = end;
            }
            return Source.of(columns);
        });
    }

    private static Value sum(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_sum", 0, "attribute", "start").bind(arguments);
        Attributes path = bound.some(0).isPresent() ? Attributes.of(bound.required(0)) : Attributes.NONE;
        Value total = bound.optional(1).orElse(Value.Int.of(0));
        if (total instanceof Text) {
            throw TemplateException.typeError("sum() can't sum strings [use ''.join(seq) instead]");
        }
        Source source = value.elements();
        for (Optional<Value> each = source.next(); each.isPresent(); each = source.next()) {
            runtime.budget().step();
            total = Arithmetic.add(total, path.of(runtime, each.get()), runtime.budget());
        }
        return total;
    }
}
