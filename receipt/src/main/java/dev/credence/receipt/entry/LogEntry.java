package dev.credence.receipt.entry;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import java.util.Set;

/// One entry of the network's log (docs/spec/ledger.md 2).
public sealed interface LogEntry permits BatchEntry, OperatorsEntry, SealEntry {
    /// Entries are a few hundred bytes; no honest one comes near.
    int BYTES_MAX = 1024;

    /// The height of the block that the entry belongs to.
    long height();

    JsonObject json();

    /// The entry's bytes in its one spelling: what the log's leaf is the hash of.
    default Bytes encode() {
        return JsonWriter.write(json());
    }

    /// Reads an entry in its one spelling.
    static LogEntry decode(Bytes bytes) throws MalformedException {
        JsonFields fields = JsonFields.inOrder("", StrictJson.parseCanonical(bytes, new JsonLimits(BYTES_MAX, 2, 16)));
        LogEntry entry =
                switch (fields.oneOf("type", Set.of("batch", "operators", "seal"))) {
                    case "batch" -> BatchEntry.read(fields);
                    case "operators" -> OperatorsEntry.read(fields);
                    default -> SealEntry.read(fields);
                };
        fields.end();
        return entry;
    }

    /// A height or an index of the log.
    static long counter(JsonFields fields, String member) throws MalformedException {
        return fields.integer(member, 0, JsonInteger.VALUE_MAX);
    }

    /// @throws IllegalArgumentException if `value` is no height or index
    static void requireCounter(long value, String what) {
        if (value < 0 || value > JsonInteger.VALUE_MAX) {
            throw new IllegalArgumentException(what + " from 0 to 2^53−1 expected, found " + value);
        }
    }
}
