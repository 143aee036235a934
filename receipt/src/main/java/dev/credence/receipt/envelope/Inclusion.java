package dev.credence.receipt.envelope;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.note.SignedNote;

/// That a statement stands in the network's log, and the seals and operators that decide its draw (docs/spec/receipt.md
/// 4.1).
///
/// @param checkpoint the signed note with its cosignatures, word for word
/// @param seal       the seal of the batch's block
/// @param previous   the seal before it
/// @param operators  the `operators` entry in force before the block
public record Inclusion(String checkpoint, BatchInclusion batch, LoggedEntry seal, LoggedEntry previous, LoggedEntry operators) {
    public JsonObject json() {
        return JsonObject.builder()
                .put("checkpoint", checkpoint)
                .put("batch", batch.json())
                .put("seal", seal.json())
                .put("previous", previous.json())
                .put("operators", operators.json())
                .build();
    }

    public static Inclusion read(JsonFields fields) throws MalformedException {
        String checkpoint = fields.string("checkpoint", SignedNote.NOTE_BYTES_MAX);
        BatchInclusion batch = BatchInclusion.read(fields.object("batch"));
        LoggedEntry seal = LoggedEntry.read(fields.object("seal"));
        LoggedEntry previous = LoggedEntry.read(fields.object("previous"));
        LoggedEntry operators = LoggedEntry.read(fields.object("operators"));
        fields.end();
        return new Inclusion(checkpoint, batch, seal, previous, operators);
    }
}
