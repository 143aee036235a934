package dev.credence.foundation.note;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;

/// The small grammar that notes, checkpoints, policies and proofs share: names, decimals, hashes.
final class NoteText {
    static final int NAME_CHARS_MAX = 255;

    private NoteText() {}

    /// Checks a key's name: not empty, no space of any kind, no plus, no control character.
    static String name(String path, String name) throws MalformedException {
        if (!isName(name)) {
            throw new MalformedException(
                    path, -1, "a name of 1 to 255 characters without spaces and '+'", "'" + name + "'");
        }
        return name;
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= NAME_CHARS_MAX
                && name.codePoints().noneMatch(c -> c == '+' || isSpace(c) || Character.isISOControl(c) || isLoneSurrogate(c));
    }

    // Unicode's White_Space: the separators, and the controls of which only U+0085 is above ASCII.
    private static boolean isSpace(int c) {
        return Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x85;
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= 0xd800 && c <= 0xdfff;
    }

    /// Reads a decimal in [0, 2^63) without leading zeros.
    static long decimal(String path, String text) throws MalformedException {
        boolean digits = !text.isEmpty() && text.length() <= 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits && (text.length() == 1 || text.charAt(0) != '0')) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                // Nineteen digits that are 2^63 or more.
            }
        }
        throw new MalformedException(path, -1, "a decimal below 2^63 without leading zeros", "'" + text + "'");
    }

    /// Reads 32 bytes in canonical base64.
    static Digest hash(String path, String text) throws MalformedException {
        Bytes bytes = base64(path, text);
        if (bytes.length() != Digest.LENGTH) {
            throw new MalformedException(path, -1, "32 bytes in base64", bytes.length() + " bytes");
        }
        return new Digest(bytes);
    }

    static Bytes base64(String path, String text) throws MalformedException {
        try {
            return Bytes.parseBase64(text);
        } catch (MalformedException malformed) {
            throw malformed.within(path);
        }
    }
}
