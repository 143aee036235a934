package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;

/// An API body: a JSON text and, with the binary tensor extension, raw tensor bytes after it.
///
/// Where the JSON ends is said on the wire by the header `Inference-Header-Content-Length`; in a file it is where the
/// outermost object closes.
///
/// @param json   the object
/// @param binary what follows it; empty without the extension
record BodyParts(Json json, Bytes binary) {
    static final int BYTES_MAX = 64 << 20;
    // About 100 bytes of memory each.
    private static final int VALUES_MAX = 2_000_000;
    private static final int DEPTH_MAX = 32;

    static BodyParts split(Bytes body) throws MalformedException {
        if (body.length() > BYTES_MAX) {
            throw new MalformedException("", -1, "a body of at most " + BYTES_MAX + " bytes", body.length() + "");
        }
        int end = endOfJson(body);
        Json json = IJson.parse(body.slice(0, end), new JsonLimits(BYTES_MAX, DEPTH_MAX, VALUES_MAX));
        return new BodyParts(json, body.slice(end, body.length()));
    }

    /// Refuses bytes after the JSON where no tensor announces any; a line's end is none.
    static boolean isBlank(Bytes bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            int b = bytes.at(i);
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    // One past the bracket that closes the first one; the whole length where there is none, for the reader to refuse.
    private static int endOfJson(Bytes body) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < body.length(); i++) {
            int b = body.at(i);
            if (inString) {
                if (b == '\\') {
                    i++;
                } else {
                    inString = b != '"';
                }
                continue;
            }
            switch (b) {
                case '"' -> inString = true;
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    if (depth <= 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return body.length();
    }
}
