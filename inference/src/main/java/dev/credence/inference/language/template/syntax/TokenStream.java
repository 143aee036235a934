package dev.credence.inference.language.template.syntax;

import dev.credence.inference.language.template.guard.TemplateException;
import java.util.List;

/// The tokens of a template with a place in them.
final class TokenStream {
    private final List<Token> tokens;
    private int at;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    /// The token after the current one.
    Token following() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    /// The current token; the place moves behind it.
    Token next() {
        Token token = current();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean skipName(String name) {
        boolean there = current().isName(name);
        if (there) {
            next();
        }
        return there;
    }

    boolean skipOperator(String operator) {
        boolean there = current().isOperator(operator);
        if (there) {
            next();
        }
        return there;
    }

    Token expect(Token.Kind kind) throws TemplateException {
        if (!current().is(kind)) {
            throw missing(kind.words());
        }
        return next();
    }

    Token expectName(String name) throws TemplateException {
        if (!current().isName(name)) {
            throw missing(name);
        }
        return next();
    }

    void expectOperator(String operator) throws TemplateException {
        if (!current().isOperator(operator)) {
            throw missing(operator);
        }
        next();
    }

    private TemplateException missing(String expected) {
        Token found = current();
        return TemplateException.syntax(
                found.is(Token.Kind.END)
                        ? "unexpected end of template, expected '" + expected + "'."
                        : "expected token '" + expected + "', got '" + found.described() + "'",
                found.line());
    }
}
