package dev.credence.inference.language.template.syntax;

import java.util.List;

/// The statements of a block. Two bodies are the same only if they are one object: scopes are found by it.
public final class Body implements Node {
    private final List<Statement> statements;
    private final int line;

    Body(List<Statement> statements, int line) {
        this.statements = List.copyOf(statements);
        this.line = line;
    }

    public List<Statement> statements() {
        return statements;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public List<Node> children() {
        return List.copyOf(statements);
    }
}
