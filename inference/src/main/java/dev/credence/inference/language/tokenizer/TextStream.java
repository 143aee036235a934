package dev.credence.inference.language.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes of tokens become text as they come: what is not yet a whole character is held back.
///
/// Bytes that can never become one are U+FFFD each time the text goes on without them, exactly as a decoder of the whole
/// would say; nothing else is changed, cleaned up or stripped.
public final class TextStream {
    private byte[] held = new byte[0];

    /// An empty text.
    public TextStream() {}

    /// The text that is whole once `bytes` were added; often one character, sometimes none.
    public String add(byte[] bytes) {
        byte[] all = Arrays.copyOf(held, held.length + bytes.length);
        System.arraycopy(bytes, 0, all, held.length, bytes.length);
        int whole = all.length - unfinished(all);
        held = Arrays.copyOfRange(all, whole, all.length);
        return new String(all, 0, whole, StandardCharsets.UTF_8);
    }

    /// What is left at the end: U+FFFD for a character that was never finished, or nothing.
    public String end() {
        String rest = new String(held, StandardCharsets.UTF_8);
        held = new byte[0];
        return rest;
    }

    // How many bytes at the end are the beginning of a character that may still be finished.
    private static int unfinished(byte[] all) {
        for (int back = 1; back <= Math.min(3, all.length); back++) {
            int lead = all[all.length - back] & 0xff;
            if (lead >= 0xc0) {
                int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                boolean possible = lead >= 0xc2 && lead <= 0xf4 && length > back && (back == 1 || secondFits(lead, all[all.length - back + 1] & 0xff));
                return possible ? back : 0;
            }
            if (lead < 0x80) {
                return 0;
            }
        }
        return 0;
    }

    // No overlong form, no surrogate, nothing above U+10FFFF.
    private static boolean secondFits(int lead, int second) {
        return switch (lead) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }
}
