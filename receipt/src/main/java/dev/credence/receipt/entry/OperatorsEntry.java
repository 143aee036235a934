package dev.credence.receipt.entry;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;

/// The operators as of a block, in force from the next block on.
///
/// @param count  number of operators in the list, active or not
/// @param digest SHA-256 of the list's bytes
public record OperatorsEntry(long height, int count, Digest digest) implements LogEntry {
    public OperatorsEntry {
        LogEntry.requireCounter(height, "a height");
        if (count < 0 || count > OperatorsList.OPERATORS_MAX) {
            throw new IllegalArgumentException("0 to " + OperatorsList.OPERATORS_MAX + " operators expected, found " + count);
        }
    }

    /// The entry of a list.
    public static OperatorsEntry of(OperatorsList list) {
        return new OperatorsEntry(list.height(), list.operators().size(), list.digest());
    }

    @Override
    public JsonObject json() {
        return JsonObject.builder()
                .put("type", "operators")
                .put("height", height)
                .put("count", count)
                .put("digest", digest.hex())
                .build();
    }

    static OperatorsEntry read(JsonFields fields) throws MalformedException {
        long height = LogEntry.counter(fields, "height");
        int count = (int) fields.integer("count", 0, OperatorsList.OPERATORS_MAX);
        return new OperatorsEntry(height, count, fields.digest("digest"));
    }
}
