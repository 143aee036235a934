package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.syntax.Expression;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Generator;
import dev.credence.inference.language.template.value.Span;
import dev.credence.inference.language.template.value.Special;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.util.List;
import java.util.Set;

/// Which expressions Jinja2 evaluates when it compiles a template, with another rule for slices than at run time.
///
/// Source: Jinja2 3.1, `as_const` in `jinja2/nodes.py`, `has_safe_repr` in `jinja2/compiler.py`.
final class Constants {
    /// Filters that see the template's variables.
    private static final Set<String> CONTEXT = Set.of("map", "select", "reject", "selectattr", "rejectattr", "random");

    private Constants() {}

    /// Whether this kind of expression, whatever its operands, has no value before run time.
    static boolean isOpen(Expression expression) {
        return switch (expression) {
            case Expression.Name _, Expression.Call _ -> true;
            case Expression.Filter filter -> CONTEXT.contains(filter.name());
            case Expression.Literal _, Expression.Text _, Expression.Whole _, Expression.Fraction _, Expression.ListOf _,
                    Expression.TupleOf _, Expression.DictOf _, Expression.Attribute _, Expression.Item _, Expression.Slice _,
                    Expression.Test _, Expression.Unary _, Expression.Not _, Expression.And _, Expression.Or _,
                    Expression.Arithmetic _, Expression.Concatenation _, Expression.Compare _, Expression.Conditional _ -> false;
        };
    }

    /// Whether the compiler puts such a value into the expression's place.
    static boolean isKept(Value value) {
        return switch (value) {
            case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Text _, Span _ -> true;
            case Value.Items(List<Value> values, _, List<String> fields) -> fields.isEmpty() && values.stream().allMatch(Constants::isKept);
            case Dict dict -> dict.keys().stream().allMatch(Constants::isKept) && dict.values().stream().allMatch(Constants::isKept);
            case Value.View _, Generator _, Undefined _, Special _ -> false;
        };
    }
}
