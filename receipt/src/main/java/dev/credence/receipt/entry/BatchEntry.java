package dev.credence.receipt.entry;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.request.Slot;

/// A batch of statements of one operator.
///
/// @param count number of pairs under `root`, 1 to `COUNT_MAX`
/// @param root  RFC 6962 root over the pairs slot ‖ leaf
public record BatchEntry(Digest operator, long height, int count, Digest root) implements LogEntry {
    public static final int COUNT_MAX = 1000;

    public BatchEntry {
        LogEntry.requireCounter(height, "a height");
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException("1 to " + COUNT_MAX + " pairs expected, found " + count);
        }
    }

    /// The 48 bytes that stand for one statement in the batch's tree.
    public static Bytes pair(Slot slot, Digest leaf) {
        return Bytes.concat(slot.bytes(), leaf.bytes());
    }

    @Override
    public JsonObject json() {
        return JsonObject.builder()
                .put("type", "batch")
                .put("operator", operator.hex())
                .put("height", height)
                .put("count", count)
                .put("root", root.hex())
                .build();
    }

    static BatchEntry read(JsonFields fields) throws MalformedException {
        Digest operator = fields.digest("operator");
        long height = LogEntry.counter(fields, "height");
        int count = (int) fields.integer("count", 1, COUNT_MAX);
        return new BatchEntry(operator, height, count, fields.digest("root"));
    }
}
