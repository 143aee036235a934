package dev.credence.foundation.note;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;

/// One signature line of a note: whose it says it is, and the bytes (C2SP signed-note).
///
/// ```
/// "— " name " " base64(key id ‖ signature) "\n"
/// ```
///
/// @param name  the signer's name
/// @param keyId four bytes that name the signer's key
/// @param bytes the signature; of an Ed25519 cosignature with its time before it
public record NoteSignature(String name, Bytes keyId, Bytes bytes) {
    /// The largest signature that a line may hold: post-quantum signatures of note libraries reach nearly 5 kB.
    public static final int SIGNATURE_BYTES_MAX = 8 * 1024;

    private static final String DASH = "— ";
    private static final int ID_BYTES = 4;

    public NoteSignature {
        if (!NoteText.isName(name)) {
            throw new IllegalArgumentException("a signer's name has 1 to 255 characters without spaces and '+'");
        }
        if (keyId.length() != ID_BYTES) {
            throw new IllegalArgumentException("a key id has 4 bytes, found " + keyId.length());
        }
        if (bytes.isEmpty() || bytes.length() > SIGNATURE_BYTES_MAX) {
            throw new IllegalArgumentException("a signature has 1 to 8192 bytes, found " + bytes.length());
        }
    }

    /// The line without its newline.
    public String line() {
        return DASH + name + " " + Bytes.concat(keyId, bytes).base64();
    }

    /// Reads a line without its newline, in its one spelling.
    public static NoteSignature parseLine(String line) throws MalformedException {
        if (!line.startsWith(DASH)) {
            throw new MalformedException("", -1, "a signature line that begins with an em dash and a space", "'" + line + "'");
        }
        int space = line.indexOf(' ', DASH.length());
        if (space < 0) {
            throw new MalformedException("", -1, "a name, a space and a signature", "'" + line + "'");
        }
        String name = NoteText.name("name", line.substring(DASH.length(), space));
        Bytes raw = NoteText.base64("signature", line.substring(space + 1));
        if (raw.length() <= ID_BYTES || raw.length() > ID_BYTES + SIGNATURE_BYTES_MAX) {
            throw new MalformedException("signature", -1, "5 to 8196 bytes", raw.length() + " bytes");
        }
        return new NoteSignature(name, raw.slice(0, ID_BYTES), raw.slice(ID_BYTES, raw.length()));
    }
}
