package dev.credence.inference.language.llama2c;

import dev.credence.foundation.bytes.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The tokens of a llama2.c tokenizer file: int32 longest token, then for each token float32 score, int32 length, bytes in UTF-8.
///
/// Token 0 stands for what has none, 1 begins a text, 2 ends one; 3 to 258 are the bytes, written `<0x00>` to `<0xFF>`. A space is
/// a space in the file and '▁' here.
///
/// @param texts  one a token
/// @param scores one a token
public record Llama2cVocabulary(List<String> texts, float[] scores) {
    /// What has no token.
    public static final int UNKNOWN = 0;
    /// Begins a text.
    public static final int BEGIN = 1;
    /// Ends one.
    public static final int END = 2;
    /// The first byte's token.
    public static final int BYTES = 3;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int TOKEN_BYTES_MAX = 4_096;
    private static final int MARKS = BYTES + 256;

    public Llama2cVocabulary {
        texts = List.copyOf(texts);
    }

    /// Reads `file`, all of its bytes.
    ///
    /// @param size how many tokens it has, which the model's file says
    /// @throws MalformedException if it is not of this format
    public static Llama2cVocabulary decode(MemorySegment file, int size) throws MalformedException {
        if (size < MARKS) {
            throw new MalformedException("vocab_size", -1, "at least " + MARKS + ", three marks and the bytes", Integer.toString(size));
        }
        List<String> texts = new ArrayList<>();
        float[] scores = new float[size];
        need(file, 0, 4, "max_token_length");
        long at = 4;
        for (int id = 0; id < size; id++) {
            String path = "tokens[" + id + "]";
            need(file, at, 8, path);
            scores[id] = Float.intBitsToFloat(file.get(INT, at));
            if (!Float.isFinite(scores[id])) {
                throw new MalformedException(path + ".score", at, "a finite number", Float.toString(scores[id]));
            }
            int length = file.get(INT, at + 4);
            if (length < 0 || length > TOKEN_BYTES_MAX) {
                throw new MalformedException(path + ".length", at + 4, "0 to " + TOKEN_BYTES_MAX, Integer.toString(length));
            }
            need(file, at + 8, length, path);
            texts.add(text(file.asSlice(at + 8, length), path, at + 8));
            at += 8 + length;
        }
        if (at != file.byteSize()) {
            throw new MalformedException("tokens", at, "the end of the file", (file.byteSize() - at) + " more bytes");
        }
        return new Llama2cVocabulary(named(texts), scores);
    }

    private static void need(MemorySegment file, long at, long bytes, String path) throws MalformedException {
        if (bytes > file.byteSize() - at) {
            throw new MalformedException(path, at, bytes + " more bytes", (file.byteSize() - at) + " before the end");
        }
    }

    private static String text(MemorySegment bytes, String path, long at) throws MalformedException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toArray(ValueLayout.JAVA_BYTE))).toString();
        } catch (CharacterCodingException notText) {
            throw new MalformedException(path, at, "UTF-8", "other bytes");
        }
    }

    /// The tokens as SentencePiece names them, after a look at those whose ids the format fixes.
    private static List<String> named(List<String> texts) throws MalformedException {
        List<String> names = new ArrayList<>(texts.stream().map(text -> text.replace(' ', '▁')).toList());
        names.set(BEGIN, mark(texts, BEGIN, "<s>"));
        names.set(END, mark(texts, END, "</s>"));
        for (int value = 0; value < 256; value++) {
            String expected = "<0x%02X>".formatted(value);
            if (!texts.get(BYTES + value).equals(expected)) {
                throw new MalformedException("tokens[" + (BYTES + value) + "]", -1, expected, texts.get(BYTES + value));
            }
        }
        return names;
    }

    private static String mark(List<String> texts, int id, String expected) throws MalformedException {
        if (!texts.get(id).strip().equals(expected)) {
            throw new MalformedException("tokens[" + id + "]", -1, expected, texts.get(id).strip());
        }
        return expected;
    }
}
