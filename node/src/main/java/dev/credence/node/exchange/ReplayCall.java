package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.request.TensorParameters;

/// Asks a drawn operator to execute a request again: the request only, never the answer.
public record ReplayCall(StatementRef statement, TensorRequest request) {
    public Bytes encode() {
        JsonObject message = JsonObject.builder()
                .put("statement", statement.json())
                .put("parameters", request.parameters().json())
                .build();
        return new TensorFrame(message, request.inputs()).encode();
    }

    public static ReplayCall decode(Bytes body) throws MalformedException {
        TensorFrame frame = TensorFrame.decode(body);
        JsonFields fields = JsonFields.of("message", frame.message());
        StatementRef statement = StatementRef.read(fields.object("statement"));
        TensorParameters parameters = TensorParameters.read(fields.object("parameters"));
        fields.end();
        return new ReplayCall(statement, new TensorRequest(frame.tensors(), parameters));
    }
}
