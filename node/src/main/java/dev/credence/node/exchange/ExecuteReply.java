package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.tensor.Tensor;
import dev.credence.receipt.envelope.Envelope;
import java.util.Map;

/// An operator's answer with its signed statement.
public record ExecuteReply(Envelope envelope, Map<String, Tensor> outputs) {
    public Bytes encode() {
        return new TensorFrame(JsonObject.builder().put("envelope", envelope.json()).build(), outputs).encode();
    }

    public static ExecuteReply decode(Bytes body) throws MalformedException {
        TensorFrame frame = TensorFrame.decode(body);
        JsonFields fields = JsonFields.of("message", frame.message());
        Envelope envelope = Envelope.read(fields.object("envelope"));
        fields.end();
        return new ExecuteReply(envelope, frame.tensors());
    }
}
