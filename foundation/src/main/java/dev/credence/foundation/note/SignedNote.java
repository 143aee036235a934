package dev.credence.foundation.note;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A text and the signatures below it (C2SP signed-note); whether any of them is genuine shows only under a policy.
///
/// ```
/// text, which ends in a newline ‖ "\n" ‖ one or more signature lines
/// ```
///
/// One spelling: UTF-8, no control character but newline, canonical base64, a name and key id at most once.
///
/// @param text       the signed text with its final newline
/// @param signatures 1 to 64
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// Room for a checkpoint with 64 signatures of the largest kind in use would be 300 KiB; ours have two or three short
    /// ones.
    public static final int NOTE_BYTES_MAX = 64 * 1024;

    public static final int SIGNATURES_MAX = 64;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || !isPlain(text)) {
            throw new IllegalArgumentException("a note's text ends with a newline and has no other control character");
        }
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw new IllegalArgumentException("a note has 1 to 64 signatures, found " + signatures.size());
        }
        if (firstRepeated(signatures) >= 0) {
            throw new IllegalArgumentException("a key signs a note once, found '"
                    + signatures.get(firstRepeated(signatures)).name() + "' twice");
        }
    }

    /// This note with one more signature, or with the new one in the place of the same key's older one.
    public SignedNote with(NoteSignature signature) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        for (int i = 0; i < all.size(); i++) {
            if (sameKey(all.get(i), signature)) {
                all.set(i, signature);
                return new SignedNote(text, all);
            }
        }
        all.add(signature);
        return new SignedNote(text, all);
    }

    /// The whole note as text.
    public String format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(signature.line()).append('\n');
        }
        return note.toString();
    }

    /// The whole note as UTF-8.
    public Bytes encode() {
        return Bytes.ofUtf8(format());
    }

    /// Reads a note in its one spelling.
    public static SignedNote decode(Bytes note) throws MalformedException {
        if (note.length() > NOTE_BYTES_MAX) {
            throw new MalformedException("", -1, "a note of at most " + NOTE_BYTES_MAX + " bytes", note.length() + " bytes");
        }
        return parseBounded(note.utf8());
    }

    /// Reads a note in its one spelling.
    public static SignedNote parse(String note) throws MalformedException {
        if (note.length() > NOTE_BYTES_MAX) {
            throw new MalformedException("", -1, "a note of at most " + NOTE_BYTES_MAX + " bytes", note.length() + " characters");
        }
        // An unpaired surrogate has no UTF-8, so that nobody can have signed it.
        if (note.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new MalformedException("", -1, "well-formed Unicode", "an unpaired surrogate");
        }
        return decode(Bytes.ofUtf8(note));
    }

    private static SignedNote parseBounded(String note) throws MalformedException {
        if (!isPlain(note)) {
            throw new MalformedException("", -1, "no control character but newline", "one");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new MalformedException("", -1, "an empty line between text and signatures", "none");
        }
        if (!note.endsWith("\n")) {
            throw new MalformedException("", -1, "a newline at the end", "none");
        }
        String below = note.substring(blank + 2);
        if (below.isEmpty()) {
            throw new MalformedException("signatures", -1, "at least one signature line", "none");
        }
        String[] lines = below.substring(0, below.length() - 1).split("\n", SIGNATURES_MAX + 1);
        if (lines.length > SIGNATURES_MAX) {
            throw new MalformedException("signatures", -1, "at most 64 signature lines", "more");
        }
        List<NoteSignature> signatures = new ArrayList<>(lines.length);
        for (String line : lines) {
            try {
                signatures.add(NoteSignature.parseLine(line));
            } catch (MalformedException malformed) {
                throw malformed.within("signatures[" + signatures.size() + "]");
            }
        }
        int repeated = firstRepeated(signatures);
        if (repeated >= 0) {
            throw new MalformedException(
                    "signatures[" + repeated + "]", -1, "each key at most once", "'" + signatures.get(repeated).name() + "' again");
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    private static int firstRepeated(List<NoteSignature> signatures) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < signatures.size(); i++) {
            // A name holds no plus, so that this joins name and id without ambiguity.
            if (!seen.add(signatures.get(i).name() + "+" + signatures.get(i).keyId().hex())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean sameKey(NoteSignature one, NoteSignature other) {
        return one.name().equals(other.name()) && one.keyId().equals(other.keyId());
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> c < 0x20 && c != '\n');
    }
}
