package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Issue;

/// Asks an operator to run a request and to sign a statement under a given receipt id.
///
/// @param receipt 16 bytes
/// @param asked   the ledger's height that the request names
public record ExecuteCall(Bytes receipt, long asked, TensorRequest request) {
    public Bytes encode() {
        JsonObject message = JsonObject.builder()
                .put("receipt", receipt.hex())
                .put("asked", asked)
                .put("parameters", request.parameters().json())
                .build();
        return new TensorFrame(message, request.inputs()).encode();
    }

    public static ExecuteCall decode(Bytes body) throws MalformedException {
        TensorFrame frame = TensorFrame.decode(body);
        JsonFields fields = JsonFields.of("message", frame.message());
        Bytes receipt = fields.hex("receipt", Issue.RECEIPT_ID_LENGTH);
        long asked = fields.integer("asked", 0, JsonInteger.VALUE_MAX);
        TensorParameters parameters = TensorParameters.read(fields.object("parameters"));
        fields.end();
        return new ExecuteCall(receipt, asked, new TensorRequest(frame.tensors(), parameters));
    }
}
