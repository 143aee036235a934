package dev.credence.verification.laws;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.receipt.entry.LogEntry;
import dev.credence.receipt.envelope.LoggedEntry;
import java.util.ArrayList;
import java.util.List;

/// A log in memory: entries in order, proofs under its newest size.
final class ForgedLog {
    private final List<Bytes> entries = new ArrayList<>();

    /// Appends an entry.
    ///
    /// @return its index
    int add(LogEntry entry) {
        return add(entry.encode());
    }

    int add(Bytes entry) {
        entries.add(entry);
        return entries.size() - 1;
    }

    Checkpoint checkpoint(String origin) {
        return new Checkpoint(origin, entries.size(), MerkleTree.root(hashes()));
    }

    LoggedEntry proof(int index) {
        try {
            return new LoggedEntry(index, MerkleTree.inclusion(hashes(), index), entries.get(index).utf8());
        } catch (dev.credence.foundation.bytes.MalformedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Digest> hashes() {
        return entries.stream().map(MerkleTree::leafHash).toList();
    }
}
