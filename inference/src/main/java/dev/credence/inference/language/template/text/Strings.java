package dev.credence.inference.language.template.text;

import dev.credence.inference.language.template.syntax.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/// Python's string methods where Java's differ: white space, splitting, casing.
public final class Strings {
    private Strings() {}

    /// Which ends are meant.
    public enum Side {
        LEFT,
        RIGHT,
        BOTH
    }

    public static String strip(String text, Side side, IntPredicate dropped) {
        int from = 0;
        int to = text.length();
        if (side != Side.RIGHT) {
            while (from < to && dropped.test(text.codePointAt(from))) {
                from += Character.charCount(text.codePointAt(from));
            }
        }
        if (side != Side.LEFT) {
            while (to > from && dropped.test(text.codePointBefore(to))) {
                to -= Character.charCount(text.codePointBefore(to));
            }
        }
        return text.substring(from, to);
    }

    public static String strip(String text) {
        return strip(text, Side.BOTH, WhiteSpace::is);
    }

    /// Parts between runs of white space; none of them is empty.
    ///
    /// @param most splits at most; below 0: no bound
    public static List<String> words(String text, long most) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < text.length() && WhiteSpace.is(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return parts;
            }
            if (most >= 0 && parts.size() == most) {
                parts.add(strip(text.substring(at), Side.RIGHT, WhiteSpace::is));
                return parts;
            }
            int end = at;
            while (end < text.length() && !WhiteSpace.is(text.charAt(end))) {
                end++;
            }
            parts.add(text.substring(at, end));
            at = end;
        }
    }

    /// As `words`, with the splits counted from the end.
    public static List<String> lastWords(String text, long most) {
        List<String> reversed = new ArrayList<>();
        for (String part : words(new StringBuilder(text).reverse().toString(), most)) {
            reversed.addFirst(new StringBuilder(part).reverse().toString());
        }
        return reversed;
    }

    /// Parts between occurrences of `separator`, which is not empty.
    public static List<String> split(String text, String separator, long most) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && (most < 0 || parts.size() < most); at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    /// As `split`, with the splits counted from the end.
    public static List<String> splitLast(String text, String separator, long most) {
        List<String> parts = new ArrayList<>();
        int to = text.length();
        while (most < 0 || parts.size() < most) {
            int at = to < separator.length() ? -1 : text.lastIndexOf(separator, to - separator.length());
            if (at < 0) {
                break;
            }
            parts.addFirst(text.substring(at + separator.length(), to));
            to = at;
        }
        parts.addFirst(text.substring(0, to));
        return parts;
    }

    private static boolean breaksLine(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /// Lines without, or with, their ends; a line end at the end begins no line.
    public static List<String> lines(String text, boolean keepEnds) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (!breaksLine(text.charAt(at))) {
                continue;
            }
            int end = text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? at + 2 : at + 1;
            lines.add(text.substring(from, keepEnds ? end : at));
            from = end;
            at = end - 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    /// Replaces occurrences from the left.
    ///
    /// @param most replacements at most; below 0: no bound
    public static String replace(String text, String old, String replacement, long most) {
        if (most < 0 && !old.isEmpty()) {
            return text.replace(old, replacement);
        }
        StringBuilder out = new StringBuilder();
        long done = 0;
        int from = 0;
        if (old.isEmpty()) {
            while (from <= text.length() && (most < 0 || done < most)) {
                out.append(replacement);
                done++;
                int end = from == text.length() ? from + 1 : text.offsetByCodePoints(from, 1);
                out.append(text, from, Math.min(end, text.length()));
                from = end;
            }
            return from < text.length() ? out.append(text, from, text.length()).toString() : out.toString();
        }
        for (int at = text.indexOf(old); at >= 0 && done < most; at = text.indexOf(old, from)) {
            out.append(text, from, at).append(replacement);
            from = at + old.length();
            done++;
        }
        return out.append(text, from, text.length()).toString();
    }

    public static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    // The title form of a character: that of its first letter where it is written with several.
    private static String titled(int point) {
        String character = Character.toString(point);
        int title = Character.toTitleCase(point);
        String upper = upper(character);
        if (title == point && upper.codePointCount(0, upper.length()) > 1) {
            int first = upper.codePointAt(0);
            return Character.toString(first) + lower(upper.substring(Character.charCount(first)));
        }
        return Character.toString(title);
    }

    public static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        return titled(first) + lower(text).substring(Math.min(lower(Character.toString(first)).length(), lower(text).length()));
    }

    private static boolean cased(int point) {
        return Character.isUpperCase(point) || Character.isLowerCase(point) || Character.isTitleCase(point);
    }

    /// Every run of cased characters with a title at its start.
    public static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (int point : text.codePoints().toArray()) {
            out.append(inside ? lower(Character.toString(point)) : titled(point));
            inside = cased(point);
        }
        return out.toString();
    }

    public static String swapCase(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            out.append(Character.isUpperCase(point) ? lower(character) : Character.isLowerCase(point) ? upper(character) : character);
        });
        return out.toString();
    }

    /// Whether there are cased characters and all of them are of the wanted case.
    public static boolean isCase(String text, boolean upper) {
        boolean any = false;
        for (int point : text.codePoints().toArray()) {
            if (upper ? Character.isLowerCase(point) || Character.isTitleCase(point) : Character.isUpperCase(point) || Character.isTitleCase(point)) {
                return false;
            }
            any |= cased(point);
        }
        return any;
    }

    /// Whether the text is not empty and every character is of a kind.
    public static boolean all(String text, IntPredicate kind) {
        return !text.isEmpty() && text.codePoints().allMatch(kind);
    }

    /// `text` in the middle of `width` places, as `str.center` rounds.
    public static String center(String text, long width, String fill) {
        long missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        long left = missing / 2 + (missing & width & 1);
        return fill.repeat((int) left) + text + fill.repeat((int) (missing - left));
    }
}
