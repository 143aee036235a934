package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.operator.execute.ModelRequest;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.statement.Issue;

/// Asks an operator to run a request and to sign a statement under a given receipt id. Gateways keep what they asked for in this form, too.
///
/// @param receipt 16 bytes
/// @param asked   the ledger's height that the request names
public record ExecuteCall(Bytes receipt, long asked, Work work) {
    public ExecuteCall(Bytes receipt, long asked, ModelRequest request) {
        this(receipt, asked, Work.of(request));
    }

    public Bytes encode() {
        JsonObject message = JsonObject.builder()
                .put("receipt", receipt.hex())
                .put("asked", asked)
                .put("parameters", work.request().parameters().json())
                .build();
        return new TensorFrame(message, work.tensors()).encode();
    }

    public static ExecuteCall decode(Bytes body) throws MalformedException {
        TensorFrame frame = TensorFrame.decode(body);
        JsonFields fields = JsonFields.of("message", frame.message());
        Bytes receipt = fields.hex("receipt", Issue.RECEIPT_ID_LENGTH);
        long asked = fields.integer("asked", 0, JsonInteger.VALUE_MAX);
        Parameters parameters = Parameters.read(fields.object("parameters"));
        fields.end();
        return new ExecuteCall(receipt, asked, Work.read(parameters, frame.tensors()));
    }
}
