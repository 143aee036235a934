package dev.credence.inference.language.chat;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A call of a tool that an answer holds.
///
/// @param arguments an object, JCS
public record ToolCall(String name, String arguments) {
    private static final TaggedHash ID = TaggedHash.of("credence/tool-call/v0");
    private static final int ID_DIGITS = 24;
    private static final int DEPTH_MAX = 64;

    /// The id of call `call` of choice `choice`, both from 0 (docs/spec/text.md 4.4).
    ///
    /// @param request the request digest
    public static String id(Digest request, int choice, int call) {
        Digest digest = ID.digest(request.bytes(), new ByteWriter().u32(choice).u32(call).toBytes());
        return "call_" + digest.hex().substring(0, ID_DIGITS);
    }

    /// The call that `text` spells, if it is nothing but one of a tool of `rules`.
    static Optional<ToolCall> read(String text, CallRules rules) {
        byte[] bytes = WhiteSpace.strip(text).getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes[0] != '{') {
            return Optional.empty();
        }
        Json value;
        try {
            value = IJson.parse(Bytes.wrap(bytes), new JsonLimits(bytes.length, DEPTH_MAX, bytes.length));
        } catch (MalformedException noCall) {
            return Optional.empty();
        }
        if (value instanceof JsonObject call
                && call.size() == 2
                && call.get("name").orElse(null) instanceof JsonString(String name)
                && call.get(rules.spelling().argumentsKey()).orElse(null) instanceof JsonObject arguments
                && rules.names().contains(name)) {
            return Optional.of(new ToolCall(name, new String(Jcs.canonicalize(arguments).toArray(), StandardCharsets.UTF_8)));
        }
        return Optional.empty();
    }
}
