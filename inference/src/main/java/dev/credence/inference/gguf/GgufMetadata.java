package dev.credence.inference.gguf;

import dev.credence.foundation.bytes.MalformedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// The keys of a file and their values; each accessor refuses a value of another kind by the key's name.
public final class GgufMetadata {
    private final Map<String, GgufValue> values;

    GgufMetadata(Map<String, GgufValue> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// All keys in the order of the file.
    public Set<String> keys() {
        return values.keySet();
    }

    public Optional<GgufValue> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> text(String key) throws MalformedException {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case GgufValue.Text(String text) -> Optional.of(text);
            case GgufValue other -> throw wrong(key, "a text", other.noun());
        };
    }

    public Optional<Boolean> truth(String key) throws MalformedException {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case GgufValue.Truth(boolean truth) -> Optional.of(truth);
            case GgufValue other -> throw wrong(key, "a truth value", other.noun());
        };
    }

    /// An integer in [0, max].
    public OptionalLong count(String key, long max) throws MalformedException {
        return switch (values.get(key)) {
            case null -> OptionalLong.empty();
            case GgufValue.Whole(long value) when value >= 0 && value <= max -> OptionalLong.of(value);
            case GgufValue.Whole(long value) -> throw wrong(key, "0 to " + max, Long.toString(value));
            case GgufValue other -> throw wrong(key, "an integer", other.noun());
        };
    }

    /// A finite number, or an integer as one.
    public OptionalDouble real(String key) throws MalformedException {
        return switch (values.get(key)) {
            case null -> OptionalDouble.empty();
            case GgufValue.Real(double value) when Double.isFinite(value) -> OptionalDouble.of(value);
            case GgufValue.Real(double value) -> throw wrong(key, "a finite number", Double.toString(value));
            case GgufValue.Whole(long value) -> OptionalDouble.of(value);
            case GgufValue other -> throw wrong(key, "a number", other.noun());
        };
    }

    public Optional<GgufValue.Numbers> numbers(String key) throws MalformedException {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case GgufValue.Numbers numbers -> Optional.of(numbers);
            case GgufValue other -> throw wrong(key, "an array of numbers", other.noun());
        };
    }

    public Optional<GgufValue.Texts> texts(String key) throws MalformedException {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case GgufValue.Texts texts -> Optional.of(texts);
            // An empty array has no elements that could be of the wrong kind.
            case GgufValue.Numbers(_, int count, _) when count == 0 -> Optional.empty();
            case GgufValue other -> throw wrong(key, "an array of texts", other.noun());
        };
    }

    /// A key that must be there and is not.
    public static MalformedException missing(String key) {
        return new MalformedException(key, -1, "the key", "no such key");
    }

    private static MalformedException wrong(String key, String expected, String actual) {
        return new MalformedException(key, -1, expected, actual);
    }
}
