package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.Parameters;

/// Asks a drawn operator to execute a request again: the request only, never the answer. Of a text it is told which tokens the executor
/// says that it sampled, which spares it time and decides nothing (docs/adr/0010-hints-in-replay.md).
public record ReplayCall(StatementRef statement, Work work) {
    public Bytes encode() {
        JsonObject message = JsonObject.builder()
                .put("statement", statement.json())
                .put("parameters", work.request().parameters().json())
                .build();
        return new TensorFrame(message, work.tensors()).encode();
    }

    public static ReplayCall decode(Bytes body) throws MalformedException {
        TensorFrame frame = TensorFrame.decode(body);
        JsonFields fields = JsonFields.of("message", frame.message());
        StatementRef statement = StatementRef.read(fields.object("statement"));
        Parameters parameters = Parameters.read(fields.object("parameters"));
        fields.end();
        return new ReplayCall(statement, Work.read(parameters, frame.tensors()));
    }
}
