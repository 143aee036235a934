package dev.credence.node.exchange;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.envelope.Logged;

/// A logged statement as those see it who must not see its answer: leaf, signer, height of issue, and place in the log.
///
/// @param executor who signed
/// @param height   the ledger's height at issue
/// @param drawn    how many owners are drawn
public record StatementRef(Digest leaf, Digest executor, long height, int drawn, Logged logged) {
    /// As many owners as a replay may hold (docs/spec/receipt.md 3.2).
    private static final int DRAWN_MAX = 32;

    JsonObject json() {
        return JsonObject.builder()
                .put("leaf", leaf.hex())
                .put("executor", executor.hex())
                .put("height", height)
                .put("drawn", drawn)
                .put("logged", LoggedJson.encode(logged))
                .build();
    }

    static StatementRef read(JsonFields fields) throws MalformedException {
        StatementRef read = new StatementRef(
                fields.digest("leaf"),
                fields.digest("executor"),
                fields.integer("height", 0, JsonInteger.VALUE_MAX),
                (int) fields.integer("drawn", 1, DRAWN_MAX),
                LoggedJson.read(fields.object("logged")));
        fields.end();
        return read;
    }
}
