package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.statement.Issue;

/// Asks an operator to answer in text and to sign a statement under a given receipt id.
///
/// @param receipt  16 bytes
/// @param asked    the ledger's height that the request names
/// @param segments whether every 32 tokens are signed (docs/spec/text.md 9.4)
public record GenerateCall(Bytes receipt, long asked, TextRequest request, boolean segments) {
    public Bytes encode() {
        JsonObject message = JsonObject.builder()
                .put("receipt", receipt.hex())
                .put("asked", asked)
                .put("segments", segments)
                .put("parameters", request.parameters().json())
                .build();
        return new TensorFrame(message, Work.of(request).tensors()).encode();
    }

    public static GenerateCall decode(Bytes body) throws MalformedException {
        TensorFrame frame = TensorFrame.decode(body);
        JsonFields fields = JsonFields.of("message", frame.message());
        Bytes receipt = fields.hex("receipt", Issue.RECEIPT_ID_LENGTH);
        long asked = fields.integer("asked", 0, JsonInteger.VALUE_MAX);
        boolean segments = fields.bool("segments");
        TextParameters parameters = TextParameters.read(fields.object("parameters"));
        fields.end();
        Work work = Work.read(parameters, frame.tensors());
        if (!(work.request() instanceof TextRequest request) || !work.ids().isEmpty()) {
            throw new MalformedException("tensors", -1, "a text's content alone", "token ids");
        }
        return new GenerateCall(receipt, asked, request, segments);
    }
}
