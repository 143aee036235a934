package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Python's `str` and `repr`.
public final class Repr {
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();

    private Repr(Budget budget) {
        this.budget = budget;
    }

    /// What is printed: a text itself, everything else as `repr` has it.
    public static String string(Value value, Budget budget) throws TemplateException {
        return switch (value) {
            case Text(String text, _) -> text;
            case Undefined _ -> "";
            case Value.None _, Value.Bool _, Value.Int _, Value.Real _, Value.Items _, Dict _, Value.View _, Span _, Generator _, Special _ ->
                of(value, budget);
        };
    }

    public static String of(Value value, Budget budget) throws TemplateException {
        Repr repr = new Repr(budget);
        repr.write(value);
        return repr.out.toString();
    }

    private void write(Value value) throws TemplateException {
        budget.enter();
        int before = out.length();
        switch (value) {
            case Value.None _ -> out.append("None");
            case Value.Bool(boolean set) -> out.append(set ? "True" : "False");
            case Value.Int(var number) -> out.append(number);
            case Value.Real(double number) -> out.append(real(number));
            case Text(String text, boolean markup) -> out.append(markup ? "Markup(" + quoted(text) + ")" : quoted(text));
            case Value.Items(List<Value> values, boolean fixed, _) -> items(values, fixed);
            case Dict dict -> dict(dict);
            case Value.View view -> {
                out.append(view.type()).append('(');
                items(view.members(), false);
                out.append(')');
            }
            case Span(long start, long stop, long step) ->
                out.append("range(").append(start).append(", ").append(stop).append(step == 1 ? "" : ", " + step).append(')');
            case Undefined _ -> out.append("Undefined");
            case Generator generator -> throw address(generator);
            case Special special -> {
                Optional<String> shown = special.shown(budget);
                if (shown.isEmpty()) {
                    throw address(special);
                }
                out.append(shown.get());
            }
        }
        budget.text(Math.max(0, out.length() - before));
        budget.leave();
    }

    private static TemplateException address(Value value) {
        return TemplateException.unsupported("the printed form of a " + value.type() + ", which holds an address");
    }

    private void items(List<Value> values, boolean fixed) throws TemplateException {
        out.append(fixed ? '(' : '[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            write(values.get(i));
        }
        out.append(fixed ? values.size() == 1 ? ",)" : ")" : "]");
    }

    private void dict(Dict dict) throws TemplateException {
        out.append('{');
        String between = "";
        for (Map.Entry<Key, Value> entry : dict.entries().entrySet()) {
            out.append(between);
            write(entry.getKey().value());
            out.append(": ");
            write(entry.getValue());
            between = ", ";
        }
        out.append('}');
    }

    /// A Python literal of a text: single quotes unless it holds one and no double quote.
    public static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (point == quote) {
                        out.append('\\').append(quote);
                    } else if (printable(point)) {
                        out.appendCodePoint(point);
                    } else {
                        out.append(String.format(point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x", point));
                    }
                }
            }
        });
        return out.append(quote).toString();
    }

    static boolean printable(int point) {
        if (point == ' ') {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /// The shortest decimal that gives the double back, laid out as Python does.
    public static String real(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        String sign = Double.doubleToRawLongBits(number) < 0 ? "-" : "";
        if (number == 0) {
            return sign + "0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        if (point > 16 || point < -3) {
            int exponent = point - 1;
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = shortest.toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }
}
