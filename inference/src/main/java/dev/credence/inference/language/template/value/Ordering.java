package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.util.ArrayList;
import java.util.List;

/// Python's `<`, `<=`, `>`, `>=`, and its stable sort.
public final class Ordering {
    private Ordering() {}

    public enum Sign {
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        boolean holds(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }
    }

    public static boolean holds(Sign sign, Value a, Value b, Budget budget) throws TemplateException {
        budget.step();
        if (a instanceof Undefined missing) {
            throw missing.failure();
        }
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.isNan(a) || Numbers.isNan(b) ? false : sign.holds(Numbers.compare(a, b));
        }
        if (a instanceof Text(String text, _) && b instanceof Text(String other, _)) {
            return sign.holds(compare(text, other));
        }
        if (a instanceof Value.Items(List<Value> values, boolean fixed, _)
                && b instanceof Value.Items(List<Value> others, boolean otherFixed, _)
                && fixed == otherFixed) {
            return holds(sign, values, others, budget);
        }
        if (b instanceof Undefined missing) {
            throw missing.failure();
        }
        if (a instanceof Value.View && b instanceof Value.View) {
            throw TemplateException.unsupported("the comparison of views of a dict");
        }
        throw TemplateException.typeError("'" + sign.text + "' not supported between instances of '" + a.type() + "' and '"
                + b.type() + "'");
    }

    // The first unequal elements decide, or the lengths.
    private static boolean holds(Sign sign, List<Value> values, List<Value> others, Budget budget) throws TemplateException {
        budget.enter();
        int common = Math.min(values.size(), others.size());
        for (int i = 0; i < common; i++) {
            Value a = values.get(i);
            Value b = others.get(i);
            if (a != b && !Equality.equal(a, b, budget)) {
                boolean held = holds(sign, a, b, budget);
                budget.leave();
                return held;
            }
        }
        budget.leave();
        return sign.holds(Integer.compare(values.size(), others.size()));
    }

    /// By code points: UTF-16 units order characters beyond U+FFFF otherwise.
    static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean wideX = Character.isSurrogate(x);
                boolean wideY = Character.isSurrogate(y);
                return wideX == wideY ? Character.compare(x, y) : wideX ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /// The indices of `keys` in ascending order; equal keys keep theirs.
    public static List<Integer> sorted(List<Value> keys, Budget budget) throws TemplateException {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            order.add(i);
        }
        return sorted(order, keys, budget);
    }

    private static List<Integer> sorted(List<Integer> part, List<Value> keys, Budget budget) throws TemplateException {
        if (part.size() < 2) {
            return part;
        }
        int middle = part.size() / 2;
        List<Integer> left = sorted(part.subList(0, middle), keys, budget);
        List<Integer> right = sorted(part.subList(middle, part.size()), keys, budget);
        List<Integer> merged = new ArrayList<>(part.size());
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            boolean takeRight = holds(Sign.LESS, keys.get(right.get(r)), keys.get(left.get(l)), budget);
            merged.add(takeRight ? right.get(r++) : left.get(l++));
        }
        merged.addAll(left.subList(l, left.size()));
        merged.addAll(right.subList(r, right.size()));
        return merged;
    }
}
