package dev.credence.receipt.envelope;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.receipt.entry.LogEntry;
import java.util.List;

/// An entry of the log with its place and inclusion path: with a checkpoint, a C2SP tlog-proof.
///
/// @param index  the entry's place in the log
/// @param hashes the inclusion path, the leaf's sibling first
/// @param entry  the entry's text
public record LoggedEntry(long index, List<Digest> hashes, String entry) {
    public LoggedEntry {
        if (index < 0 || index > JsonInteger.VALUE_MAX) {
            throw new IllegalArgumentException("an index from 0 to 2^53−1 expected, found " + index);
        }
        hashes = List.copyOf(hashes);
    }

    public static LoggedEntry of(long index, List<Digest> hashes, LogEntry entry) {
        try {
            return new LoggedEntry(index, hashes, entry.encode().utf8());
        } catch (MalformedException impossible) {
            throw new IllegalStateException("entries are written in UTF-8", impossible);
        }
    }

    /// The entry's bytes, whose leaf hash stands in the log.
    public Bytes entryBytes() {
        return Bytes.ofUtf8(entry);
    }

    /// Whether the path leads from this entry to the root of a log of that size.
    public boolean isIn(long size, Digest root) {
        return MerkleTree.verifyInclusion(MerkleTree.leafHash(entryBytes()), index, size, hashes, root);
    }

    JsonObject json() {
        return writeTo(JsonObject.builder()).build();
    }

    JsonObject.Builder writeTo(JsonObject.Builder builder) {
        return builder.put("index", index).put("hashes", path(hashes)).put("entry", entry);
    }

    /// Reads the three members and leaves what follows to the caller.
    static LoggedEntry readMembers(JsonFields fields) throws MalformedException {
        long index = fields.integer("index", 0, JsonInteger.VALUE_MAX);
        List<Digest> hashes = fields.hashes("hashes", MerkleTree.PATH_LENGTH_MAX);
        return new LoggedEntry(index, hashes, fields.string("entry", LogEntry.BYTES_MAX));
    }

    static LoggedEntry read(JsonFields fields) throws MalformedException {
        LoggedEntry entry = readMembers(fields);
        fields.end();
        return entry;
    }

    static JsonArray path(List<Digest> hashes) {
        return JsonArray.ofStrings(hashes.stream().map(hash -> hash.bytes().base64()).toList());
    }
}
