package dev.credence.receipt.request;

import dev.credence.foundation.bytes.MalformedException;

/// The one spelling of an unsigned 64-bit number as decimal text: no sign, no leading zero.
public final class Seed {
    private Seed() {}

    /// @param path where the text stands in its document
    /// @return 64 bits, to be read as unsigned
    public static long parse(String text, String path) throws MalformedException {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits && (text.length() == 1 || text.charAt(0) != '0')) {
            try {
                return Long.parseUnsignedLong(text);
            } catch (NumberFormatException beyond) {
                throw new MalformedException(path, -1, "a number below 2^64", "'" + text + "'");
            }
        }
        throw new MalformedException(path, -1, "an unsigned decimal number", "'" + text + "'");
    }
}
