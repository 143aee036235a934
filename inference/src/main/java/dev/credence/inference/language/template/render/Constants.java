package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.syntax.Expression;
import dev.credence.inference.language.template.syntax.Node;
import java.util.Set;

/// Which expressions Jinja2 evaluates when it compiles a template, with another rule for slices than at run time.
final class Constants {
    /// Filters that see the template's variables.
    private static final Set<String> CONTEXT = Set.of("map", "select", "reject", "selectattr", "rejectattr", "random");

    private Constants() {}

    /// Whether nothing in it depends on a variable.
    static boolean isConstant(Expression expression) {
        boolean open =
                switch (expression) {
                    case Expression.Name _, Expression.Call _ -> true;
                    case Expression.Filter filter -> CONTEXT.contains(filter.name());
                    case Expression.Literal _, Expression.Text _, Expression.Whole _, Expression.Fraction _, Expression.ListOf _,
                            Expression.TupleOf _, Expression.DictOf _, Expression.Attribute _, Expression.Item _, Expression.Slice _,
                            Expression.Test _, Expression.Unary _, Expression.Not _, Expression.And _, Expression.Or _,
                            Expression.Arithmetic _, Expression.Concatenation _, Expression.Compare _, Expression.Conditional _ -> false;
                };
        if (open) {
            return false;
        }
        for (Node child : expression.children()) {
            if (child instanceof Expression inner && !isConstant(inner)) {
                return false;
            }
        }
        return true;
    }
}
