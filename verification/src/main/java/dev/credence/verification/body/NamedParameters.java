package dev.credence.verification.body;

import dev.credence.foundation.codec.Json;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The parameters of a text that its caller named; the others were filled in by whoever executed.
///
/// @param model   a model id, a release's name, or `name@version`
/// @param height  of the ledger, as the caller knew it
/// @param members the others as they stand in the effective request's parameters, by their names there, each within its bounds
///                (docs/spec/text.md 2.1)
public record NamedParameters(String model, OptionalLong height, SortedMap<String, Json> members) {
    public NamedParameters {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /// Whether the caller named that member of the parameters.
    public boolean has(String member) {
        return members.containsKey(member);
    }
}
