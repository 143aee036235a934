package dev.credence.inference.language.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The arguments at a call, a filter or a test.
///
/// @param names  of the last `names.size()` values, which are named
/// @param spread the sequence behind `*`
/// @param spreadNamed the mapping behind `**`
public record CallArguments(
        List<Expression> positional, List<String> names, List<Expression> named, Optional<Expression> spread,
        Optional<Expression> spreadNamed) {
    public static final CallArguments NONE =
            new CallArguments(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    public CallArguments {
        positional = List.copyOf(positional);
        names = List.copyOf(names);
        named = List.copyOf(named);
        if (names.size() != named.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + named.size() + " values");
        }
    }

    static CallArguments of(Expression only) {
        return new CallArguments(List.of(only), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    List<Node> after(Optional<Expression> first) {
        List<Node> all = new ArrayList<>();
        first.ifPresent(all::add);
        all.addAll(positional);
        all.addAll(named);
        spread.ifPresent(all::add);
        spreadNamed.ifPresent(all::add);
        return all;
    }
}
