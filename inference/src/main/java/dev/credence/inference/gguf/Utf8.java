package dev.credence.inference.gguf;

import dev.credence.foundation.bytes.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Texts of a file, which are UTF-8 and nothing else.
final class Utf8 {
    private Utf8() {}

    /// The text of all bytes of `data`.
    ///
    /// @param offset where they lie in the file, for the sentence
    static String decode(MemorySegment data, String path, long offset) throws MalformedException {
        byte[] bytes = data.toArray(ValueLayout.JAVA_BYTE);
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException broken) {
            throw new MalformedException(path, offset, "a text in UTF-8", "other bytes");
        }
    }

    private static boolean isAscii(byte[] bytes) {
        int high = 0;
        for (byte each : bytes) {
            high |= each;
        }
        return high >= 0;
    }
}
