package dev.credence.receipt.envelope;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.receipt.entry.BatchEntry;
import java.util.List;

/// The batch in the log, and the statement's place in the batch.
///
/// @param leafIndex  the place of slot ‖ leaf among the batch's pairs
/// @param leafHashes the path inside the batch, the leaf's sibling first
public record BatchInclusion(LoggedEntry entry, int leafIndex, List<Digest> leafHashes) {
    public BatchInclusion {
        if (leafIndex < 0 || leafIndex >= BatchEntry.COUNT_MAX) {
            throw new IllegalArgumentException("a place from 0 to " + (BatchEntry.COUNT_MAX - 1) + " expected, found " + leafIndex);
        }
        leafHashes = List.copyOf(leafHashes);
    }

    JsonObject json() {
        return entry.writeTo(JsonObject.builder())
                .put("leafIndex", leafIndex)
                .put("leafHashes", LoggedEntry.path(leafHashes))
                .build();
    }

    static BatchInclusion read(JsonFields fields) throws MalformedException {
        LoggedEntry entry = LoggedEntry.readMembers(fields);
        int leafIndex = (int) fields.integer("leafIndex", 0, BatchEntry.COUNT_MAX - 1);
        List<Digest> leafHashes = fields.hashes("leafHashes", MerkleTree.PATH_LENGTH_MAX);
        fields.end();
        return new BatchInclusion(entry, leafIndex, leafHashes);
    }
}
