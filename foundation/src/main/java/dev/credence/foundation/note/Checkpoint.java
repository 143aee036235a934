package dev.credence.foundation.note;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.foundation.signature.SecretKey;
import java.util.List;

/// What a log commits to at one size: origin, number of leaves, root (C2SP tlog-checkpoint).
///
/// ```
/// origin "\n" size "\n" base64(root) "\n"
/// ```
///
/// Extension lines are refused: no monitor can audit them. The root of size 0 can only be the empty root.
///
/// @param origin the log's identity, and the name of its key
/// @param size   the number of leaves, below 2^63
/// @param root   the RFC 6962 root over them
public record Checkpoint(String origin, long size, Digest root) {
    public Checkpoint {
        if (!NoteText.isName(origin)) {
            throw new IllegalArgumentException("an origin has 1 to 255 characters without spaces and '+', found '" + origin + "'");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a size is not negative, found " + size);
        }
        if (size == 0 && !root.equals(MerkleTree.emptyRoot())) {
            throw new IllegalArgumentException("a log of size 0 has the empty root, found " + root);
        }
    }

    /// The note's text.
    public String text() {
        return origin + "\n" + size + "\n" + root.bytes().base64() + "\n";
    }

    /// Reads a note's text in its one spelling.
    public static Checkpoint parse(String text) throws MalformedException {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw new MalformedException("", -1, "three lines: origin, size, root", (lines.length - 1) + " lines");
        }
        String origin = NoteText.name("origin", lines[0]);
        long size = NoteText.decimal("size", lines[1]);
        Digest root = NoteText.hash("root", lines[2]);
        if (size == 0 && !root.equals(MerkleTree.emptyRoot())) {
            throw new MalformedException("root", -1, "the empty root at size 0", root.hex());
        }
        return new Checkpoint(origin, size, root);
    }

    /// This checkpoint as a note under the log's own signature.
    ///
    /// **Obligation**: the log never signs two checkpoints of which neither extends the other, and everything below `size`
    /// is durable.
    public SignedNote sign(SecretKey logKey) {
        NoteKey key = new NoteKey(origin, KeyKind.LOG, logKey.publicKey());
        NoteSignature signature = new NoteSignature(origin, key.id(), logKey.sign(Bytes.ofUtf8(text())));
        return new SignedNote(text(), List.of(signature));
    }
}
