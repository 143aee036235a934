package dev.credence.foundation.note;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A log's request for a cosignature: the size that the cosigner last signed, the proof from there, the new checkpoint
/// (C2SP tlog-witness, add-checkpoint).
///
/// ```
/// "old " size "\n" {base64(hash) "\n"} "\n" checkpoint note
/// ```
///
/// @param oldSize    what the log believes that the cosigner signed last; 0 for nothing
/// @param path       the consistency proof from there, at most 63 hashes
/// @param checkpoint the new checkpoint under the log's signature
public record AddCheckpoint(long oldSize, List<Digest> path, SignedNote checkpoint) {
    public static final int PATH_LENGTH_MAX = 63;

    private static final String OLD = "old ";
    // The hashes in base64 with their newlines, the first line, and the note.
    private static final int TEXT_CHARS_MAX = 4 * 1024 + SignedNote.NOTE_BYTES_MAX;

    public AddCheckpoint {
        path = List.copyOf(path);
        if (oldSize < 0) {
            throw new IllegalArgumentException("a size is not negative, found " + oldSize);
        }
        if (path.size() > PATH_LENGTH_MAX) {
            throw new IllegalArgumentException("a path has at most 63 hashes, found " + path.size());
        }
    }

    /// The request's body.
    public String format() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        path.forEach(hash -> text.append(hash.bytes().base64()).append('\n'));
        return text.append('\n').append(checkpoint.format()).toString();
    }

    /// Reads a request's body in its one spelling.
    public static AddCheckpoint parse(String text) throws MalformedException {
        if (text.length() > TEXT_CHARS_MAX) {
            throw new MalformedException("", -1, "at most " + TEXT_CHARS_MAX + " characters", text.length() + " characters");
        }
        int blank = text.indexOf("\n\n");
        if (blank < 0 || !text.startsWith(OLD)) {
            throw new MalformedException("", -1, "a line 'old N', hashes, an empty line and a checkpoint", "another text");
        }
        List<String> lines = Arrays.asList(text.substring(0, blank).split("\n", -1));
        long oldSize = NoteText.decimal("old", lines.getFirst().substring(OLD.length()));
        if (lines.size() - 1 > PATH_LENGTH_MAX) {
            throw new MalformedException("path", -1, "at most 63 hashes", (lines.size() - 1) + " lines");
        }
        List<Digest> path = new ArrayList<>(lines.size() - 1);
        for (String line : lines.subList(1, lines.size())) {
            path.add(NoteText.hash("path[" + path.size() + "]", line));
        }
        try {
            return new AddCheckpoint(oldSize, path, SignedNote.parse(text.substring(blank + 2)));
        } catch (MalformedException malformed) {
            throw malformed.within("checkpoint");
        }
    }
}
