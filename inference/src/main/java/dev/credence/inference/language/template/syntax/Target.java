package dev.credence.inference.language.template.syntax;

import java.util.List;

/// What an assignment or a loop binds.
public sealed interface Target extends Node {
    record Variable(String name, int line) implements Target {}

    /// An attribute of a namespace object: `ns.name`.
    record Member(String namespace, String name, int line) implements Target {}

    record Several(List<Target> targets, int line) implements Target {}

    @Override
    default List<Node> children() {
        return switch (this) {
            case Variable _, Member _ -> List.of();
            case Several(List<Target> targets, _) -> List.copyOf(targets);
        };
    }
}
