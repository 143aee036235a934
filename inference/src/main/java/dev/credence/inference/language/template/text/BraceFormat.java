package dev.credence.inference.language.template.text;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Python's `str.format`: fields `{name!conversion:spec}`, with fields inside a spec.
///
/// Source: The Python Standard Library, "Format String Syntax".
public final class BraceFormat {
    /// Finds the value of a field's name, such as `0.attribute[key]`.
    @FunctionalInterface
    public interface Lookup {
        Value find(String first, List<Step> rest) throws TemplateException;
    }

    /// `.name` or `[name]` behind a field's first name.
    public record Step(boolean attribute, String name) {}

    private final String format;
    private final Lookup lookup;
    private final Budget budget;
    private int automatic;
    private boolean numbered;

    private BraceFormat(String format, Lookup lookup, Budget budget) {
        this.format = format;
        this.lookup = lookup;
        this.budget = budget;
    }

    public static String format(String format, Lookup lookup, Budget budget) throws TemplateException {
        BraceFormat run = new BraceFormat(format, lookup, budget);
        return run.expand(format, 2);
    }

    private String expand(String text, int depth) throws TemplateException {
        if (depth < 0) {
            throw TemplateException.valueError("Max string recursion exceeded");
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '}') {
                if (at >= text.length() || text.charAt(at) != '}') {
                    throw TemplateException.valueError("Single '}' encountered in format string");
                }
                at++;
                out.append('}');
            } else if (c != '{') {
                out.append(c);
            } else if (at < text.length() && text.charAt(at) == '{') {
                at++;
                out.append('{');
            } else {
                int close = closing(text, at);
                out.append(field(text.substring(at, close), depth));
                budget.text(out.length());
                at = close + 1;
            }
        }
        return out.toString();
    }

    private static int closing(String text, int from) throws TemplateException {
        int open = 1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '[') {
                // A bracket hides braces up to its end.
                int end = text.indexOf(']', at);
                at = end < 0 ? at : end;
            } else if (c == '{') {
                open++;
            } else if (c == '}' && --open == 0) {
                return at;
            }
        }
        throw TemplateException.valueError(
                from >= text.length() ? "Single '{' encountered in format string" : "expected '}' before end of string");
    }

    private String field(String field, int depth) throws TemplateException {
        int end = nameEnd(field);
        String name = field.substring(0, end);
        String rest = field.substring(end);
        char conversion = 0;
        if (rest.startsWith("!")) {
            if (rest.length() < 2 || (rest.length() > 2 && rest.charAt(2) != ':')) {
                throw TemplateException.valueError("expected ':' after conversion specifier");
            }
            conversion = rest.charAt(1);
            rest = rest.substring(2);
        }
        Value value = find(name);
        String spec = rest.isEmpty() ? "" : expand(rest.substring(1), depth - 1);
        value = switch (conversion) {
            case 0 -> value;
            case 's' -> dev.credence.inference.language.template.value.Text.of(Repr.string(value, budget));
            case 'r' -> dev.credence.inference.language.template.value.Text.of(Repr.of(value, budget));
            default -> throw TemplateException.valueError("Unknown conversion specifier '" + conversion + "'");
        };
        return FormatSpec.format(value, spec, budget);
    }

    private static int nameEnd(String field) {
        for (int at = 0; at < field.length(); at++) {
            char c = field.charAt(at);
            if (c == '[') {
                int end = field.indexOf(']', at);
                at = end < 0 ? at : end;
            } else if (c == '!' || c == ':') {
                return at;
            }
        }
        return field.length();
    }

    private Value find(String name) throws TemplateException {
        int at = 0;
        while (at < name.length() && name.charAt(at) != '.' && name.charAt(at) != '[') {
            at++;
        }
        String first = name.substring(0, at);
        boolean digits = !first.isEmpty() && first.chars().allMatch(c -> c >= '0' && c <= '9');
        if (first.isEmpty()) {
            if (numbered) {
                throw TemplateException.valueError(
                        "cannot switch from manual field specification to automatic field numbering");
            }
            first = Integer.toString(automatic++);
        } else if (digits) {
            if (automatic > 0) {
                throw TemplateException.valueError(
                        "cannot switch from automatic field numbering to manual field specification");
            }
            numbered = true;
        }
        return lookup.find(first, steps(name, at));
    }

    private static List<Step> steps(String name, int from) throws TemplateException {
        List<Step> steps = new ArrayList<>();
        int at = from;
        while (at < name.length()) {
            if (name.charAt(at) == '[') {
                int end = name.indexOf(']', at);
                if (end < 0) {
                    throw TemplateException.valueError("Missing ']' in format string");
                }
                steps.add(new Step(false, name.substring(at + 1, end)));
                at = end + 1;
                continue;
            }
            if (name.charAt(at) != '.') {
                throw TemplateException.valueError("Only '.' or '[' may follow ']' in format field specifier");
            }
            int end = at + 1;
            while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
                end++;
            }
            if (end == at + 1) {
                throw TemplateException.valueError("Empty attribute in format string");
            }
            steps.add(new Step(true, name.substring(at + 1, end)));
            at = end;
        }
        return steps;
    }
}
