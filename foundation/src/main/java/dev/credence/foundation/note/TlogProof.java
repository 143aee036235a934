package dev.credence.foundation.note;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// That an entry stands in a log, checkable offline: its index, its inclusion path and a cosigned checkpoint (C2SP
/// tlog-proof, version 1).
///
/// ```
/// "c2sp.org/tlog-proof@v1\n" ["extra " base64 "\n"] "index " n "\n" {base64(hash) "\n"} "\n" checkpoint note
/// ```
///
/// @param extra      opaque bytes that nothing authenticates; never in a receipt
/// @param index      the entry's place in the log, below 2^63
/// @param path       the leaf's sibling first, the root's child last
/// @param checkpoint the note, word for word
public record TlogProof(Optional<Bytes> extra, long index, List<Digest> path, SignedNote checkpoint) {
    public static final int EXTRA_BYTES_MAX = 64 * 1024;

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    // Extra in base64, 64 hashes, the note, and the short lines.
    private static final int TEXT_CHARS_MAX = EXTRA_BYTES_MAX / 3 * 4 + 8 * 1024 + SignedNote.NOTE_BYTES_MAX;

    /// Whether a reader takes a proof with an `extra` line.
    public enum Extra {
        REFUSED,
        ALLOWED
    }

    public TlogProof {
        path = List.copyOf(path);
        if (index < 0) {
            throw new IllegalArgumentException("an index is not negative, found " + index);
        }
        if (path.size() > MerkleTree.PATH_LENGTH_MAX) {
            throw new IllegalArgumentException("a path has at most 64 hashes, found " + path.size());
        }
        if (extra.map(Bytes::length).orElse(0) > EXTRA_BYTES_MAX) {
            throw new IllegalArgumentException("extra data has at most " + EXTRA_BYTES_MAX + " bytes");
        }
    }

    /// A proof without extra data.
    public static TlogProof of(long index, List<Digest> path, SignedNote checkpoint) {
        return new TlogProof(Optional.empty(), index, path, checkpoint);
    }

    /// The proof as text.
    public String format() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(bytes -> text.append(EXTRA).append(bytes.base64()).append('\n'));
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(hash.bytes().base64()).append('\n'));
        return text.append('\n').append(checkpoint.format()).toString();
    }

    /// Reads a proof in its one spelling.
    public static TlogProof parse(String text, Extra allowed) throws MalformedException {
        if (text.length() > TEXT_CHARS_MAX) {
            throw refused("", "at most " + TEXT_CHARS_MAX + " characters", text.length() + " characters");
        }
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw refused("", "an empty line before the checkpoint", "none");
        }
        List<String> lines = Arrays.asList(text.substring(0, blank).split("\n", -1));
        if (!lines.getFirst().equals(HEADER)) {
            throw refused("", "'" + HEADER + "'", "'" + lines.getFirst() + "'");
        }
        Optional<Bytes> extra = extra(lines, allowed);
        int at = extra.isPresent() ? 2 : 1;
        if (at >= lines.size() || !lines.get(at).startsWith(INDEX)) {
            throw refused("index", "a line 'index N'", at >= lines.size() ? "none" : "'" + lines.get(at) + "'");
        }
        long index = NoteText.decimal("index", lines.get(at).substring(INDEX.length()));
        List<Digest> path = path(lines.subList(at + 1, lines.size()));
        try {
            return new TlogProof(extra, index, path, SignedNote.parse(text.substring(blank + 2)));
        } catch (MalformedException malformed) {
            throw malformed.within("checkpoint");
        }
    }

    private static Optional<Bytes> extra(List<String> lines, Extra allowed) throws MalformedException {
        if (lines.size() < 2 || !lines.get(1).startsWith(EXTRA)) {
            return Optional.empty();
        }
        if (allowed == Extra.REFUSED) {
            throw refused("extra", "no extra line", "one");
        }
        Bytes bytes = NoteText.base64("extra", lines.get(1).substring(EXTRA.length()));
        if (bytes.length() > EXTRA_BYTES_MAX) {
            throw refused("extra", "at most " + EXTRA_BYTES_MAX + " bytes", bytes.length() + " bytes");
        }
        return Optional.of(bytes);
    }

    private static List<Digest> path(List<String> lines) throws MalformedException {
        if (lines.size() > MerkleTree.PATH_LENGTH_MAX) {
            throw refused("path", "at most 64 hashes", lines.size() + " lines");
        }
        List<Digest> path = new ArrayList<>(lines.size());
        for (String line : lines) {
            path.add(NoteText.hash("path[" + path.size() + "]", line));
        }
        return path;
    }

    /// What a policy makes of the checkpoint, and whether `entry` stands in its tree.
    public ProofVerdict verify(Bytes entry, TlogPolicy policy, UnknownKeys unknownKeys) {
        CosignatureVerdict signed = policy.evaluate(checkpoint, unknownKeys);
        boolean included = signed.checkpoint()
                .map(log -> MerkleTree.verifyInclusion(
                        MerkleTree.leafHash(entry), index, log.size(), path, log.root()))
                .orElse(false);
        return new ProofVerdict(signed, included);
    }

    private static MalformedException refused(String path, String expected, String actual) {
        return new MalformedException(path, -1, expected, actual);
    }
}
