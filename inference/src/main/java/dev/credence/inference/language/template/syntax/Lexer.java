package dev.credence.inference.language.template.syntax;

import dev.credence.inference.language.template.guard.TemplateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Splits a template into tokens as Jinja2 does with `trim_blocks` and `lstrip_blocks` on and
/// `keep_trailing_newline` off, which is how chat templates are rendered.
///
/// White space: a `-` beside a delimiter strips all of it on that side; the first line end after `%}` or `#}` is dropped
/// unless `+` stands there; blanks between a line's start and `{%` or `{#` are dropped unless `+` stands there.
/// Source: Jinja2 3.1, `jinja2/lexer.py`.
final class Lexer {
    private static final String[] OPERATORS = {
        "**", "//", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"
    };

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    // Whether what was read last ended with a line end, so that blanks before a tag begin a line.
    private boolean lineStarts = true;

    private Lexer(String source) {
        this.source = source;
    }

    /// The tokens of `template`; the last one is `END`.
    static List<Token> tokens(String template) throws TemplateException {
        String text = template.replace("\r\n", "\n").replace('\r', '\n');
        if (text.endsWith("\n")) {
            text = text.substring(0, text.length() - 1);
        }
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.root();
        }
        lexer.add(Token.Kind.END, "");
        return lexer.tokens;
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    // Moves to `end` and counts the lines between.
    private void move(int end) {
        for (int i = at; i < end; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        if (end > at) {
            lineStarts = source.charAt(end - 1) == '\n';
        }
        at = end;
    }

    // Template data up to the next tag, and the tag.
    private void root() throws TemplateException {
        int tag = nextTag(at);
        if (tag < 0) {
            add(Token.Kind.DATA, source.substring(at));
            move(source.length());
            return;
        }
        char form = source.charAt(tag + 1);
        int after = tag + 2;
        char sign = sign(after);
        data(tag, sign, form != '{');
        int inside = sign == 0 ? after : after + 1;
        switch (form) {
            case '#' -> comment(inside);
            case '{' -> {
                add(Token.Kind.VARIABLE_BEGIN, "{{");
                move(inside);
                inside('}', Token.Kind.VARIABLE_END);
            }
            default -> {
                int body = rawBody(inside);
                if (body >= 0) {
                    raw(body);
                } else {
                    add(Token.Kind.BLOCK_BEGIN, "{%");
                    move(inside);
                    inside('%', Token.Kind.BLOCK_END);
                }
            }
        }
    }

    private int nextTag(int from) {
        int brace = source.indexOf('{', from);
        while (brace >= 0 && brace + 1 < source.length()) {
            char c = source.charAt(brace + 1);
            if (c == '%' || c == '{' || c == '#') {
                return brace;
            }
            brace = source.indexOf('{', brace + 1);
        }
        return -1;
    }

    private char sign(int index) {
        char c = index < source.length() ? source.charAt(index) : 0;
        return c == '-' || c == '+' ? c : 0;
    }

    // The data before a tag at `tag`, stripped as the tag's sign and kind want it.
    private void data(int tag, char sign, boolean block) {
        String text = source.substring(at, tag);
        String kept = text;
        if (sign == '-') {
            kept = WhiteSpace.stripEnd(text);
        } else if (sign != '+' && block) {
            int start = text.lastIndexOf('\n') + 1;
            if ((start > 0 || lineStarts) && WhiteSpace.all(text, start)) {
                kept = text.substring(0, start);
            }
        }
        if (!kept.isEmpty()) {
            add(Token.Kind.DATA, kept);
        }
        move(tag);
    }

    private void comment(int inside) throws TemplateException {
        int close = source.indexOf("#}", inside);
        if (close < 0) {
            throw TemplateException.syntax("Missing end of comment tag", line);
        }
        move(afterClose(inside, close));
    }

    // The index after a closing delimiter at `close`, with the white space that belongs to it.
    private int afterClose(int from, int close) {
        int end = close + 2;
        char sign = close > from ? sign(close - 1) : 0;
        if (sign == '-') {
            return WhiteSpace.skip(source, end);
        }
        return sign == 0 && end < source.length() && source.charAt(end) == '\n' ? end + 1 : end;
    }

    // The index after `raw %}`, or −1 where another statement begins.
    private int rawBody(int inside) {
        int word = WhiteSpace.skip(source, inside);
        if (!source.startsWith("raw", word)) {
            return -1;
        }
        int close = WhiteSpace.skip(source, word + 3);
        if (source.startsWith("-%}", close)) {
            return WhiteSpace.skip(source, close + 3);
        }
        return source.startsWith("%}", close) ? close + 2 : -1;
    }

    private void raw(int body) throws TemplateException {
        move(body);
        for (int open = source.indexOf("{%", body); open >= 0; open = source.indexOf("{%", open + 1)) {
            char sign = sign(open + 2);
            int word = WhiteSpace.skip(source, sign == 0 ? open + 2 : open + 3);
            if (!source.startsWith("endraw", word)) {
                continue;
            }
            int close = WhiteSpace.skip(source, word + 6);
            int delimiter = sign(close) == 0 ? close : close + 1;
            if (source.startsWith("%}", delimiter)) {
                data(open, sign, true);
                move(afterClose(close, delimiter));
                return;
            }
        }
        throw TemplateException.syntax("Missing end of raw directive", line);
    }

    // The tokens of a statement or expression up to its closing delimiter, which counts only outside brackets.
    private void inside(char closing, Token.Kind end) throws TemplateException {
        Deque<Character> open = new ArrayDeque<>();
        while (at < source.length()) {
            if (open.isEmpty()) {
                int after = closed(closing);
                if (after >= 0) {
                    add(end, source.substring(at, after));
                    move(after);
                    return;
                }
            }
            char c = source.charAt(at);
            if (WhiteSpace.is(c)) {
                move(WhiteSpace.skip(source, at));
            } else if (NumberScan.isDigit(c)) {
                number();
            } else if (c == '_' || Character.isLetterOrDigit(source.codePointAt(at))) {
                name();
            } else if (c == '\'' || c == '"') {
                string(c);
            } else {
                operator(open);
            }
        }
    }

    private int closed(char closing) {
        int sign = source.charAt(at) == '-' || (source.charAt(at) == '+' && closing == '%') ? 1 : 0;
        int delimiter = at + sign;
        if (delimiter + 1 >= source.length() || source.charAt(delimiter) != closing || source.charAt(delimiter + 1) != '}') {
            return -1;
        }
        if (closing == '%') {
            return afterClose(at, delimiter);
        }
        return sign == 1 ? WhiteSpace.skip(source, delimiter + 2) : delimiter + 2;
    }

    private void number() {
        boolean afterDot = at > 0 && source.charAt(at - 1) == '.';
        int end = afterDot ? -1 : NumberScan.floatEnd(source, at);
        Token.Kind kind = end < 0 ? Token.Kind.INTEGER : Token.Kind.FLOAT;
        int stop = end < 0 ? NumberScan.integerEnd(source, at) : end;
        add(kind, source.substring(at, stop).replace("_", ""));
        move(stop);
    }

    private void name() throws TemplateException {
        int end = at;
        while (end < source.length()) {
            int point = source.codePointAt(end);
            if (point != '_' && !Character.isLetterOrDigit(point)) {
                break;
            }
            end += Character.charCount(point);
        }
        String word = source.substring(at, end);
        if (!Character.isUnicodeIdentifierStart(word.codePointAt(0)) && word.charAt(0) != '_') {
            throw TemplateException.syntax("Invalid character in identifier", line);
        }
        add(Token.Kind.NAME, word);
        move(end);
    }

    private void string(char quote) throws TemplateException {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw unexpected();
        }
        add(Token.Kind.STRING, StringLiteral.decode(source.substring(at + 1, end), line));
        move(end + 1);
    }

    private void operator(Deque<Character> open) throws TemplateException {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                balance(operator.charAt(0), open);
                add(Token.Kind.OPERATOR, operator);
                move(at + operator.length());
                return;
            }
        }
        throw unexpected();
    }

    private void balance(char bracket, Deque<Character> open) throws TemplateException {
        switch (bracket) {
            case '{' -> open.push('}');
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '}', ')', ']' -> {
                if (open.isEmpty()) {
                    throw TemplateException.syntax("unexpected '" + bracket + "'", line);
                }
                char expected = open.pop();
                if (expected != bracket) {
                    throw TemplateException.syntax("unexpected '" + bracket + "', expected '" + expected + "'", line);
                }
            }
            default -> {}
        }
    }

    private TemplateException unexpected() {
        String character = Character.toString(source.codePointAt(at));
        String shown = character.equals("'") ? "\"'\"" : "'" + character + "'";
        return TemplateException.syntax(
                "unexpected char " + shown + " at " + source.codePointCount(0, at), line);
    }
}
