package dev.credence.foundation.codec;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Members with unique keys, in an order that is kept and compared.
public final class JsonObject implements Json {
    public static final JsonObject EMPTY = builder().build();

    private final SequencedMap<String, Json> members;

    private JsonObject(SequencedMap<String, Json> members) {
        this.members = Collections.unmodifiableSequencedMap(members);
    }

    /// Takes a map with fit keys over without copying; the caller gives it up.
    static JsonObject wrap(LinkedHashMap<String, Json> members) {
        return new JsonObject(members);
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The member of that key, if there is one.
    public Optional<Json> get(String key) {
        return Optional.ofNullable(members.get(key));
    }

    public boolean has(String key) {
        return members.containsKey(key);
    }

    public SequencedSet<String> keys() {
        return members.sequencedKeySet();
    }

    /// All members in their order; unmodifiable.
    public SequencedMap<String, Json> members() {
        return members;
    }

    public int size() {
        return members.size();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof JsonObject object) || members.size() != object.members.size()) {
            return false;
        }
        Iterator<?> theirs = object.members.entrySet().iterator();
        for (Object ours : members.entrySet()) {
            if (!ours.equals(theirs.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return "JsonObject" + members;
    }

    /// Collects members in the order of the calls; a key that is there already is a programmer's error.
    public static final class Builder {
        private LinkedHashMap<String, Json> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String key, Json value) {
            if (JsonText.firstUnfit(key) >= 0) {
                throw new IllegalArgumentException("a key without lone surrogates and noncharacters expected");
            }
            if (members.putIfAbsent(key, Objects.requireNonNull(value)) != null) {
                throw new IllegalArgumentException("the key '" + key + "' is there already");
            }
            return this;
        }

        public Builder put(String key, String text) {
            return put(key, new JsonString(text));
        }

        public Builder put(String key, long integer) {
            return put(key, new JsonInteger(integer));
        }

        public Builder put(String key, boolean value) {
            return put(key, new JsonBoolean(value));
        }

        public Builder putIfPresent(String key, Optional<? extends Json> value) {
            value.ifPresent(present -> put(key, present));
            return this;
        }

        /// The object; the builder starts anew.
        public JsonObject build() {
            LinkedHashMap<String, Json> built = members;
            members = new LinkedHashMap<>();
            return new JsonObject(built);
        }
    }
}
