package dev.credence.node.cosigner;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.note.SignedNote;
import java.util.ArrayList;
import java.util.List;

/// The request that asks a cosigner for its signature (C2SP tlog-witness, add-checkpoint).
///
/// ```
/// "old " size "\n" ‖ (base64 hash "\n")* ‖ "\n" ‖ checkpoint
/// ```
///
/// @param oldSize the size that the cosigner signed last, as far as the log knows
/// @param proof   the consistency proof from there; at most 63 hashes
/// @param note    the checkpoint under the log's signature
public record AddCheckpoint(long oldSize, List<Digest> proof, SignedNote note) {
    public static final int BODY_BYTES_MAX = SignedNote.NOTE_BYTES_MAX + 4096;
    private static final int PROOF_HASHES_MAX = 63;
    private static final String OLD = "old ";

    public AddCheckpoint {
        proof = List.copyOf(proof);
        if (oldSize < 0 || proof.size() > PROOF_HASHES_MAX) {
            throw new IllegalArgumentException("a size and at most 63 hashes expected, found " + proof.size());
        }
    }

    public Bytes encode() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(hash -> text.append(hash.bytes().base64()).append('\n'));
        return Bytes.ofUtf8(text.append('\n').append(note.format()).toString());
    }

    public static AddCheckpoint decode(Bytes body) throws MalformedException {
        if (body.length() > BODY_BYTES_MAX) {
            throw new MalformedException("", -1, "at most " + BODY_BYTES_MAX + " bytes", body.length() + " bytes");
        }
        String text = body.utf8();
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new MalformedException("", -1, "an empty line before the checkpoint", "none");
        }
        String[] lines = text.substring(0, blank).split("\n", PROOF_HASHES_MAX + 2);
        if (lines.length > PROOF_HASHES_MAX + 1) {
            throw new MalformedException("proof", -1, "at most 63 hashes", "more");
        }
        if (!lines[0].startsWith(OLD)) {
            throw new MalformedException("old", 0, "'old ' and a size", "'" + lines[0] + "'");
        }
        long oldSize = decimal("old", lines[0].substring(OLD.length()));
        List<Digest> proof = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            proof.add(hash("proof[" + (i - 1) + "]", lines[i]));
        }
        return new AddCheckpoint(oldSize, proof, SignedNote.parse(text.substring(blank + 2)));
    }

    /// Reads a decimal without leading zeros.
    public static long decimal(String path, String text) throws MalformedException {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() > 1 && text.charAt(0) == '0') {
            throw new MalformedException(path, -1, "a decimal without leading zeros", "'" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static Digest hash(String path, String text) throws MalformedException {
        try {
            Bytes hash = Bytes.parseBase64(text);
            if (hash.length() != Digest.LENGTH) {
                throw new MalformedException("", -1, "32 bytes", hash.length() + " bytes");
            }
            return new Digest(hash);
        } catch (MalformedException malformed) {
            throw malformed.within(path);
        }
    }
}
