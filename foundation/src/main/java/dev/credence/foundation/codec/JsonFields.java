package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads the members of one object by name; every complaint names the member's path in the document.
///
/// ```java
/// JsonFields fields = JsonFields.inOrder("", json);
/// String network = fields.string("network", 64);
/// long height = fields.integer("height", 0, Long.MAX_VALUE);
/// Optional<Digest> fingerprint = fields.optionalDigest("fingerprint");
/// fields.end();
/// ```
///
/// Two modes, inherited by the objects inside: `of` finds members wherever they stand; `inOrder` demands that they
/// stand in the order in which they are read, which is thereby the specification's order.
///
/// **Obligation**: call `end()` last on this object and on every one that it handed out, so that no unknown member stays.
public final class JsonFields {
    private final String path;
    private final JsonObject object;
    private final List<String> order;
    private final boolean ordered;
    private final Set<String> read = new HashSet<>();

    private JsonFields(String path, JsonObject object, boolean ordered) {
        this.path = path;
        this.object = object;
        this.ordered = ordered;
        this.order = List.copyOf(object.keys());
    }

    /// The members of `json`, which must be an object, in any order.
    ///
    /// @param path where `json` stands in its document; empty for the whole
    public static JsonFields of(String path, Json json) throws MalformedException {
        return new JsonFields(path, need(path, json, JsonObject.class, "an object"), false);
    }

    /// The members of `json`, which must be an object, in the order in which they will be read.
    ///
    /// @param path where `json` stands in its document; empty for the whole
    public static JsonFields inOrder(String path, Json json) throws MalformedException {
        return new JsonFields(path, need(path, json, JsonObject.class, "an object"), true);
    }

    /// Where this object stands in its document; empty for the whole.
    public String path() {
        return path;
    }

    /// The path of one of its members.
    public String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// The names of all members, in their order.
    public List<String> names() {
        return order;
    }

    /// A complaint about a member, for checks that the caller makes itself.
    public MalformedException fault(String name, String expected, String actual) {
        return new MalformedException(pathOf(name), -1, expected, actual);
    }

    /// Whether that member is the next one to read, in any-order mode whether it is there at all.
    public boolean has(String name) {
        return ordered ? read.size() < order.size() && order.get(read.size()).equals(name) : object.has(name);
    }

    /// Refuses members that were not read.
    public void end() throws MalformedException {
        for (String name : order) {
            if (!read.contains(name)) {
                throw new MalformedException(path, -1, "no other member", "'" + name + "'");
            }
        }
    }

    /// The member as it stands.
    public Json any(String name) throws MalformedException {
        if (!has(name)) {
            throw missing(name);
        }
        read.add(name);
        return object.members().get(name);
    }

    public Optional<Json> optionalAny(String name) throws MalformedException {
        return has(name) ? Optional.of(any(name)) : Optional.empty();
    }

    /// @param charsMax largest length in UTF-16 units
    public String string(String name, int charsMax) throws MalformedException {
        return text(pathOf(name), any(name), charsMax);
    }

    public Optional<String> optionalString(String name, int charsMax) throws MalformedException {
        return has(name) ? Optional.of(string(name, charsMax)) : Optional.empty();
    }

    /// Demands exactly this text.
    public void literal(String name, String text) throws MalformedException {
        if (!(any(name) instanceof JsonString found)) {
            throw fault(name, "'" + text + "'", object.members().get(name).kind());
        }
        if (!found.value().equals(text)) {
            throw fault(name, "'" + text + "'", "'" + found.value() + "'");
        }
    }

    /// One of the texts in `allowed`.
    public String oneOf(String name, Set<String> allowed) throws MalformedException {
        String found = need(pathOf(name), any(name), JsonString.class, "a string").value();
        if (!allowed.contains(found)) {
            throw fault(name, "one of " + String.join(", ", allowed.stream().sorted().toList()), "'" + found + "'");
        }
        return found;
    }

    /// An integer in [min, max].
    public long integer(String name, long min, long max) throws MalformedException {
        return integer(pathOf(name), any(name), min, max);
    }

    public OptionalLong optionalInteger(String name, long min, long max) throws MalformedException {
        return has(name) ? OptionalLong.of(integer(name, min, max)) : OptionalLong.empty();
    }

    public boolean bool(String name) throws MalformedException {
        return need(pathOf(name), any(name), JsonBoolean.class, "true or false").value();
    }

    public Optional<Boolean> optionalBool(String name) throws MalformedException {
        return has(name) ? Optional.of(bool(name)) : Optional.empty();
    }

    /// A digest as 64 lowercase hexadecimal digits.
    public Digest digest(String name) throws MalformedException {
        return new Digest(hex(name, Digest.LENGTH));
    }

    public Optional<Digest> optionalDigest(String name) throws MalformedException {
        return has(name) ? Optional.of(digest(name)) : Optional.empty();
    }

    /// Exactly `length` bytes as lowercase hexadecimal.
    public Bytes hex(String name, int length) throws MalformedException {
        return hex(pathOf(name), any(name), length);
    }

    public Optional<Bytes> optionalHex(String name, int length) throws MalformedException {
        return has(name) ? Optional.of(hex(name, length)) : Optional.empty();
    }

    /// At most `lengthMax` bytes as canonical padded base64.
    public Bytes base64(String name, int lengthMax) throws MalformedException {
        return base64(pathOf(name), any(name), lengthMax);
    }

    public Optional<Bytes> optionalBase64(String name, int lengthMax) throws MalformedException {
        return has(name) ? Optional.of(base64(name, lengthMax)) : Optional.empty();
    }

    /// Exactly `length` bytes as canonical padded base64: keys, signatures, hashes.
    public Bytes base64Exactly(String name, int length) throws MalformedException {
        Bytes found = base64(name, length);
        if (found.length() != length) {
            throw fault(name, length + " bytes in base64", found.length() + " bytes");
        }
        return found;
    }

    /// The members of an object inside, in this object's mode.
    public JsonFields object(String name) throws MalformedException {
        return child(pathOf(name), any(name));
    }

    public Optional<JsonFields> optionalObject(String name) throws MalformedException {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /// The items of an array of at most `itemsMax`.
    public List<Json> array(String name, int itemsMax) throws MalformedException {
        List<Json> items = need(pathOf(name), any(name), JsonArray.class, "an array").items();
        if (items.size() > itemsMax) {
            throw fault(name, "at most " + itemsMax + " items", items.size() + "");
        }
        return items;
    }

    /// The objects of an array of at most `itemsMax`, in this object's mode.
    public List<JsonFields> objects(String name, int itemsMax) throws MalformedException {
        return items(name, itemsMax, this::child);
    }

    public Optional<List<JsonFields>> optionalObjects(String name, int itemsMax) throws MalformedException {
        return has(name) ? Optional.of(objects(name, itemsMax)) : Optional.empty();
    }

    public List<String> strings(String name, int itemsMax, int charsMax) throws MalformedException {
        return items(name, itemsMax, (at, item) -> text(at, item, charsMax));
    }

    public Optional<List<String>> optionalStrings(String name, int itemsMax, int charsMax) throws MalformedException {
        return has(name) ? Optional.of(strings(name, itemsMax, charsMax)) : Optional.empty();
    }

    public List<Long> integers(String name, int itemsMax, long min, long max) throws MalformedException {
        return items(name, itemsMax, (at, item) -> integer(at, item, min, max));
    }

    /// Digests in lowercase hexadecimal.
    public List<Digest> digests(String name, int itemsMax) throws MalformedException {
        return items(name, itemsMax, (at, item) -> new Digest(hex(at, item, Digest.LENGTH)));
    }

    /// Hashes in base64, as paths of Merkle trees are spelled.
    public List<Digest> hashes(String name, int itemsMax) throws MalformedException {
        return items(name, itemsMax, (at, item) -> {
            Bytes found = base64(at, item, Digest.LENGTH);
            if (found.length() != Digest.LENGTH) {
                throw new MalformedException(at, -1, Digest.LENGTH + " bytes in base64", found.length() + " bytes");
            }
            return new Digest(found);
        });
    }

    /// Reads one item of an array.
    @FunctionalInterface
    public interface ItemReader<T> {
        /// @param path where the item stands, such as `outcomes[2]`
        T read(String path, Json item) throws MalformedException;
    }

    /// The items of an array of at most `itemsMax`, each read by `reader`.
    public <T> List<T> items(String name, int itemsMax, ItemReader<T> reader) throws MalformedException {
        List<Json> items = array(name, itemsMax);
        List<T> found = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            found.add(reader.read(pathOf(name) + "[" + i + "]", items.get(i)));
        }
        return List.copyOf(found);
    }

    private JsonFields child(String at, Json json) throws MalformedException {
        return new JsonFields(at, need(at, json, JsonObject.class, "an object"), ordered);
    }

    private MalformedException missing(String name) {
        if (!ordered || !object.has(name)) {
            return fault(name, "this member", "none");
        }
        String found = read.size() < order.size() ? "'" + order.get(read.size()) + "'" : "the end";
        return new MalformedException(path, -1, "member '" + name + "' next", found);
    }

    private static <T extends Json> T need(String at, Json json, Class<T> kind, String expected)
            throws MalformedException {
        if (!kind.isInstance(json)) {
            throw new MalformedException(at, -1, expected, json.kind());
        }
        return kind.cast(json);
    }

    private static String text(String at, Json json, int charsMax) throws MalformedException {
        String found = need(at, json, JsonString.class, "a string").value();
        if (found.length() > charsMax) {
            throw new MalformedException(at, -1, "at most " + charsMax + " characters", found.length() + "");
        }
        return found;
    }

    private static long integer(String at, Json json, long min, long max) throws MalformedException {
        long found = need(at, json, JsonInteger.class, "an integer").value();
        if (found < min || found > max) {
            throw new MalformedException(at, -1, "an integer from " + min + " to " + max, found + "");
        }
        return found;
    }

    private static Bytes hex(String at, Json json, int length) throws MalformedException {
        String found = need(at, json, JsonString.class, "lowercase hexadecimal").value();
        try {
            return Bytes.parseHex(found, length);
        } catch (MalformedException malformed) {
            throw malformed.within(at);
        }
    }

    private static Bytes base64(String at, Json json, int lengthMax) throws MalformedException {
        String found = need(at, json, JsonString.class, "base64").value();
        long charsMax = 4L * ((lengthMax + 2L) / 3);
        try {
            if (found.length() <= charsMax) {
                Bytes decoded = Bytes.parseBase64(found);
                if (decoded.length() <= lengthMax) {
                    return decoded;
                }
            }
        } catch (MalformedException malformed) {
            throw malformed.within(at);
        }
        throw new MalformedException(at, -1, "at most " + lengthMax + " bytes in base64", "more");
    }
}
