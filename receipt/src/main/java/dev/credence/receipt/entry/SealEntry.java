package dev.credence.receipt.entry;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;

/// The end of a block: it reveals the secret that the previous seal committed to, and commits to the next.
///
/// @param previous  index of the previous seal in the log
/// @param operators index of the `operators` entry in force before this block
/// @param reveal    the secret; the beacon of every draw for this block's statements
/// @param next      SHA-256 of the secret that the next seal will reveal
public record SealEntry(long height, long previous, long operators, Digest reveal, Digest next) implements LogEntry {
    public SealEntry {
        LogEntry.requireCounter(height, "a height");
        LogEntry.requireCounter(previous, "an index");
        LogEntry.requireCounter(operators, "an index");
    }

    @Override
    public JsonObject json() {
        return JsonObject.builder()
                .put("type", "seal")
                .put("height", height)
                .put("previous", previous)
                .put("operators", operators)
                .put("reveal", reveal.hex())
                .put("next", next.hex())
                .build();
    }

    static SealEntry read(JsonFields fields) throws MalformedException {
        long height = LogEntry.counter(fields, "height");
        long previous = LogEntry.counter(fields, "previous");
        long operators = LogEntry.counter(fields, "operators");
        Digest reveal = fields.digest("reveal");
        return new SealEntry(height, previous, operators, reveal, fields.digest("next"));
    }
}
