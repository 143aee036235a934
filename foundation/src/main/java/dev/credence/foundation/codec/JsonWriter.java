package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.Bytes;

/// Writes values in the one spelling: no white space, members in their order, the shortest escapes, all else UTF-8.
///
/// Quote and backslash are escaped by a backslash; U+0008, U+0009, U+000A, U+000C, U+000D by the letters b, t, n, f, r; the
/// others below U+0020 by the letter u and four lowercase digits. A `JsonNumber` keeps its text.
public final class JsonWriter {
    private JsonWriter() {}

    public static Bytes write(Json value) {
        JsonSink sink = new JsonSink();
        value(sink, value);
        return sink.toBytes();
    }

    private static void value(JsonSink sink, Json value) {
        switch (value) {
            case JsonObject object -> object(sink, object);
            case JsonArray array -> array(sink, array);
            case JsonString string -> sink.string(string.value());
            case JsonInteger integer -> sink.integer(integer.value());
            case JsonNumber number -> sink.ascii(number.lexeme());
            case JsonBoolean bool -> sink.ascii(bool.value() ? "true" : "false");
            case JsonNull _ -> sink.ascii("null");
        }
    }

    private static void object(JsonSink sink, JsonObject object) {
        sink.ascii('{');
        boolean first = true;
        for (var member : object.members().entrySet()) {
            if (!first) {
                sink.ascii(',');
            }
            first = false;
            sink.string(member.getKey());
            sink.ascii(':');
            value(sink, member.getValue());
        }
        sink.ascii('}');
    }

    private static void array(JsonSink sink, JsonArray array) {
        sink.ascii('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                sink.ascii(',');
            }
            value(sink, array.get(i));
        }
        sink.ascii(']');
    }
}
