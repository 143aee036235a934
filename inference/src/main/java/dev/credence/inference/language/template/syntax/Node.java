package dev.credence.inference.language.template.syntax;

import java.util.List;

/// A node of a template's syntax tree.
public sealed interface Node permits Expression, Statement, Body, Target {
    /// The template's line, from 1.
    int line();

    /// The nodes directly below, in the order in which Jinja2's compiler visits them.
    List<Node> children();
}
